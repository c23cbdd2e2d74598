const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 15 * 60_000;

/** How much of a wait chance takes away, so that jobs which failed together do not come back together. */
const JITTER = 0.2;

/**
 * Milliseconds until a job is tried again: 5 s, doubled with each attempt, at most 15 minutes, for ever, because
 * an outage over a holiday must lose nothing. `chance` is from 0 up to 1.
 */
export function waitAfter(attempts: number, chance: number): number {
  const grown = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.max(0, attempts - 1));
  return Math.round(grown * (1 - JITTER * chance));
}
