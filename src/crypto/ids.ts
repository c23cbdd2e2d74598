import { randomFillSync } from 'node:crypto';

const ID_BYTES = 16;
/**
 * Randomness is asked for in larger pieces: a call for each id would cost as much as keeping the row. For ids alone: what is left
 * of the pool comes twice where a machine is resumed twice from one picture of its memory, which a nonce must not.
 */
const pool = Buffer.allocUnsafeSlow(1024 * ID_BYTES);
let used = pool.length;

/** 128 random bits in hex: an id that cannot be guessed or counted. */
export function randomId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const id = pool.toString('hex', used, used + ID_BYTES);
  // What was given out is not kept in memory.
  pool.fill(0, used, used + ID_BYTES);
  used += ID_BYTES;
  return id;
}
