import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { inject } from 'vitest';
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
  /** Resolves once it has said where all is, and `/healthz` answers 200. `ahead`: its clock is so many milliseconds ahead. */
  start(how?: { ahead: number }): Promise<void>;
  /** As a power cut of the process: SIGKILL, no chance to tidy up. */
  kill(): Promise<void>;
  /** SIGTERM; gives its exit code. */
  stop(): Promise<number | null>;
  /** Its exit code, once it has ended by itself. */
  ended(): Promise<number | null>;
  /** Of its process. */
  id(): number;
  /** Ids of its workers that live now; what it starts for a moment, as to try the sandbox, is none. Only Linux tells. */
  workers(): Promise<number[]>;
  /** Bytes of memory that it holds now (resident set). Only Linux tells. */
  memory(): Promise<number>;
  /** What it has written since its last start, on both outputs. */
  output(): string;
};

const clockOffset = join(import.meta.dirname, '../../bench/torture/desk/clock-offset.ts');

/** What starts a compiled program; Node keeps what it has compiled of it, so that the next start is sooner. */
export const compiled = (name: 'main.js' | 'cli.js' | 'demo/demo.js', dist = inject('dist')) => ({
  entry: join(dist, 'src', name),
  env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: join(inject('dist'), '.compile-cache') },
});

/** The built server as a process of its own; started, killed and started again on the same data and port. `dist`: of another version. */
export async function createServerProcess(
  given: { settings?: Settings; smtp?: SmtpPeer; dist?: string } = {},
): Promise<ServerProcess> {
  const { entry, env } = compiled('main.js', given.dist);
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
    if (ending === null) return null;
    ending.kill(signal);
    // Its workers may outlive one that is killed, and hold its outputs open.
    await (signal === 'SIGKILL' ? exited(ending) : silent(ending));
    return ending.exitCode;
  };
  whenDone(async () => void (await end('SIGKILL')));

  return {
    url,
    dataDir,
    settings,
    async start({ ahead } = { ahead: 0 }) {
      said = '';
      child = spawn(process.execPath, [...(ahead > 0 ? ['--import', clockOffset] : []), entry], {
        env: { ...env, TORTURE_CLOCK: String(ahead), ...settings },
        stdio: 'pipe',
      });
      child.stdout?.on('data', text => (said += text));
      child.stderr?.on('data', text => (said += text));
      await healthy(url, child, () => said);
    },
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    async ended() {
      if (child !== null) await silent(child);
      return child?.exitCode ?? null;
    },
    id() {
      if (child?.pid === undefined) throw new Error('The server is not running');
      return child.pid;
    },
    async workers() {
      const all = (await readFile(`/proc/${child?.pid}/task/${child?.pid}/children`, 'utf8'))
        .trim()
        .split(' ');
      // Node tells its workers apart by it. Of a process that has only just been made, or has ended, it does not stand there.
      const environments = await Promise.all(
        all.map(id => readFile(`/proc/${id}/environ`, 'utf8').catch(() => '')),
      );
      return all.filter((_, at) => environments[at]?.includes('\0NODE_UNIQUE_ID=')).map(Number);
    },
    async memory() {
      const status = await readFile(`/proc/${child?.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1_024;
    },
    output: () => said,
  };
}

const hasExited = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

async function exited(child: ChildProcess): Promise<void> {
  if (!hasExited(child)) await once(child, 'exit');
}

/** It has ended, and all that it said has been read: that may come after its end. */
async function silent(child: ChildProcess): Promise<void> {
  await exited(child);
  await Promise.all([child.stdout, child.stderr].map(stream => stream && finished(stream)));
}

async function healthy(url: string, child: ChildProcess, said: () => string) {
  const end = Date.now() + 90_000;
  while (Date.now() < end) {
    if (hasExited(child)) {
      await silent(child);
      throw new Error(`The server ended with ${child.exitCode}:\n${said()}`);
    }
    // Kept, the connection would be taken for a test's first request, and be closed by the server in just that moment.
    const answer = await fetch(`${url}/healthz`, { headers: { connection: 'close' } }).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.status === 200 && /^Data /m.test(said())) return;
    await wait(25);
  }
  throw new Error(`The server was not healthy within 90 s:\n${said()}`);
}
