import type { Chance } from '../chance.ts';

export const STEPS = ['CONNECT', 'MAIL', 'RCPT', 'DATA'] as const;
export type Step = (typeof STEPS)[number];

/** What a mail server does for a while. Only `after data` it has taken the mail. */
export type Mood =
  | { is: 'well' }
  | { is: 'away' }
  | { is: 'refuses'; at: Step; code: number }
  | { is: 'hangs'; at: Step }
  | { is: 'drops'; at: Step }
  | { is: 'drops after data' }
  | { is: 'hangs after data' };

export const WELL: Mood = { is: 'well' };

/** A mood is on for so long, in milliseconds. */
export const MOOD_LASTS = { least: 100, most: 700 };

const FOR_NOW = [421, 450, 451, 452] as const;
const FOR_GOOD = [550, 552, 554] as const;

export function chooseMood(chance: Chance): Mood {
  if (chance.is(0.5)) return WELL;
  const at = chance.pick(STEPS);
  return chance.pick<Mood>([
    { is: 'away' },
    { is: 'refuses', at, code: chance.pick(FOR_NOW) },
    { is: 'refuses', at, code: chance.pick(FOR_GOOD) },
    { is: 'hangs', at },
    { is: 'drops', at },
    { is: 'drops after data' },
    { is: 'hangs after data' },
  ]);
}

/** As the report names it. */
export function nameOf(mood: Mood): string {
  if (mood.is === 'away') return 'mail server not there';
  if (mood.is === 'refuses') return `mail refused with ${mood.code < 500 ? '4xx' : '5xx'}`;
  return `mail server ${mood.is}`;
}
