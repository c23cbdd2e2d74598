import type { Random } from './random.ts';

/** What goes wrong in one run of the server. Times in milliseconds. */
export type RunPlan = {
  /** From its first answer; `isKilledAtStart`: from its start. */
  lasts: number;
  isKilledAtStart: boolean;
  /** How far its clock is off. */
  off: number;
  disk: { is: 'roomy' | 'at its reserve' } | { is: 'failing'; beyond: number } | Full;
  database: null | { is: 'restarted' | 'killed'; at: Moment };
};

/** Before it starts, or so long after its first answer. */
export type Moment = 'before' | number;
export type Full = { is: 'full'; at: Moment; lasts: number };

const HOUR = 60 * 60_000;
/** So far, but no further: after a day, unclaimed uploads are swept, as they should be. */
const FURTHEST_OFF = 6 * HOUR;
const SHORTEST = 300;
const LONGEST = 4_000;

/** `canFill`: whether the disk can be filled without harm to others. */
export function planRun(random: Random, canFill: boolean): RunPlan {
  const isKilledAtStart = random.is(0.12);
  // More short runs than long ones.
  const lasts = isKilledAtStart
    ? random.between(20, 900)
    : SHORTEST + (LONGEST - SHORTEST) * random.between(0, 1) ** 3;
  return {
    lasts,
    isKilledAtStart,
    off: random.is(0.4) ? Math.round(random.between(-FURTHEST_OFF, FURTHEST_OFF)) : 0,
    disk: planDisk(random, moment(random, lasts), canFill),
    database: planDatabase(random, moment(random, lasts)),
  };
}

const moment = (random: Random, lasts: number): Moment =>
  random.is(0.2) ? 'before' : random.between(0, lasts);

function planDisk(random: Random, at: Moment, canFill: boolean): RunPlan['disk'] {
  const full = { is: 'full', at, lasts: random.between(100, 1_500) } as const;
  const failing = { is: 'failing', beyond: random.whole(4_096, 200_000) } as const;
  if (!random.is(0.25)) return { is: 'roomy' };
  return random.pick([canFill ? full : failing, canFill ? full : failing, failing, { is: 'at its reserve' }]);
}

function planDatabase(random: Random, at: Moment): RunPlan['database'] {
  const is = random.is(0.35) ? 'killed' : 'restarted';
  return random.is(0.25) ? { is, at } : null;
}
