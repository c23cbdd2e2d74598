import type { Random } from '../random.ts';

const STEPS = ['CONNECT', 'MAIL', 'RCPT', 'DATA'] as const;
export type Step = (typeof STEPS)[number];

/** What a mail server does for a while. Only `after data` it has taken the mail. */
export type Behaviour =
  | { is: 'normal' }
  | { is: 'away' }
  | { is: 'refuses'; at: Step; code: number }
  | { is: 'hangs'; at: Step }
  | { is: 'drops'; at: Step }
  | { is: 'drops after data' }
  | { is: 'hangs after data' };

export const NORMAL: Behaviour = { is: 'normal' };

/** A behaviour is on for so long, in milliseconds. */
export const BEHAVIOUR_LASTS = { least: 100, most: 700 };

const FOR_NOW = [421, 450, 451, 452] as const;
const FOR_GOOD = [550, 552, 554] as const;

export function chooseBehaviour(random: Random): Behaviour {
  if (random.is(0.5)) return NORMAL;
  const at = random.pick(STEPS);
  return random.pick<Behaviour>([
    { is: 'away' },
    { is: 'refuses', at, code: random.pick(FOR_NOW) },
    { is: 'refuses', at, code: random.pick(FOR_GOOD) },
    { is: 'hangs', at },
    { is: 'drops', at },
    { is: 'drops after data' },
    { is: 'hangs after data' },
  ]);
}

/** As the report names it. */
export function nameOf(behaviour: Behaviour): string {
  if (behaviour.is === 'away') return 'mail server not there';
  if (behaviour.is === 'refuses') return `mail refused with ${behaviour.code < 500 ? '4xx' : '5xx'}`;
  return `mail server ${behaviour.is}`;
}
