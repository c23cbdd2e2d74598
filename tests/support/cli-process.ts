import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { whenDone } from './cleanup.ts';
import type { Settings } from './settings.ts';

const entry = join(import.meta.dirname, '../../dist/src/cli.js');

export type CliEnd = { code: number | null; stdout: Buffer; said: string; complained: string };

export type CliProcess = {
  /** Standard input stays open until it is ended. */
  stdin: NodeJS.WritableStream;
  ended: Promise<CliEnd>;
  /** SIGKILL. */
  kill(): Promise<CliEnd>;
};

/** What a keeper types after `npm run jebo --`, as a process of its own. */
export function startCli(settings: Settings, args: readonly string[]): CliProcess {
  const child = spawn(process.execPath, [entry, ...args], {
    env: { PATH: process.env['PATH'], ...settings },
    stdio: 'pipe',
  });
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', chunk => stdout.push(chunk));
  child.stderr.on('data', chunk => stderr.push(chunk));
  // It may end before it has read all.
  child.stdin.on('error', () => {});
  const ended = once(child, 'close').then(() => ({
    code: child.exitCode,
    stdout: Buffer.concat(stdout),
    said: Buffer.concat(stdout).toString(),
    complained: Buffer.concat(stderr).toString(),
  }));
  const kill = () => {
    child.kill('SIGKILL');
    return ended;
  };
  whenDone(async () => void (await kill()));
  return { stdin: child.stdin, ended, kill };
}

/** The same, with `input` as its standard input, to its end. */
export async function runCli(
  settings: Settings,
  args: readonly string[],
  input: string | Buffer = '',
): Promise<CliEnd> {
  const { stdin, ended } = startCli(settings, args);
  await pipeline(Readable.from([input]), stdin).catch(() => {});
  return ended;
}
