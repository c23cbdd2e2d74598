import type { Context } from '../../context.ts';
import type { Masters } from '../../crypto/masters.ts';
import type { Query } from '../../db/database.ts';
import { maskedOrNull } from '../../resident-number.ts';
import type { Viewer } from '../../staff/access.ts';
import { readNamed } from '../../staff/called.ts';
import { type OrUnknown, readWord } from '../../unknown.ts';
import { NO_HEAD, readHead } from '../content.ts';
import { readImportance } from '../importance.ts';
import { readPermission, readRecord, type TipRecord } from '../rows.ts';
import { loadTags } from '../tags/load-tags.ts';
import { REPLY_WAYS, type ReplyWay, type TipRow } from '../tip.ts';
import { loadRowFiles, NO_FILES, type RowFiles } from './row-files.ts';

/** What the list shows of each tip, in the order that they come in; where a search found them, it knows alone. */
export async function toRows(
  { database, masters }: Context,
  viewer: Viewer,
  page: TipRecord[],
): Promise<TipRow[]> {
  const { query } = database;
  const numbers = page.map(row => row.number);
  const [files, notes, ways, read, tags] = await Promise.all([
    loadRowFiles(query, masters, page),
    countNotes(query, numbers),
    replyWays(query, numbers),
    readBy(query, viewer, numbers),
    loadTags({ database, masters }, numbers),
  ]);
  return page.map(row => ({
    ...readRecord(row),
    ...workOn(row),
    ...headOf(masters, row),
    ...filesOf(row, files.get(row.number) ?? NO_FILES),
    noteCount: notes.get(row.number) ?? 0,
    replyWays: ways.get(row.number) ?? [],
    unread: !read.has(row.number),
    tags: tags.get(row.number) ?? [],
    excerpt: null,
  }));
}

const workOn = (row: TipRecord) => ({
  assignee: readNamed(row.owner, row.owner_name),
  importance: readImportance(row.importance),
  changedAt: row.changed_at ?? row.received_at,
  remindOn: row.remind_on,
});

function headOf(masters: Masters, row: TipRecord): Pick<TipRow, 'kept' | 'headline' | 'place'> {
  if (row.forgotten_at !== null) return { kept: false, headline: null, place: null };
  const head = readHead(masters, row) ?? NO_HEAD;
  return { kept: true, headline: maskedOrNull(head.headline), place: maskedOrNull(head.place) };
}

/** A forgotten tip has no files that could be used. */
const filesOf = (row: TipRecord, { count, lead }: RowFiles) => ({
  ...{ fileCount: count, lead },
  permission: row.forgotten_at === null ? readPermission(row, count) : null,
});

async function countNotes(query: Query, numbers: number[]): Promise<Map<number, number>> {
  if (numbers.length === 0) return new Map();
  const rows = await query
    .selectFrom('notes')
    .select(({ fn }) => ['tip', fn.countAll<number>().as('count')])
    .where('tip', 'in', numbers)
    .groupBy('tip')
    .execute();
  return new Map(rows.map(({ tip, count }) => [tip, count]));
}

async function replyWays(query: Query, numbers: number[]): Promise<Map<number, OrUnknown<ReplyWay>[]>> {
  if (numbers.length === 0) return new Map();
  const rows = await query
    .selectFrom('contacts')
    .select(['tip', 'way'])
    .where('tip', 'in', numbers)
    .where('may_reply', '=', 1)
    .execute();
  const ways = Map.groupBy(rows, row => row.tip);
  return new Map([...ways].map(([tip, all]) => [tip, inOrder(all.map(row => row.way))]));
}

function inOrder(ways: readonly string[]): OrUnknown<ReplyWay>[] {
  const unknown = ways.map(way => readWord(REPLY_WAYS, way)).filter(way => typeof way !== 'string');
  return [...REPLY_WAYS.filter(way => ways.includes(way)), ...unknown];
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
    .$narrowType<{ tip: number }>()
    .execute();
  return new Set(rows.map(row => row.tip));
}
