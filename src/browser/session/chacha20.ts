/** The letters of “expand 32-byte k”, as numbers. */
const CONSTANTS = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574];

/** Places in the state that a quarter round takes: the columns, and the diagonals. */
const QUARTERS = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const;

/**
 * ChaCha20 (RFC 8439, 2.4), which is its own reverse. A key of 32 bytes, a nonce of 12 that the key meets once. Of our own,
 * as what browsers have is there over https alone and answers later, when a page that is left is gone already.
 */
export function chacha20(key: Uint8Array, nonce: Uint8Array, bytes: Uint8Array, counter = 0): Uint8Array {
  const given = [...CONSTANTS, ...wordsOf(key), counter, ...wordsOf(nonce)];
  const out = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += 64) {
    const stream = new Uint8Array(blockOf(given).buffer);
    for (let i = 0; i < 64 && at + i < bytes.length; i += 1)
      out[at + i] = (bytes[at + i] ?? 0) ^ (stream[i] ?? 0);
    given[12] = (given[12] ?? 0) + 1;
  }
  return out;
}

function blockOf(given: readonly number[]): Uint32Array {
  const state = Uint32Array.from(given);
  for (let round = 0; round < 10; round += 1)
    for (const [a, b, c, d] of QUARTERS) quarterRound(state, a, b, c, d);
  return state.map((word, place) => word + (given[place] ?? 0));
}

function quarterRound(state: Uint32Array, a: number, b: number, c: number, d: number): void {
  const mix = (into: number, from: number, turned: number, by: number) => {
    state[into] = (state[into] ?? 0) + (state[from] ?? 0);
    const word = (state[turned] ?? 0) ^ (state[into] ?? 0);
    state[turned] = (word << by) | (word >>> (32 - by));
  };
  mix(a, b, d, 16);
  mix(c, d, b, 12);
  mix(a, b, d, 8);
  mix(c, d, b, 7);
}

/** Little-endian, as all that runs a browser is. */
const wordsOf = (bytes: Uint8Array) => new Uint32Array(bytes.slice().buffer);
