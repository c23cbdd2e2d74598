import {
  type Expression,
  type ExpressionBuilder,
  type RawBuilder,
  type Selectable,
  type SqlBool,
  sql,
} from 'kysely';
import type { Config } from '../../config/config.ts';
import type { Query, Write } from '../../db/database.ts';
import type { Schema } from '../../db/schema/schema.ts';
import type { Instant } from '../tip.ts';
import type { Going, Rule } from './rules.ts';

export type Retention = Config['retention'];

type Told = 'state' | 'outcome' | 'state_since' | 'reader_at' | 'received_at';

/**
 * When a tip goes by itself, and by which rule: after its closing, as used or not (also where nobody said what came of it);
 * else after its reader's last word. Null in a state that this version does not know: a newer one's rule may be another.
 */
export function dueOf(tip: Pick<Selectable<Schema['tips']>, Told>, retention: Retention): Going | null {
  const rule = ruleOf(tip);
  if (rule === null) return null;
  const since = rule === 'open' ? (tip.reader_at ?? tip.received_at) : tip.state_since;
  return { rule, due: since + retention[rule] };
}

function ruleOf({ state, outcome }: { state: string; outcome: string | null }): Rule | null {
  if (state === 'closed') return outcome === 'used' ? 'used' : 'unused';
  return state === 'new' || state === 'open' ? 'open' : null;
}

// The same in SQL, in the words of the index `tips_due`: without them no engine uses it.
const RULE: RawBuilder<Rule | null> = sql`(case when tips.state = 'closed' then case when tips.outcome = 'used' then 'used' else 'unused' end
  when tips.state in ('new', 'open') then 'open' end)`;
const SINCE: RawBuilder<number> = sql`(case when tips.state = 'closed' then tips.state_since else coalesce(tips.reader_at, tips.received_at) end)`;

/** `until` and `after` are times of going; `after` is the last that was seen, in the order of the index. */
type Span = { rule: Rule; until: Instant; after?: { due: Instant; number: number } | undefined };

/** When a tip that goes by this rule goes, for conditions. */
export const dueIn = (retention: Retention, rule: Rule): RawBuilder<number> =>
  sql`(${SINCE} + ${sql.lit(retention[rule])})`;

/** The tips that go by one rule until then, the first first, each with when. */
export function dueBy(query: Query | Write, retention: Retention, { rule, until, after }: Span) {
  const all = query
    .selectFrom('tips')
    .where('tips.forgotten_at', 'is', null)
    .where(RULE, '=', sql.lit(rule))
    .where(SINCE, '<=', until - retention[rule])
    .select(['tips.number', sql.lit(rule).as('rule'), dueIn(retention, rule).as('due')])
    .orderBy(SINCE)
    .orderBy('tips.number');
  if (after === undefined) return all;
  const since = after.due - retention[rule];
  // The first condition leads the index to the place, the second passes what was seen of it.
  return all
    .where(SINCE, '>=', since)
    .where(tip => tip.or([tip(SINCE, '>', since), tip('tips.number', '>', after.number)]));
}

/** Of these, those that nothing holds. */
export const notHeld = (tips: ExpressionBuilder<Schema, 'tips'>): Expression<SqlBool> =>
  tips.not(
    tips.exists(tips.selectFrom('holds').select('holds.tip').whereRef('holds.tip', '=', 'tips.number')),
  );
