import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { createRandom, type Random } from '../../bench/torture/random.ts';
import { randomId } from '../../src/crypto/ids.ts';
import type { FileStore } from '../../src/files/store.ts';
import { isAll } from '../support/is-all.ts';
import type { OpenStore } from './store-contract.ts';

const MOST = 300_000;
const PIECES = 15;
const SEEDS = Array.from({ length: isAll ? 10 : 3 }, (_, seed) => `seed ${seed}`);

/** What no one thought of: pieces of any length, by any process, behind the last promise or the one before. */
export function storeByChance(openStore: OpenStore) {
  test.each(SEEDS)('however a file comes in, it is what was sent last (%s)', async seed => {
    const random = createRandom(seed);
    const { store, reopen } = await openStore();
    const stores = [store, await reopen(), await reopen()] as const;
    const incoming = sendTo(stores, random);
    for (let piece = 0; piece < PIECES; piece++) await incoming.send(random.whole(0, MOST / 5));
    const sent = await incoming.send(MOST);
    const finisher = random.pick(stores);
    const sha256 = createHash('sha256').update(sent).digest('hex');
    expect(await finisher.finish(incoming.id)).toEqual({
      id: incoming.id,
      size: MOST,
      sha256,
      crc32: crc32(sent),
    });
    expect((await buffer(finisher.read(incoming.id))).equals(sent)).toBe(true);
  });
}

function sendTo(stores: readonly [FileStore, ...FileStore[]], random: Random) {
  const id = randomId();
  let sent = Buffer.alloc(0);
  let promised: [number, ...number[]] = [0];
  return {
    id,
    /** At most so many bytes more; gives all that the file should hold now. */
    async send(length: number): Promise<Buffer> {
      const from = random.pick(promised);
      const bytes = random.bytes(Math.min(length, MOST - from));
      const told: number[] = [];
      const onDurable = (durable: number) => void told.push(durable);
      await random.pick(stores).put(id, Readable.from([bytes]), { from, most: MOST, onDurable });
      sent = Buffer.concat([sent.subarray(0, from), bytes]);
      expect(told.at(-1)).toBe(sent.length);
      promised = [from, sent.length];
      return sent;
    },
  };
}
