import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freshFilesSettings } from './buckets.ts';
import { whenDone } from './cleanup.ts';
import { freshSettings } from './databases.ts';
import { freePort } from './free-port.ts';
import { databaseSettings, type Settings, smtpSettings } from './settings.ts';
import type { SmtpPeer } from './smtp.ts';
import { temporaryFolder } from './temporary-folder.ts';

export type ServerProcess = {
  url: string;
  dataDir: string;
  /** All settings that it is started with. */
  settings: Settings;
  /** Resolves once it has said where all is, and `/healthz` answers 200. */
  start(): Promise<void>;
  /** As a power cut of the process: SIGKILL, no chance to tidy up. */
  kill(): Promise<void>;
  /** SIGTERM; gives its exit code. */
  stop(): Promise<number | null>;
  /** Ids of the processes that it has started by itself and that live now. Only Linux tells. */
  children(): Promise<number[]>;
  /** Bytes of memory that it holds now (resident set). Only Linux tells. */
  memory(): Promise<number>;
  /** What it has written since its last start, on both outputs. */
  output(): string;
};

const entry = join(import.meta.dirname, '../../dist/src/main.js');

/** The built server as a process of its own; started, killed and started again on the same data and port. */
export async function createServerProcess(
  given: { settings?: Settings; smtp?: SmtpPeer } = {},
): Promise<ServerProcess> {
  const dataDir = await temporaryFolder();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const settings: Settings = {
    PORT: String(port),
    DATA_DIR: dataDir,
    ...databaseSettings(await freshSettings()),
    ...(await freshFilesSettings()),
    ...(given.smtp ? smtpSettings(given.smtp, url) : {}),
    ...given.settings,
  };
  let child: ChildProcess | null = null;
  let said = '';

  const end = async (signal: NodeJS.Signals) => {
    const ending = child;
    child = null;
    if (ending === null || ending.exitCode !== null || ending.signalCode !== null)
      return ending?.exitCode ?? null;
    const exited = once(ending, 'exit');
    ending.kill(signal);
    await exited;
    return ending.exitCode;
  };
  whenDone(async () => void (await end('SIGKILL')));

  return {
    url,
    dataDir,
    settings,
    async start() {
      said = '';
      child = spawn(process.execPath, [entry], {
        env: { PATH: process.env['PATH'], ...settings },
        stdio: 'pipe',
      });
      child.stdout?.on('data', text => (said += text));
      child.stderr?.on('data', text => (said += text));
      await healthy(url, child, () => said);
    },
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    async children() {
      const path = `/proc/${child?.pid}/task/${child?.pid}/children`;
      return (await readFile(path, 'utf8')).trim().split(' ').filter(Boolean).map(Number);
    },
    async memory() {
      const status = await readFile(`/proc/${child?.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1_024;
    },
    output: () => said,
  };
}

async function healthy(url: string, child: ChildProcess, said: () => string) {
  const end = Date.now() + 30_000;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}:\n${said()}`);
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.status === 200 && /^Data /m.test(said())) return;
    await wait(25);
  }
  throw new Error(`The server was not healthy within 30 s:\n${said()}`);
}
