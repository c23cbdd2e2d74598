import { createCipheriv, randomBytes } from 'node:crypto';
import { type Masters, searchKey } from '../../crypto/masters.ts';
import { openBytes, placeOf, seal, sealBytes, unseal, unwrapKey, wrapKey } from '../../crypto/seal.ts';

/** Drawn anew for each run: by the first its tokens are spread over the bins, under the second these are sealed. */
export type RunKeys = { spread: Buffer; seal: Buffer };

const KEY_BYTES = 32;

const keysIn = (both: Buffer): RunKeys => ({
  spread: both.subarray(0, KEY_BYTES),
  seal: both.subarray(KEY_BYTES),
});

const placeOfKeys = (run: string) => placeOf('jebo search run', 1, run);

/** With how they are kept. */
export function newRunKeys({ current }: Masters, run: string) {
  const both = randomBytes(2 * KEY_BYTES);
  const wrapped = wrapKey(searchKey(current.key), both, placeOfKeys(run));
  return { keys: keysIn(both), kept: { master: current.id, wrapped } };
}

/** Null where they do not open. */
export function openRunKeys(
  masters: Masters,
  { id, master, wrapped }: { id: string; master: number; wrapped: string },
): RunKeys | null {
  const key = masters.find(master);
  const both = key && unwrapKey(searchKey(key), wrapped, placeOfKeys(id));
  return both && keysIn(both);
}

const BLOCK = 16;

/** In which of so many bins each of these tokens stands, of whatever class. Nobody without the key can tell. */
export function binsOf({ spread }: RunKeys, tokens: readonly number[], bins: number): number[] {
  const blocks = Buffer.alloc(tokens.length * BLOCK);
  tokens.forEach((token, i) => {
    blocks.writeUInt32LE(token, i * BLOCK);
  });
  const cipher = createCipheriv('aes-256-ecb', spread, null).setAutoPadding(false);
  const spreadOut = cipher.update(blocks);
  return tokens.map((_, i) => spreadOut.readUInt32LE(i * BLOCK) % bins);
}

const placeOfBin = (run: string, bin: number) => placeOf('jebo search bin', 1, run, bin);

export const sealBin = (keys: RunKeys, run: string, bin: number, plain: Buffer): Buffer =>
  sealBytes(keys.seal, plain, placeOfBin(run, bin));

/** Null where it does not open. */
export const openBin = (keys: RunKeys, run: string, bin: number, sealed: Uint8Array): Buffer | null =>
  openBytes(keys.seal, sealed, placeOfBin(run, bin));

const placeOfSlots = (run: string) => placeOf('jebo search slots', 1, run);

/** The numbers of the tips in a run's slots, as they are kept. */
export const sealSlots = (keys: RunKeys, run: string, numbers: readonly number[]): string =>
  seal(keys.seal, JSON.stringify(numbers), placeOfSlots(run));

/** Null where it does not open. */
export const openSlots = (keys: RunKeys, run: string, sealed: string): string | null =>
  unseal(keys.seal, sealed, placeOfSlots(run));
