/** `first` and `longest`: milliseconds. `jitter`: the part of a wait that chance takes away at most, a fifth unless said. */
export type Backoff = { first: number; longest: number; jitter?: number };

const JITTER = 0.2;

/**
 * Gives the milliseconds to wait after so many failures in a row: none before the first, then `first`, doubled with each
 * more, at most `longest`. By the jitter those that failed together do not come back together.
 */
export function createBackoff(
  { first, longest, jitter = JITTER }: Backoff,
  chance: () => number = Math.random,
): (failures: number) => number {
  return failures => {
    if (failures < 1) return 0;
    const grown = Math.min(longest, first * 2 ** (failures - 1));
    return Math.round(grown * (1 - jitter * chance()));
  };
}
