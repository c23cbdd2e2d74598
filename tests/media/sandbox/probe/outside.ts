import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { whenDone } from '../../../support/cleanup.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import type { Outside } from './attempts.ts';

const packages = join(import.meta.dirname, '../../../../node_modules');

/** A desk's folder, whose files are for its own user alone, and servers that answer. */
export async function createOutside(): Promise<Outside> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'files/ab'), { recursive: true, mode: 0o700 });
  for (const name of ['secret.key', 'jebo.db', 'files/ab/other'])
    await writeFile(join(folder, name), 'a secret', { mode: 0o600 });
  await copyFile(addon(), join(folder, 'addon.node'));
  const tcp = await listen({ port: 0, host: '127.0.0.1' });
  await listen({ path: join(folder, 'socket') });
  return { desk: process.pid, folder, tcp, udp: await answerUdp() };
}

/** One that needs nothing beside itself; the bundler's. */
function addon(): string {
  const [path] = globSync('lightningcss-*/*.node', { cwd: packages });
  if (path === undefined) throw new Error('no addon');
  return join(packages, path);
}

async function listen(at: { port: number; host: string } | { path: string }): Promise<number> {
  const server = createServer(socket => socket.on('error', () => {}).end());
  server.listen(at);
  whenDone(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' ? ((address satisfies AddressInfo | null)?.port ?? 0) : 0;
}

/** Sends back what it is sent, as an answer (RFC 1035, 4.1.1: `QR`). */
async function answerUdp(): Promise<number> {
  const socket = createSocket('udp4');
  socket.on('message', (message, { port, address }) => {
    message[2] = (message[2] ?? 0) | 0x80;
    socket.send(message, port, address);
  });
  socket.bind(0, '127.0.0.1');
  whenDone(() => void socket.close());
  await once(socket, 'listening');
  return socket.address().port;
}
