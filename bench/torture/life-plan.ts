import type { Chance } from './chance.ts';

/** What befalls one life of the server. Times in milliseconds. */
export type LifePlan = {
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
export function planLife(chance: Chance, canFill: boolean): LifePlan {
  const isKilledAtStart = chance.is(0.12);
  // More short lives than long ones.
  const lasts = isKilledAtStart
    ? chance.between(20, 900)
    : SHORTEST + (LONGEST - SHORTEST) * chance.between(0, 1) ** 3;
  return {
    lasts,
    isKilledAtStart,
    off: chance.is(0.4) ? Math.round(chance.between(-FURTHEST_OFF, FURTHEST_OFF)) : 0,
    disk: planDisk(chance, moment(chance, lasts), canFill),
    database: planDatabase(chance, moment(chance, lasts)),
  };
}

const moment = (chance: Chance, lasts: number): Moment =>
  chance.is(0.2) ? 'before' : chance.between(0, lasts);

function planDisk(chance: Chance, at: Moment, canFill: boolean): LifePlan['disk'] {
  const full = { is: 'full', at, lasts: chance.between(100, 1_500) } as const;
  const failing = { is: 'failing', beyond: chance.whole(4_096, 200_000) } as const;
  if (!chance.is(0.25)) return { is: 'roomy' };
  return chance.pick([canFill ? full : failing, canFill ? full : failing, failing, { is: 'at its reserve' }]);
}

function planDatabase(chance: Chance, at: Moment): LifePlan['database'] {
  const is = chance.is(0.35) ? 'killed' : 'restarted';
  return chance.is(0.25) ? { is, at } : null;
}
