import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export type Running = { origin: string; pid: number; stop(): Promise<void> };

export const account = { email: 'bench@newsroom.example', password: 'a pass phrase for the bench' };

/** The desk as `npm start` runs it, on SQLite, with mails kept as files. */
export async function startDesk(): Promise<Running> {
  const dataDir = await mkdtemp(join(tmpdir(), 'jebo-bench-'));
  const port = await freePort();
  const desk = await start(port, ['--max-semi-space-size=2', 'dist/src/main.js'], {
    PORT: String(port),
    DATA_DIR: dataDir,
    DISK_RESERVE: '0',
    UPLOAD_TOTAL_LIMIT: '100gb',
    ADMIN_EMAIL: account.email,
    ADMIN_PASSWORD: account.password,
  });
  return {
    ...desk,
    async stop() {
      await desk.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Express alone, sending this page. */
export async function startBareExpress(page: string): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'jebo-bench-'));
  const file = join(folder, 'page.html');
  await writeFile(file, page);
  const port = await freePort();
  const bare = await start(port, ['bench/limits/bare-express.ts', file, String(port)], {
    NODE_ENV: 'production',
  });
  return {
    ...bare,
    async stop() {
      await bare.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A stream between a request and a file, and nothing else. */
export async function startBareFiles(): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'jebo-bench-'));
  const port = await freePort();
  const bare = await start(port, ['bench/limits/bare-files.ts', folder, String(port)], {});
  return {
    ...bare,
    async stop() {
      await bare.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function start(port: number, command: string[], env: Record<string, string>): Promise<Running> {
  const child = spawn(process.execPath, command, {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const origin = `http://127.0.0.1:${port}`;
  await untilItAnswers(origin, child);
  return {
    origin,
    pid: child.pid ?? 0,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function untilItAnswers(origin: string, child: ChildProcess) {
  for (let tries = 0; tries < 400; tries += 1) {
    if (child.exitCode !== null) throw new Error(`A server ended with ${child.exitCode} before it answered`);
    const answer = await fetch(origin).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await wait(25);
  }
  throw new Error('A server did not answer within ten seconds');
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
