/** The same numbers at every start, so that pictures of the demo stay true. */
export type Random = {
  /** From 0, and below 1. */
  next(): number;
  pick<T>(from: readonly [T, ...T[]]): T;
  /** True so often, of 1. */
  chance(often: number): boolean;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
};

/** Mulberry32, which is enough to shuffle stories. */
export function createRandom(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    pick: from => from[Math.floor(next() * from.length)] ?? from[0],
    chance: often => next() < often,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
  };
}
