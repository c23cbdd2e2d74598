import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, constants, mkdir, rm, writeFile } from 'node:fs/promises';
import { connect, type NetConnectOpts } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { whenDone } from './cleanup.ts';
import { freePort } from './free-port.ts';
import { createSmallClamd, type Limits, type Signature } from './small-clamd.ts';
import { temporaryFolder } from './temporary-folder.ts';

export type ClamdPeer = {
  /** For `CLAMD_URL`, over TCP and over a Unix socket. */
  url: string;
  unixUrl: string;
  /** Nothing listens any more, and open connections are broken off. */
  goDown(): Promise<void>;
  /** Listens again at the same places. */
  comeBack(): Promise<void>;
};

const SIGNATURE: Signature = { name: 'Jebo.Test', bytes: Buffer.from('this is the malware of the tests') };

/** What both clamds take for malware, and what they call it. */
export const MALWARE = `Dear newsroom, ${SIGNATURE.bytes}, kind regards`;
export const MALWARE_NAME = `${SIGNATURE.name}.UNOFFICIAL`;

const MB = 1024 * 1024;
const usual: Limits = { stream: MB, file: MB / 2 };

/**
 * A scanner that knows one signature of ours: the real clamd where it is installed, else a small server that speaks its
 * protocol. `TEST_CLAMD` takes another binary, or `small` for the small one. Goes when the test has ended.
 */
export async function createClamdPeer(limits: Limits = usual): Promise<ClamdPeer> {
  const folder = await temporaryFolder();
  const listening = { port: await freePort(), path: join(folder, 'clamd.sock') };
  const binary = await installedClamd();
  const clamd =
    binary === null
      ? createSmallClamd(listening, limits, SIGNATURE)
      : await createRealClamd(binary, folder, listening, limits);
  await clamd.start();
  whenDone(clamd.stop);
  return {
    url: `tcp://127.0.0.1:${listening.port}`,
    unixUrl: `unix://${listening.path}`,
    goDown: clamd.stop,
    comeBack: clamd.start,
  };
}

async function installedClamd(): Promise<string | null> {
  const asked = process.env['TEST_CLAMD'];
  if (asked === 'small') return null;
  if (asked) return asked;
  // Debian keeps it where only root's path leads.
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  for (const folder of folders) {
    const binary = join(folder, 'clamd');
    const isThere = await access(binary, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return binary;
  }
  return null;
}

async function createRealClamd(
  binary: string,
  folder: string,
  { port, path }: { port: number; path: string },
  limits: Limits,
) {
  const settings = join(folder, 'clamd.conf');
  const signatures = join(folder, 'signatures');
  await mkdir(signatures);
  await writeFile(join(signatures, 'jebo.ndb'), `${SIGNATURE.name}:0:*:${SIGNATURE.bytes.toString('hex')}\n`);
  const lines = [
    'Foreground yes',
    'TCPAddr 127.0.0.1',
    `TCPSocket ${port}`,
    `LocalSocket ${path}`,
    `DatabaseDirectory ${signatures}`,
    `TemporaryDirectory ${folder}`,
    `StreamMaxLength ${limits.stream}`,
    `MaxFileSize ${limits.file}`,
    'AlertExceedsMax yes',
  ];
  await writeFile(settings, `${lines.join('\n')}\n`);
  let child: ChildProcess | null = null;

  return {
    async start() {
      child = spawn(binary, ['--config-file', settings], { stdio: 'ignore' });
      for (const place of [{ port, host: '127.0.0.1' }, { path }]) await listens(place, child);
    },
    async stop() {
      const ending = child;
      child = null;
      if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return;
      const exited = once(ending, 'exit');
      ending.kill('SIGKILL');
      await exited;
      await rm(path, { force: true });
    },
  };
}

async function listens(place: NetConnectOpts, child: ChildProcess) {
  const end = Date.now() + 30_000;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`clamd ended with ${child.exitCode}`);
    const socket = connect(place);
    const isThere = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isThere) return;
    await wait(25);
  }
  throw new Error('clamd did not listen within 30 s');
}
