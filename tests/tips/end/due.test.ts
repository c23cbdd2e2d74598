import { type CompiledQuery, sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Database } from '../../../src/db/database.ts';
import { dueBy, dueOf, notHeld } from '../../../src/tips/end/due.ts';
import { type OwnRetention, type Period, periodsOf } from '../../../src/tips/end/periods.ts';
import { DAY } from '../../support/clock.ts';
import { freshDatabase } from '../../support/databases.ts';

const MANY = 8_000;
const NOW = 2_000 * DAY;
const retention = { unused: 90 * DAY, open: 365 * DAY, used: 365 * DAY, withdrawn: 7 * DAY, notice: 7 * DAY };

/** Two topics have times of their own, a third has none. */
const own: OwnRetention = new Map([
  ['short', { unused: 10 * DAY, used: 30 * DAY, open: null }],
  ['other', { unused: null, used: null, open: 100 * DAY }],
]);
const periods = periodsOf(retention, own);

/** As on a desk of years: most are forgotten; of the kept ones some are due, and many were used and are not. */
async function manyTips({ engine, query }: Database): Promise<void> {
  const topic = (slug: string, position: number) => ({
    ...{ slug, position, name_ko: slug, name_en: slug, hint_ko: '', hint_en: '', inbox: '', version: 1 },
    ...{ confidential: 0 as const, hides_contacts: 0 as const },
  });
  await query.insertInto('topics').values(['short', 'other', 'third'].map(topic)).execute();
  const numbers =
    engine === 'postgres'
      ? sql`(select cast(generate_series as bigint) as i from generate_series(1, ${sql.lit(MANY)}))`
      : sql`(with recursive n(i) as (select 1 union all select i + 1 from n where i < ${sql.lit(MANY)}) select i from n)`;
  await sql`
    insert into tips (channel, receipt_hash, lang, received_at, state, state_since, outcome, reader_at, version, consent_contact,
      consent_media, forgotten_at, topic, talk_ended, withdrawn_since)
    select 'form', cast(i as text), 'ko', i * ${sql.lit(NOW / MANY)},
      case when i % 20 = 0 then 'open' when i % 40 = 1 then 'asked' else 'closed' end, i * ${sql.lit(NOW / MANY)},
      case when i % 3 = 0 then 'used' when i % 7 = 0 then 'withdrawn' end, case when i % 2 = 0 then i * ${sql.lit(NOW / MANY)} end, 1, 0, 0,
      case when i < ${sql.lit(MANY * 0.82)} then 1 end,
      case i % 8 when 0 then 'short' when 3 then 'other' when 5 then 'third' when 6 then 'short' end,
      case when i % 3 <> 0 and i % 7 = 0 then 'withdrawn' end,
      case when i % 3 <> 0 and i % 7 = 0 then (i - i % 5) * ${sql.lit(NOW / MANY)} end
    from ${numbers} as numbers`.execute(query);
  await sql`analyze`.execute(query);
}

async function planOf({ engine, query }: Database, compiled: CompiledQuery): Promise<string> {
  const explain = engine === 'postgres' ? 'explain ' : 'explain query plan ';
  const { rows } = await query.executeQuery<object>({ ...compiled, sql: `${explain}${compiled.sql}` });
  return rows.map(row => Object.values(row).join(' ')).join('\n');
}

const indexFor = ({ rule, of }: Period) =>
  rule === 'withdrawn' ? 'tips_withdrawn' : 'topic' in of ? 'tips_due_of_topic' : 'tips_due';

test('of many thousands, an index leads to what is due, and none is read that is not', async () => {
  const database = await freshDatabase();
  await manyTips(database);
  const { query } = database;
  for (const period of periods) {
    const due = dueBy(query, period, { until: NOW }).where(notHeld).limit(100);
    const after = dueBy(query, period, { until: NOW, after: { due: NOW - DAY, number: 1 } }).limit(50);
    for (const asked of [due, after]) {
      const plan = await planOf(database, asked.compile());
      expect(plan).toContain(indexFor(period));
      expect(plan).not.toMatch(/SCAN tips|Seq Scan on tips|TEMP B-TREE/);
    }
  }
});

test('SQL and the row alone say the same of each tip', async () => {
  const database = await freshDatabase();
  await manyTips(database);
  const { query } = database;
  const rows = await query.selectFrom('tips').selectAll().where('forgotten_at', 'is', null).execute();
  const byRow = rows.flatMap(row => {
    const due = dueOf(row, retention, own);
    return due === null || due.due > NOW ? [] : [{ number: row.number, ...due }];
  });
  const found = periods.map(period => dueBy(query, period, { until: NOW }).execute());
  const bySql = (await Promise.all(found)).flat();
  const inOrder = (all: readonly { number: number }[]) => all.toSorted((a, b) => a.number - b.number);
  expect(bySql.length).toBeGreaterThan(500);
  expect(inOrder(bySql)).toEqual(inOrder(byRow));
});
