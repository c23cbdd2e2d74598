import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { whenDone } from './cleanup.ts';

export type BadLine = {
  /** Where it listens. */
  url: string;
  /** Bytes that readers have sent through it. */
  sent(): number;
  /**
   * Bytes a second for what readers send; null: as fast as it goes. Of what comes from now on no more passes than `most`,
   * and on one connection no more than `each`, until it is throttled anew: else a busy test comes when all is over.
   */
  throttle(speed: number | null, limits?: { most?: number; each?: number }): void;
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
  const unlimited = { most: Number.POSITIVE_INFINITY, each: Number.POSITIVE_INFINITY };
  let limits = { ...unlimited, from: 0 };

  const cut = () => {
    for (const sockets of pairs) for (const socket of sockets) socket.resetAndDestroy();
    pairs.clear();
  };
  let turn = Promise.resolve();
  /** All connections share what the line lets through, each in its turn: else one may wait until another has sent all. */
  const mayPass = (size: number) => {
    turn = turn.then(async () => {
      allowance -= size;
      while (speed !== null && allowance < 0) await wait(1_000 / STEPS);
    });
    return turn;
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
    let passing = 0;
    const standsStill = () =>
      !reader.destroyed && (sent > limits.from + limits.most || passing > limits.each);
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
      passing += data.length;
      while (standsStill()) await wait(1_000 / STEPS);
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
    throttle(to, given = {}) {
      speed = to;
      allowance = 0;
      limits = { ...unlimited, ...given, from: sent };
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
