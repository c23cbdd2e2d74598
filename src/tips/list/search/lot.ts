import { sql } from 'kysely';
import type { Context } from '../../../context.ts';
import type { Masters } from '../../../crypto/masters.ts';
import type { Query } from '../../../db/database.ts';
import { tipSealOf } from '../../../db/tip-keys.ts';
import { factsIfOpened } from '../../../files/sealed/file-seal.ts';
import { sealOfTip } from '../../../files/sealed/stored-as.ts';
import { HEAD_COLUMNS, type HeadRow, readContent, readHead } from '../../content.ts';
import { namesIn, type SearchedTable, type SearchedText, searchedTexts } from '../../fields.ts';
import type { Excerpt } from '../../tip.ts';
import { type Sight, visibleBetween } from './visible.ts';

/** A text that a tip may be found by. `in`: where it stands; `row`: the list shows it anyway. */
export type TipText = SearchedText & { in: Excerpt['in'] | 'row' };

/** As `textsOf`. */
export type LotTip = { number: number; texts(): Iterable<TipText> };

/** `low` and `high` are within; `numbers`: of these alone. */
export type Range = {
  low: number;
  high: number;
  numbers: readonly number[] | null;
  goesUp: boolean;
  atMost: number;
};

/** Bytes as they are kept, of what has no small limit: of so many at once, and of one tip at least. */
const MOST_BYTES = 1_000_000;

/**
 * The next tips in this direction that may be seen and that hold words; names and contacts only of those where these may be.
 * `isLast`: there are none behind them.
 */
export async function readLot(
  { database: { query }, masters }: Pick<Context, 'database' | 'masters'>,
  sight: Sight,
  range: Range,
): Promise<{ tips: LotTip[]; isLast: boolean }> {
  const all = await readHeads(query, sight, range);
  const heads = await withinBytes(query, all);
  if (heads.length === 0) return { tips: [], isLast: true };
  const rows = await readRows(query, numbersOf(heads));
  return {
    tips: heads.map(head => ({ number: head.number, texts: () => textsOf(masters, head, rows) })),
    isLast: all.length < range.atMost && heads.length === all.length,
  };
}

/** `sees_contacts`: whether the viewer may. */
type LotRow = HeadRow & { sees_contacts: 0 | 1 };

/** The numbers first, and the rest for these alone: a planner that knows nothing of the tables yet would join all of them before. */
function readHeads(
  query: Query,
  sight: Sight,
  { low, high, numbers, goesUp, atMost }: Range,
): Promise<LotRow[]> {
  const order = goesUp ? 'asc' : 'desc';
  let visible = visibleBetween(query, sight, { low, high }).orderBy('number', order).limit(atMost);
  if (numbers !== null) visible = visible.where('number', 'in', numbers);
  return query
    .selectFrom(visible.as('visible'))
    .innerJoin('tips', 'tips.number', 'visible.number')
    .leftJoin('tip_heads', 'tip_heads.tip', 'tips.number')
    .leftJoin('tip_keys', 'tip_keys.tip', 'tips.number')
    .select(HEAD_COLUMNS)
    .select('visible.sees_contacts')
    .orderBy('tips.number', order)
    .execute();
}

const numbersOf = (heads: LotRow[]) => heads.map(({ number }) => number);

/** The first of them, as far as their long texts may be in memory at once. Neither engine reads a text to tell its size. */
async function withinBytes(query: Query, heads: LotRow[]): Promise<LotRow[]> {
  if (heads.length === 0) return [];
  const sizes = (table: 'messages' | 'notes') =>
    query
      .selectFrom(table)
      .select(['tip', sql<number>`octet_length(body) + coalesce(octet_length(sealed), 0)`.as('bytes')])
      .where('tip', 'in', numbersOf(heads));
  const bytesOf = new Map<number, number>();
  for (const { tip, bytes } of await sizes('messages').unionAll(sizes('notes')).execute()) {
    bytesOf.set(tip, (bytesOf.get(tip) ?? 0) + bytes);
  }
  let sum = 0;
  const end = heads.findIndex(({ number }) => {
    sum += bytesOf.get(number) ?? 0;
    return sum > MOST_BYTES;
  });
  return end < 0 ? heads : heads.slice(0, Math.max(end, 1));
}

type Rows = Awaited<ReturnType<typeof readRows>>;

/** What hangs on these tips and is searched, each row with its tip's key: read in one statement, so that both are of one moment. */
async function readRows(query: Query, tips: number[]) {
  const key = ['tip_keys.master', 'tip_keys.salt'] as const;
  const messages = query.selectFrom('messages').leftJoin('tip_keys', 'tip_keys.tip', 'messages.tip');
  const notes = query.selectFrom('notes').leftJoin('tip_keys', 'tip_keys.tip', 'notes.tip');
  const files = query.selectFrom('files').leftJoin('tip_keys', 'tip_keys.tip', 'files.tip');
  const contacts = query.selectFrom('contacts').leftJoin('tip_keys', 'tip_keys.tip', 'contacts.tip');
  return {
    messages: byTip(
      await messages
        .selectAll('messages')
        .select(key)
        .where('messages.tip', 'in', tips)
        .orderBy('at')
        .execute(),
    ),
    notes: byTip(
      await notes.selectAll('notes').select(key).where('notes.tip', 'in', tips).orderBy('at').execute(),
    ),
    files: byTip(
      await files.selectAll('files').select(key).where('files.tip', 'in', tips).orderBy('position').execute(),
    ),
    contacts: byTip(
      await contacts.selectAll('contacts').select(key).where('contacts.tip', 'in', tips).execute(),
    ),
  };
}

function byTip<Row extends { tip: number }>(rows: Row[]): (tip: number) => Row[] {
  const all = Map.groupBy(rows, ({ tip }) => tip);
  return tip => all.get(tip) ?? [];
}

/** What a tip's rows say; null where one does not open. */
type Reader = (masters: Masters, head: HeadRow, rows: Rows) => (Readonly<Record<string, unknown>> | null)[];

/** A table that is searched, and is missing here, fails the build. */
const READERS: { readonly [Table in SearchedTable]: { in: TipText['in']; read: Reader } } = {
  tips: { in: 'row', read: (masters, head) => [readHead(masters, head)] },
  messages: {
    in: 'message',
    read: (masters, { number: tip }, { messages }) =>
      messages(tip).map(row => readContent(masters, 'messages', { tip, row: row.id }, row)),
  },
  notes: {
    in: 'note',
    read: (masters, { number: tip }, { notes }) =>
      notes(tip).map(row => readContent(masters, 'notes', { tip, row: row.id }, row)),
  },
  files: {
    in: 'file',
    read: (masters, { number: tip }, { files }) =>
      files(tip).map(row => factsIfOpened(masters, row, sealOfTip(row, tipSealOf(row)))),
  },
  contacts: {
    in: 'contact',
    read: (masters, { number: tip }, { contacts }) =>
      contacts(tip).map(row => readContent(masters, 'contacts', { tip, row: row.id }, row)),
  },
};

const TABLES = namesIn(READERS);

/** What a tip may be found by, opened table by table, as far as it is asked for. What does not open is passed over. */
function* textsOf(masters: Masters, head: LotRow, rows: Rows): Generator<TipText> {
  const mayTell = (place: TipText['in']) => place !== 'contact' || head.sees_contacts === 1;
  for (const table of TABLES) {
    const { in: whole, read } = READERS[table];
    if (!mayTell(whole)) continue;
    for (const content of read(masters, head, rows)) {
      if (content === null) continue;
      for (const { column, text, by } of searchedTexts(table, content)) {
        const place = table === 'tips' && column === 'name' ? 'contact' : whole;
        if (mayTell(place)) yield { column, text, by, in: place };
      }
    }
  }
}
