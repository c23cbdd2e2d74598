/** So many are changed by one press at most. */
export const MOST_CHOSEN = 5_000;

/** So many are under way at once: each is a transaction of its own, and whoever posts a tip waits for no more than these. */
export const AT_ONCE = 8;

/** For so long what was changed can be undone. Milliseconds. */
export const UNDONE_WITHIN = 24 * 60 * 60_000;
