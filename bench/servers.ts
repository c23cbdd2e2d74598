import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Load, repeat } from './load.ts';

export type Running = { origin: string; pid: number; stop(): Promise<void> };

export const account = { email: 'bench@newsroom.example', password: 'a pass phrase for the bench' };

/** As `npm start` runs it. */
const DESK = ['--max-semi-space-size=8', 'dist/src/main.js'];

export const temporaryFolder = () => mkdtemp(join(tmpdir(), 'jebo-bench-'));

/** `smtpPort`: of a mail server; without it mails are kept as files. A `folder` that is given stays. */
type DeskPlan = { smtpPort?: number; folder?: string; settings?: Readonly<Record<string, string>> };

/** The desk, on SQLite unless the settings name another engine. */
export async function startDesk({ smtpPort, folder, settings = {} }: DeskPlan = {}) {
  const dataDir = folder ?? (await temporaryFolder());
  const port = await freePort();
  const mail = {
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    MAIL_FROM: 'Jebo <tips@newsroom.example>',
    NEWSROOM_INBOX: 'desk@newsroom.example',
    PUBLIC_URL: `http://localhost:${port}`,
  };
  const desk = await start(port, DESK, {
    PORT: String(port),
    DATA_DIR: dataDir,
    DISK_RESERVE: '0',
    UPLOAD_TOTAL_LIMIT: '100gb',
    ADMIN_EMAIL: account.email,
    ADMIN_PASSWORD: account.password,
    ...(smtpPort === undefined ? {} : mail),
    ...settings,
  });
  return folder === undefined ? goingWith(desk, dataDir) : desk;
}

/** Express alone, sending this page. */
export async function startBareExpress({ page, packedPage }: BarePage = NO_PAGE): Promise<Running> {
  const folder = await temporaryFolder();
  const files = [join(folder, 'page.html'), join(folder, 'page.html.gz')] as const;
  await writeFile(files[0], page);
  await writeFile(files[1], packedPage);
  const port = await freePort();
  const command = ['bench/limits/bare-express.ts', ...files, String(port)];
  return goingWith(await start(port, command, { NODE_ENV: 'production' }), folder);
}

type BarePage = { page: Buffer; packedPage: Buffer };
const NO_PAGE: BarePage = { page: Buffer.alloc(0), packedPage: Buffer.alloc(0) };

/** No mail server listens there: what is owed to one waits, and nobody composes mails. */
export const NO_MAIL_SERVER = 9;

/** A program that keeps what a desk on the same engine keeps for this tip, and does nothing else. */
export async function startBareTips(tip: Load, settings: DeskPlan['settings'] = {}): Promise<Running> {
  const folder = await temporaryFolder();
  const desk = await startDesk({ folder, smtpPort: NO_MAIL_SERVER, settings });
  await repeat(desk.origin, tip, 1, 1);
  await desk.stop();
  const port = await freePort();
  const command = ['bench/limits/tips/bare-tips.ts', settings['DATABASE_URL'] ?? folder, String(port)];
  return goingWith(await start(port, command, {}), folder);
}

/** A stream between a request and a file, and nothing else. */
export async function startBareFiles(): Promise<Running> {
  const folder = await temporaryFolder();
  const port = await freePort();
  return goingWith(await start(port, ['bench/limits/bare-files.ts', folder, String(port)], {}), folder);
}

/** What one writes in an afternoon. */
export async function startRival(smtpPort: number): Promise<Running> {
  const folder = await temporaryFolder();
  const port = await freePort();
  const command = ['bench/rival/afternoon.ts', folder, String(port), String(smtpPort)];
  return goingWith(await start(port, command, { NODE_ENV: 'production' }), folder);
}

const goingWith = (running: Running, folder: string): Running => ({
  ...running,
  async stop() {
    await running.stop();
    await rm(folder, { recursive: true, force: true });
  },
});

export type Sink = { port: number; taken(): Promise<number>; stop(): Promise<void> };

/** A mail server that takes every mail, so many milliseconds after it is whole, and drops it. It greets after 100 ms. */
export async function startSink(delay = 0): Promise<Sink> {
  const port = await freePort();
  const child = spawn(process.execPath, ['bench/smtp-sink.ts', String(port), String(delay)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return {
    port,
    async taken() {
      child.send('how many?');
      const [taken] = await once(child, 'message');
      return Number(taken);
    },
    stop: () => ended(child),
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
    stop: () => ended(child),
  };
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
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
