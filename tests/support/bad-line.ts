import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { whenDone } from './cleanup.ts';

export type BadLine = {
  /** Where it listens. */
  url: string;
  /** Bytes that readers have sent through it. */
  sent(): number;
  /** Bytes a second for what readers send; null: as fast as it goes. */
  throttle(speed: number | null): void;
  /** Breaks all connections. With `refuse`, new ones are broken too, until `mend`. */
  cut(how?: { refuse: boolean }): void;
  mend(): void;
  /** The connection on which these words are sent next goes dead, and neither side is told: nothing passes any more. */
  hush(words: string): void;
};

/** In how many steps a second a throttled line lets something through. */
const STEPS = 20;

/** A line between a reader and the desk at `upstream`, as on a train: slow, and cut now and then. */
export async function createBadLine(upstream: () => string): Promise<BadLine> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let speed: number | null = null;
  let isRefusing = false;
  let hushed: string | null = null;
  let sent = 0;
  let allowance = 0;

  const cut = () => {
    for (const sockets of pairs) for (const socket of sockets) socket.resetAndDestroy();
    pairs.clear();
  };
  /** All connections share what the line lets through. */
  const mayPass = async (size: number) => {
    allowance -= size;
    while (speed !== null && allowance < 0) await wait(1_000 / STEPS);
  };
  const refill = setInterval(() => {
    allowance = Math.min((speed ?? 0) / STEPS, allowance + (speed ?? 0) / STEPS);
  }, 1_000 / STEPS);

  const server = createServer(reader => {
    if (isRefusing) return void reader.resetAndDestroy();
    const { hostname, port } = new URL(upstream());
    const desk = connect(Number(port), hostname);
    const pair = [reader, desk] as const;
    let isDead = false;
    pairs.add(pair);
    reader.on('error', () => desk.destroy());
    reader.on('close', () => {
      desk.destroy();
      pairs.delete(pair);
    });
    desk.on('error', () => reader.resetAndDestroy());
    desk.on('close', () => isDead || reader.destroySoon());
    desk.on('data', (data: Buffer) => isDead || reader.write(data));
    reader.on('data', async (data: Buffer) => {
      sent += data.length;
      if (hushed !== null && data.includes(hushed)) [isDead, hushed] = [true, null];
      if (isDead) return;
      reader.pause();
      await mayPass(data.length);
      if (!desk.destroyed && !desk.write(data)) await once(desk, 'drain').catch(() => {});
      reader.resume();
    });
    reader.on('end', () => desk.end());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  whenDone(async () => {
    clearInterval(refill);
    cut();
    await new Promise(resolve => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return {
    url: `http://127.0.0.1:${address.port}`,
    sent: () => sent,
    throttle(to) {
      speed = to;
      allowance = 0;
    },
    cut({ refuse } = { refuse: false }) {
      isRefusing = refuse;
      cut();
    },
    mend() {
      isRefusing = false;
    },
    hush(words) {
      hushed = words;
    },
  };
}
