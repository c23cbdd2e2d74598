import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Query } from '../db/database.ts';
import type { Schema } from '../db/schema.ts';
import type { Viewer } from '../staff/viewer.ts';
import type { Desk } from './desk.ts';
import { readRecord, type TipRecord, tipRecords } from './rows.ts';
import { clean } from './text.ts';
import { REPLY_WAYS, type ReplyWay, type TipRow } from './tip.ts';

export const PAGE_SIZE = 50;

/** `before` and `after` are tip numbers, both excluded; the newest page has neither. */
export type ListQuestion = { search?: string; before?: number; after?: number };
export type ListPage = { rows: TipRow[]; newer: boolean; older: boolean };

/** One page of the list, newest first, by keyset: the thousandth page costs what the first does. */
export async function listTips(desk: Desk, viewer: Viewer, question: ListQuestion): Promise<ListPage> {
  const { query } = desk.database;
  const goesUp = question.after !== undefined;
  let tips = tipRecords(query)
    .orderBy('number', goesUp ? 'asc' : 'desc')
    .limit(PAGE_SIZE + 1);
  if (question.before !== undefined) tips = tips.where('number', '<', question.before);
  if (question.after !== undefined) tips = tips.where('number', '>', question.after);
  const search = clean(question.search ?? '').trim();
  if (search !== '') tips = tips.where(tip => matches(tip, search));

  const found = await tips.execute();
  const hasMore = found.length > PAGE_SIZE;
  const page = found.slice(0, PAGE_SIZE);
  if (goesUp) page.reverse();
  return {
    rows: await toRows(query, viewer, page),
    newer: goesUp ? hasMore : question.before !== undefined,
    older: goesUp || hasMore,
  };
}

async function toRows(query: Query, viewer: Viewer, page: TipRecord[]): Promise<TipRow[]> {
  const numbers = page.map(row => row.number);
  const [files, ways, read] = [
    await countFiles(query, numbers),
    await replyWays(query, numbers),
    await readBy(query, viewer, numbers),
  ];
  return page.map(row => ({
    ...readRecord(row),
    headline: row.headline,
    place: row.place,
    fileCount: files.get(row.number) ?? 0,
    replyWays: ways.get(row.number) ?? [],
    unread: !read.has(row.number),
  }));
}

async function countFiles(query: Query, numbers: number[]): Promise<Map<number, number>> {
  if (numbers.length === 0) return new Map();
  const rows = await query
    .selectFrom('files')
    .select(({ fn }) => ['tip', fn.countAll<number>().as('count')])
    .where('tip', 'in', numbers)
    .groupBy('tip')
    .execute();
  return new Map(rows.map(({ tip, count }) => [tip, count]));
}

async function replyWays(query: Query, numbers: number[]): Promise<Map<number, ReplyWay[]>> {
  if (numbers.length === 0) return new Map();
  const rows = await query
    .selectFrom('contacts')
    .select(['tip', 'way'])
    .where('tip', 'in', numbers)
    .where('may_reply', '=', 1)
    .execute();
  const ways = Map.groupBy(rows, row => row.tip);
  const inOrder = (all: { way: string }[]) => REPLY_WAYS.filter(way => all.some(row => row.way === way));
  return new Map([...ways].map(([tip, all]) => [tip, inOrder(all)]));
}

async function readBy(query: Query, viewer: Viewer, numbers: number[]): Promise<Set<number>> {
  if (numbers.length === 0) return new Set();
  const rows = await query
    .selectFrom('events')
    .select('tip')
    .distinct()
    .where('tip', 'in', numbers)
    .where('kind', '=', 'viewed')
    .where('staff_id', '=', viewer.staffId)
    .execute();
  return new Set(rows.map(row => row.tip));
}

/** Plain for now: every word somewhere in the tip, or its number. */
function matches(tip: ExpressionBuilder<Schema, 'tips'>, search: string): Expression<SqlBool> {
  const number = /^#?(\d{1,15})$/.exec(search)?.[1];
  const words = tip.and(search.split(/\s+/).map(word => holds(tip, word)));
  return number === undefined ? words : tip.or([tip('tips.number', '=', Number(number)), words]);
}

function holds(tip: ExpressionBuilder<Schema, 'tips'>, word: string): Expression<SqlBool> {
  const pattern = `%${word.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const like = (column: Expression<string | null>) =>
    sql<SqlBool>`lower(${column}) like ${pattern} escape '\\'`;
  const inTable = (table: 'messages' | 'contacts' | 'files' | 'notes', column: string) =>
    tip.exists(
      tip
        .selectFrom(table)
        .select(sql`1`.as('one'))
        .whereRef(`${table}.tip`, '=', 'tips.number')
        .where(like(sql.ref(`${table}.${column}`))),
    );
  return tip.or([
    like(tip.ref('tips.headline')),
    like(tip.ref('tips.place')),
    like(tip.ref('tips.name')),
    inTable('messages', 'body'),
    inTable('contacts', 'typed'),
    inTable('files', 'name'),
    inTable('notes', 'body'),
  ]);
}
