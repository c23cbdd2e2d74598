import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { type Chance, createChance } from '../../bench/torture/chance.ts';
import type { FileStore } from '../../src/files/store.ts';
import { randomId } from '../../src/privacy/random-id.ts';
import type { OpenStore } from './store-contract.ts';

const MOST = 300_000;
const PIECES = 15;
const SEEDS = Array.from({ length: 10 }, (_, seed) => `seed ${seed}`);

/** What no one thought of: pieces of any length, by any process, behind the last promise or the one before. */
export function storeByChance(openStore: OpenStore) {
  test.each(SEEDS)('however a file comes in, it is what was sent last (%s)', async seed => {
    const chance = createChance(seed);
    const { store, reopen } = await openStore();
    const stores = [store, await reopen(), await reopen()] as const;
    const incoming = sendTo(stores, chance);
    for (let piece = 0; piece < PIECES; piece++) await incoming.send(chance.whole(0, MOST / 5));
    const sent = await incoming.send(MOST);
    const finisher = chance.pick(stores);
    const sha256 = createHash('sha256').update(sent).digest('hex');
    expect(await finisher.finish(incoming.id)).toEqual({ id: incoming.id, size: MOST, sha256 });
    expect((await buffer(finisher.read(incoming.id))).equals(sent)).toBe(true);
  });
}

function sendTo(stores: readonly [FileStore, ...FileStore[]], chance: Chance) {
  const id = randomId();
  let sent = Buffer.alloc(0);
  let promised: [number, ...number[]] = [0];
  return {
    id,
    /** At most so many bytes more; gives all that the file should hold now. */
    async send(length: number): Promise<Buffer> {
      const from = chance.pick(promised);
      const bytes = chance.bytes(Math.min(length, MOST - from));
      const told: number[] = [];
      const onDurable = (durable: number) => void told.push(durable);
      await chance.pick(stores).put(id, Readable.from([bytes]), { from, most: MOST, onDurable });
      sent = Buffer.concat([sent.subarray(0, from), bytes]);
      expect(told.at(-1)).toBe(sent.length);
      promised = [from, sent.length];
      return sent;
    },
  };
}
