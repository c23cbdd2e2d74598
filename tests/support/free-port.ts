import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { hasCode } from '../../src/disk.ts';

/**
 * Below the ports that systems give out by themselves (Linux from 32,768 on, others from 49,152): of those, another test's
 * server or connection takes one before its turn comes. Each of vitest's workers has a thousand of its own.
 */
const FIRST = 16_000;
const [WORKERS, EACH] = [16, 1_000];

const first = FIRST + (Number(process.env['VITEST_POOL_ID'] ?? 0) % WORKERS) * EACH;
let next = randomInt(EACH);

/** A port at which nobody listens, and nobody will but whoever asked for it. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < EACH; tried++) {
    const port = first + next;
    next = (next + 1) % EACH;
    if (await isFree(port)) return port;
  }
  throw new Error('All ports are taken');
}

/** On every address: what another program listens at on one of them is not free. */
function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', error => (hasCode(error, 'EADDRINUSE') ? resolve(false) : reject(error)));
    server.listen({ port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
