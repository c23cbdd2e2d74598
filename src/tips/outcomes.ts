/** What whoever closes a tip says came of it, in the order of the buttons. What is used is kept longer. */
export const CLOSING_OUTCOMES = [
  'used',
  'passed on',
  'unverified',
  'duplicate',
  'not for us',
  'spam',
  'test',
] as const;

/** And what its reader alone does: from then on they are nobody whom the desk knows, and it goes within days. */
export const WITHDRAWN = 'withdrawn';

export const OUTCOMES = [...CLOSING_OUTCOMES, WITHDRAWN] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * What is said at a closing: what came of it, null where nobody said; `article` is the http(s) URL of what was published, if any;
 * `duplicateOf` the number of the tip that a duplicate says once more.
 */
export type Closing = { outcome: Outcome | null; article: string | null; duplicateOf: number | null };

export const NOTHING_SAID: Closing = { outcome: null, article: null, duplicateOf: null };
