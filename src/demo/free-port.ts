import { once } from 'node:events';
import { createServer } from 'node:net';
import { hasCode } from '../disk.ts';

/** So many ports are tried. */
const MOST = 50;

/** The first from this one on that nobody listens at on this machine. @throws what the last of them said. */
export async function freePortFrom(first: number, host: string): Promise<number> {
  for (let port = first; ; port++) {
    try {
      await tryPort(port, host);
      return port;
    } catch (error) {
      if (!hasCode(error, 'EADDRINUSE') || port === first + MOST || port === 65_535) throw error;
    }
  }
}

async function tryPort(port: number, host: string): Promise<void> {
  const server = createServer().listen({ port, host });
  await once(server, 'listening');
  const closed = once(server, 'close');
  server.close();
  await closed;
}
