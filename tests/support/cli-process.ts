import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { whenDone } from './cleanup.ts';
import { compiled } from './server-process.ts';
import type { Settings } from './settings.ts';

type CliEnd = { code: number | null; stdout: Buffer; said: string; complained: string };

type CliProcess = {
  /** Standard input stays open until it is ended. */
  stdin: NodeJS.WritableStream;
  /** Read, unless it is destroyed. */
  stdout: Readable;
  ended: Promise<CliEnd>;
  /** SIGKILL, unless another signal is named. */
  kill(signal?: NodeJS.Signals): Promise<CliEnd>;
};

/** What an operator types after `npm run jebo --`, as a process of its own. */
export function startCli(settings: Settings, args: readonly string[], dist?: string): CliProcess {
  const { entry, env } = compiled('cli.js', dist);
  const child = spawn(process.execPath, [entry, ...args], {
    env: { ...env, ...settings },
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
  const kill = (signal: NodeJS.Signals = 'SIGKILL') => {
    child.kill(signal);
    return ended;
  };
  whenDone(async () => void (await kill()));
  return { stdin: child.stdin, stdout: child.stdout, ended, kill };
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
