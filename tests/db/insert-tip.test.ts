import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Database, NewTip } from '../../src/db/database.ts';
import { DatabaseAway } from '../../src/db/troubles.ts';
import { bareTip } from '../support/bare-tip.ts';
import { freshDatabase } from '../support/databases.ts';

/** A tip that says nothing but this. `id` of its message is its own unless said. */
function tipSaying(body: string, own: { id?: string; hash?: string } = {}): NewTip {
  const { id = crypto.randomUUID(), hash = crypto.randomUUID() } = own;
  const message = { id, direction: 'in', channel: 'form', at: 0, body } as const;
  return {
    row: { ...bareTip(), receipt_hash: hash },
    others: tip => ({ messages: [{ ...message, tip }], contacts: [], events: [received(tip)] }),
    claim: null,
    letters: body.length,
  };
}

const received = (tip: number) => ({ tip, kind: 'received', staff_id: null, at: 0 });

const keptIn = ({ query }: Database) =>
  query
    .selectFrom('tips')
    .leftJoin('messages', 'messages.tip', 'tips.number')
    .leftJoin('events', 'events.tip', 'tips.number')
    .select(['tips.number', 'messages.body', 'events.kind'])
    .orderBy('tips.number')
    .execute();

/** How many transactions have written tips; on SQLite all who wait share one. */
async function transactionsOf({ query }: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(distinct xmin::text) from tips`.execute(query);
  return Number(rows[0]?.count);
}

test('tips that are written at once each have a number, in their order, and all that is theirs', async () => {
  const database = await freshDatabase();
  const words = Array.from({ length: 60 }, (_, index) => `제보 ${index} '"\\{},\n`);
  const numbers = await Promise.all(words.map(word => database.insertTip(tipSaying(word))));
  expect(await keptIn(database)).toEqual(
    words.map((body, index) => ({ number: numbers[index], body, kind: 'received' })),
  );
  if (database.engine === 'postgres') expect(await transactionsOf(database)).toBeLessThanOrEqual(2);
});

test('of tips that are written at once a bad one is refused, and none of the others fails', async () => {
  const database = await freshDatabase();
  await database.insertTip(tipSaying('first', { id: 'taken' }));
  const bad = () => tipSaying('bad', { id: 'taken' });
  const tips = [tipSaying('a'), bad(), tipSaying('b'), bad(), tipSaying('c')];
  const written = await Promise.allSettled(tips.map(database.insertTip));
  expect(written.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  expect((await keptIn(database)).map(({ body }) => body)).toEqual(['first', 'a', 'b', 'c']);
});

test('what cannot be written is refused for what it is, and not as a database that is away', async () => {
  const database = await freshDatabase();
  await database.insertTip(tipSaying('a', { id: 'taken' }));
  const error = await database.insertTip(tipSaying('b', { id: 'taken' })).catch(caught => caught);
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(DatabaseAway);
});

test('more tips than are written at once, and more letters, are all written', async () => {
  const database = await freshDatabase();
  const long = '가'.repeat(100_000);
  const many = Array.from({ length: 220 }, (_, index) => tipSaying(`${index}`));
  const large = Array.from({ length: 22 }, () => tipSaying(long));
  const numbers = await Promise.all([...many, ...large].map(database.insertTip));
  expect(new Set(numbers).size).toBe(242);
  const kept = await keptIn(database);
  expect(kept.filter(({ body }) => body === long)).toHaveLength(22);
  if (database.engine === 'postgres') expect(await transactionsOf(database)).toBeGreaterThanOrEqual(6);
});

test('a text beyond all bounds is written all the same, by itself', async () => {
  const database = await freshDatabase();
  const numbers = await Promise.all(
    ['a', '가'.repeat(600_000), 'b'].map(body => database.insertTip(tipSaying(body))),
  );
  expect(numbers).toEqual([1, 2, 3]);
});

test('the same submission twice in one group, and once more, is one tip', async () => {
  const database = await freshDatabase();
  const again = () => database.insertTip(tipSaying('twice', { hash: 'same' }));
  const numbers = await Promise.all([again(), database.insertTip(tipSaying('other')), again()]);
  expect([...numbers, await again()].filter(number => number === null)).toHaveLength(2);
  expect((await keptIn(database)).map(({ body }) => body)).toEqual(['twice', 'other']);
});

test('a claim that is refused takes its own tip along, and no other', async () => {
  const database = await freshDatabase();
  const refused: NewTip = { ...tipSaying('refused'), claim: () => Promise.reject(new Error('gone')) };
  const granted: NewTip = {
    ...tipSaying('granted'),
    claim: async trx => void (await trx.selectFrom('tips').select('number').executeTakeFirstOrThrow()),
  };
  const written = await Promise.allSettled(
    [tipSaying('a'), refused, granted, tipSaying('b')].map(database.insertTip),
  );
  expect(written.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  expect(new Set((await keptIn(database)).map(({ body }) => body))).toEqual(new Set(['a', 'granted', 'b']));
});

test('rows of a table that fill other columns are written beside each other', async () => {
  const database = await freshDatabase();
  const tip: NewTip = {
    ...tipSaying('two'),
    others: number => ({ events: [received(number), { ...received(number), file: 'f' }] }),
  };
  await database.insertTip(tip);
  const files = await database.query.selectFrom('events').select('file').execute();
  expect(new Set(files.map(({ file }) => file))).toEqual(new Set([null, 'f']));
});
