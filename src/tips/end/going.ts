import type { Context } from '../../context.ts';
import type { Masters } from '../../crypto/masters.ts';
import type { Keyed } from '../../db/tip-keys.ts';
import { maskedOrNull } from '../../resident-number.ts';
import { authorize, type Viewer, visibleTo } from '../../staff/access.ts';
import { HEAD_COLUMNS, type HeadRow, type Plain, readContent, readHead } from '../content.ts';
import type { Hold, Instant, Opened } from '../tip.ts';
import { dueBy, dueIn, dueOf, notHeld, TOLD } from './due.ts';
import { loadOwnRetention, loadPeriods, type Retention, retentionOf } from './periods.ts';
import type { Going } from './rules.ts';

export const GOING_AT_ONCE = 50;
const NEXT = 30 * 24 * 60 * 60_000;

type Shown = { number: number; headline: Opened };

/**
 * `due`: when its time is over. `goes`: from when on it is forgotten, later where the newsroom was not told in time.
 * `told`: when the newsroom was.
 */
export type GoingTip = Shown & Going & { goes: Instant; told: Instant | null };

/** `due`: when its time is over, or was; null in a state that this version does not know. */
export type HeldTip = Shown & { hold: Hold; due: Instant | null };

/** The last that was seen. */
export type GoingAfter = { due: Instant; number: number };

type GoingContext = Pick<Context, 'database' | 'masters' | 'settings' | 'clock'>;

/**
 * What goes by itself in the next thirty days, the first first, by keyset.
 * @throws {Refusal} when the viewer may not see what goes.
 */
export async function listGoing(
  { database, masters, settings: { retention }, clock }: GoingContext,
  viewer: Viewer,
  after?: GoingAfter,
): Promise<{ tips: GoingTip[]; isMore: boolean }> {
  authorize(viewer, 'see what goes');
  const now = clock();
  const found: GoingTip[] = [];
  for (const period of await loadPeriods(database.query, retention)) {
    const rows = await dueBy(database.query, period, { until: now + NEXT, after })
      .where(visibleTo(viewer))
      .where(notHeld)
      .leftJoin('announcements', join =>
        join.onRef('announcements.tip', '=', 'tips.number').on('announcements.due', '=', dueIn(period)),
      )
      .leftJoin('notices', 'notices.id', 'announcements.notice')
      .leftJoin('tip_heads', 'tip_heads.tip', 'tips.number')
      .leftJoin('tip_keys', 'tip_keys.tip', 'tips.number')
      .select(HEAD_COLUMNS)
      .select('notices.at as told')
      .limit(GOING_AT_ONCE + 1)
      .execute();
    found.push(
      ...rows.map(row => ({
        ...shown(masters, row),
        ...{ rule: row.rule, kept: row.kept, due: row.due, told: row.told },
        goes: row.rule === 'withdrawn' ? row.due : Math.max(row.due, (row.told ?? now) + retention.notice),
      })),
    );
  }
  found.sort((one, other) => one.due - other.due || one.number - other.number);
  return { tips: found.slice(0, GOING_AT_ONCE), isMore: found.length > GOING_AT_ONCE };
}

/** What is held, the newest tip first, by keyset: `before` is the last that was seen. @throws {Refusal} as `listGoing`. */
export async function listHeld(
  { database, masters, settings: { retention } }: GoingContext,
  viewer: Viewer,
  before?: number,
): Promise<{ tips: HeldTip[]; isMore: boolean }> {
  authorize(viewer, 'see what goes');
  let held = database.query
    .selectFrom('tips')
    .innerJoin('holds', 'holds.tip', 'tips.number')
    .innerJoin('staff', 'staff.id', 'holds.staff_id')
    .leftJoin('tip_heads', 'tip_heads.tip', 'tips.number')
    .leftJoin('tip_keys', 'tip_keys.tip', 'tips.number')
    .where(visibleTo(viewer))
    .select(HEAD_COLUMNS)
    .select(TOLD.map(column => `tips.${column}` as const))
    .select(['holds.reason', 'holds.sealed', 'holds.at', 'staff.email', 'staff.name'])
    .orderBy('tips.number', 'desc')
    .limit(GOING_AT_ONCE + 1);
  if (before !== undefined) held = held.where('tips.number', '<', before);
  const rows = await held.execute();
  const own = await loadOwnRetention(database.query);
  const tips = rows.slice(0, GOING_AT_ONCE).map(row => ({
    ...shown(masters, row),
    hold: { reason: reasonOf(masters, row), by: { email: row.email, name: row.name }, at: row.at },
    due: dueOf(row, retention, own)?.due ?? null,
  }));
  return { tips, isMore: rows.length > GOING_AT_ONCE };
}

/** When a tip goes by itself, and by which rule; null where nothing says so. */
export async function loadGoing(
  { database, settings: { retention } }: Pick<GoingContext, 'database' | 'settings'>,
  number: number,
): Promise<Going | null> {
  const row = await database.query
    .selectFrom('tips')
    .select(TOLD)
    .where('number', '=', number)
    .executeTakeFirst();
  return row === undefined ? null : dueOf(row, retention, await loadOwnRetention(database.query));
}

/** How tips of this topic are kept. */
export const loadRetention = async (
  { database, settings: { retention } }: Pick<GoingContext, 'database' | 'settings'>,
  topic: string | null,
): Promise<Retention> => retentionOf(retention, await loadOwnRetention(database.query), topic);

/** How many these are. @throws {Refusal} as `listGoing`. */
export async function countGoing(
  { database, settings: { retention }, clock }: GoingContext,
  viewer: Viewer,
): Promise<{ going: number; held: number }> {
  authorize(viewer, 'see what goes');
  const { query } = database;
  let going = 0;
  for (const period of await loadPeriods(query, retention)) {
    const due = dueBy(query, period, { until: clock() + NEXT })
      .clearOrderBy()
      .clearSelect()
      .where(visibleTo(viewer))
      .where(notHeld);
    const { count } = await due
      .select(row => row.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    going += count;
  }
  const held = await query
    .selectFrom('tips')
    .innerJoin('holds', 'holds.tip', 'tips.number')
    .where(visibleTo(viewer))
    .select(row => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return { going, held: held.count };
}

const shown = (masters: Masters, row: HeadRow): Shown => ({
  number: row.number,
  headline: maskedOrNull(readHead(masters, row)?.headline ?? null),
});

function reasonOf(masters: Masters, row: Plain<'holds'> & Keyed & { number: number; sealed: string | null }) {
  const place = { tip: row.number, row: row.number };
  return maskedOrNull(readContent(masters, 'holds', place, row)?.reason ?? null);
}
