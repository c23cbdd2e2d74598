import {
  type Expression,
  type ExpressionBuilder,
  type RawBuilder,
  type Selectable,
  type SqlBool,
  sql,
} from 'kysely';
import type { Query, Write } from '../../db/database.ts';
import type { Schema } from '../../db/schema/schema.ts';
import type { Instant } from '../tip.ts';
import { type OwnRetention, type Period, type Retention, retentionOf } from './periods.ts';
import type { Going, Rule } from './rules.ts';

/** What says when a tip goes. */
export const TOLD = [
  'state',
  'outcome',
  'state_since',
  'reader_at',
  'received_at',
  'topic',
  'talk_ended',
  'withdrawn_since',
] as const;
type Told = (typeof TOLD)[number];

type Tips = ExpressionBuilder<Schema, 'tips'>;

/**
 * When a tip goes by itself, and by which rule: after its closing, as used or not (also where nobody said what came of it), or
 * as withdrawn by its reader; else after its reader's last word. Null in a state that this version does not know: a newer one's rule may be another.
 */
export function dueOf(
  tip: Pick<Selectable<Schema['tips']>, Told>,
  desk: Retention,
  own: OwnRetention,
): Going | null {
  const rule = ruleOf(tip);
  if (rule === null) return null;
  const since = sinceBy(rule, tip);
  const kept = retentionOf(desk, own, tip.topic)[rule];
  return { rule, kept, due: since + kept };
}

function sinceBy(rule: Rule, tip: Pick<Selectable<Schema['tips']>, Told>): Instant {
  if (rule === 'withdrawn') return tip.withdrawn_since ?? tip.state_since;
  return rule === 'open' ? (tip.reader_at ?? tip.received_at) : tip.state_since;
}

type Ended = { state: string; outcome: string | null; talk_ended: string | null };

/** What is withdrawn stays so, also where an older version, which knows of no such thing, has opened it again. */
function ruleOf({ state, outcome, talk_ended: ended }: Ended): Rule | null {
  if (ended === 'withdrawn') return ended;
  if (state === 'closed') return outcome === 'used' ? 'used' : 'unused';
  return state === 'new' || state === 'open' ? 'open' : null;
}

// The same in SQL, in the words of the indexes `tips_due` and `tips_due_of_topic`: without them no engine uses these. To them what
// is withdrawn is as any other; it has an index of its own, `tips_withdrawn`.
const RULE: RawBuilder<Rule | null> = sql`(case when tips.state = 'closed' then case when tips.outcome = 'used' then 'used' else 'unused' end
  when tips.state in ('new', 'open') then 'open' end)`;
const SINCE: RawBuilder<number> = sql`(case when tips.state = 'closed' then tips.state_since else coalesce(tips.reader_at, tips.received_at) end)`;

/** `until` and `after` are times of going; `after` is the last that was seen, in the order of the index. */
type Span = { until: Instant; after?: { due: Instant; number: number } | undefined };

/** When a tip of this period goes, for conditions. */
export const dueIn = ({ rule, kept }: Period): RawBuilder<number> =>
  sql`(${sinceOf(rule)} + ${sql.lit(kept)})`;

/** The tips of one period that go until then, the first first, each with when. */
export function dueBy(query: Query | Write, period: Period, { until, after }: Span) {
  const { rule, kept } = period;
  const since = sinceOf(rule);
  const all = query
    .selectFrom('tips')
    .where('tips.forgotten_at', 'is', null)
    .where(tips => isOf(tips, period))
    .where(tips => goesBy(tips, rule))
    .where(since, '<=', until - kept)
    .select(['tips.number', sql.lit(rule).as('rule'), sql.lit(kept).as('kept'), dueIn(period).as('due')])
    .orderBy(since)
    .orderBy('tips.number');
  if (after === undefined) return all;
  const last = after.due - kept;
  // The first condition leads the index to the place, the second passes what was seen of it.
  return all
    .where(since, '>=', last)
    .where(tip => tip.or([tip(since, '>', last), tip('tips.number', '>', after.number)]));
}

const WITHDRAWN_SINCE: RawBuilder<number> = sql`tips.withdrawn_since`;
const sinceOf = (rule: Rule) => (rule === 'withdrawn' ? WITHDRAWN_SINCE : SINCE);

function goesBy(tips: Tips, rule: Rule): Expression<SqlBool> {
  const isWithdrawn = tips('tips.talk_ended', '=', sql.lit('withdrawn'));
  if (rule === 'withdrawn') return isWithdrawn;
  const isByRule = tips(RULE, '=', sql.lit(rule));
  return tips.and([isByRule, tips.or([tips('tips.talk_ended', 'is', null), tips.not(isWithdrawn)])]);
}

/** What is of a topic with a shorter time is gone for the most part before the others are due: little is passed over. */
function isOf(tips: Tips, { of }: Period): Expression<SqlBool> {
  if ('topic' in of) return tips('tips.topic', '=', of.topic);
  if (of.allBut.length === 0) return tips.lit(true);
  return tips.or([tips('tips.topic', 'is', null), tips('tips.topic', 'not in', of.allBut)]);
}

/** Of these, those that nothing holds. */
export const notHeld = (tips: Tips): Expression<SqlBool> =>
  tips.not(
    tips.exists(tips.selectFrom('holds').select('holds.tip').whereRef('holds.tip', '=', 'tips.number')),
  );
