import type { Insertable } from 'kysely';
import type { Schema } from '../../src/db/schema/schema.ts';
import type { Random } from '../../src/demo/fill/random.ts';
import type { MadeStaff } from './people.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** What staff have done with a tip, as rows; times are milliseconds since 1970, UTC, people and tags ids. */
export type Work = {
  columns: Pick<
    Insertable<Schema['tips']>,
    'state' | 'state_since' | 'state_by' | 'outcome' | 'version' | 'assignee' | 'importance'
  > &
    Pick<Insertable<Schema['tips']>, 'remind_on' | 'staff_at' | 'changed_at'>;
  readerAt: number;
  events: { kind: string; staff_id: string; at: number; detail: string | null }[];
  notes: { by: string; at: number; body: string }[];
  tags: string[];
  mentioned: string[];
  /** When somebody last did something. */
  since: number;
};

/** `fromNewest`: 1 for the last that came. `count`: how many come in all. */
type Age = { at: number; now: number; fromNewest: number; count: number };

/** A share of all tips, but of a small desk so many that they fill a page: else its pages would be shorter, and not only its tables. */
export const share = (of: number, count: number, atLeast = 100): number => Math.max(of, atLeast / count);

/** As many as the newest are all unread, as after a morning; of all others two in a hundred. */
const FRESH = 60;

/** What outcomes closed tips have, as often as they stand here. */
const OUTCOMES = [
  ...(['not for us', 'not for us', 'not for us', 'not for us', 'not for us', 'passed on'] as const),
  ...(['unverified', 'unverified', 'used', 'spam', 'test'] as const),
] as const;

/** Nine of ten tips are closed. The admin has read nearly all of them, and each editor some. */
export function workOn(staff: MadeStaff, random: Random, { at, now, fromNewest, count }: Age): Work {
  const later = (most: number) => Math.min(now, at + random.between(60_000, most));
  const state = stateOf(random, { fromNewest, count });
  const by = random.pick(staff.all).staffId;
  const since = state === 'new' ? at : later(3 * DAY);
  const isAnswered = random.chance(share(0.003, count));
  const seen = [
    ...(random.chance(state === 'new' ? 0.3 : 0.9995) ? [staff.looking.admin.staffId] : []),
    ...(state !== 'new' && random.chance(0.3) ? [random.pick(staff.all).staffId] : []),
  ];
  const viewed = [...new Set(seen)].map(staff_id => ({
    ...{ kind: 'viewed', staff_id, at: later(HOUR), detail: null },
  }));
  const step = state === 'new' ? [] : [{ kind: state, staff_id: by, at: since, detail: null }];
  return {
    columns: {
      ...{ state, state_since: since, state_by: state === 'new' ? null : by },
      outcome: state === 'closed' ? random.pick(OUTCOMES) : null,
      version: state === 'new' ? 1 : 2,
      assignee: state !== 'new' && random.chance(0.8) ? by : null,
      importance: random.chance(0.005) ? 2 : random.chance(0.04) ? 1 : 0,
      remind_on:
        state === 'open' && random.chance(share(0.05, count, 3_000))
          ? dayOf(now + random.between(-3, 9) * DAY)
          : null,
      staff_at: random.chance(0.2) ? since : null,
      changed_at: state === 'new' ? null : since,
    },
    readerAt: isAnswered ? since + HOUR : at,
    events: [...viewed, ...step],
    notes: random.chance(0.15) ? [{ by, at: since, body: random.pick(NOTES) }] : [],
    tags: [
      ...(random.chance(0.1) ? [staff.tags.common] : []),
      ...(random.chance(share(1 / 2_000, count)) ? [staff.tags.rare] : []),
    ],
    mentioned: random.chance(0.005) ? [random.pick(staff.all).staffId] : [],
    since,
  };
}

const NOTES = ['전화해 봤는데 받지 않아요.', '소방서에 확인했어요.', 'Called back, no answer.'] as const;

function stateOf(
  random: Random,
  { fromNewest, count }: Pick<Age, 'fromNewest' | 'count'>,
): 'new' | 'open' | 'closed' {
  if (fromNewest <= FRESH || random.chance(0.02)) return 'new';
  return random.chance(share(0.06, count, 900)) ? 'open' : 'closed';
}

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
