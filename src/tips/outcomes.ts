/** What came of a tip, as whoever closes it says. What is used is kept longer. */
export const OUTCOMES = ['used', 'not for us'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What is said at a closing: what came of it, null where nobody said; `article` is the http(s) URL of what was published, if any. */
export type Closing = { outcome: Outcome | null; article: string | null };

export const NOTHING_SAID: Closing = { outcome: null, article: null };
