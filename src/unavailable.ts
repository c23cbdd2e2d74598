import { Refusal } from './errors.ts';

/**
 * What passes by itself, with the seconds until it is worth trying again: where many are refused at once, up to `spread`
 * more, so that they do not all come back at the same second.
 */
const PASSING = {
  'too-busy': { least: 5, spread: 10 },
  'database-away': { least: 10, spread: 10 },
  'passwords-busy': { least: 5, spread: 5 },
  'files-away': { least: 30, spread: 10 },
  'held-elsewhere': { least: 5, spread: 0 },
  stopping: { least: 5, spread: 5 },
  'newer-version': { least: 10, spread: 10 },
} as const;

/** Not now, and when again. */
export function unavailable(code: keyof typeof PASSING): Refusal {
  const { least, spread } = PASSING[code];
  return new Refusal({ code }, { retryAfter: least + Math.floor(Math.random() * spread) });
}
