import { randomBytes } from 'node:crypto';

/** Keeps so many more tips, all durable once their numbers are told. */
export type Keeper = { keep(count: number): Promise<number[]>; close(): Promise<void> };

export type Value = string | number | bigint | Uint8Array | null;

/** What stands in a column of another tip's row: its number, the number in a text, letters of its own, or the same once more. */
type Fill = 'number' | 'number as text' | 'random' | 'same';
export type Column = { name: string; fill: Fill; value: Value };
export type TipRow = { table: string; columns: readonly Column[] };

/** The columns by which a table belongs to a tip, and how. */
const OWNERS: Readonly<Record<string, Fill>> = { tip: 'number', subject: 'number as text' };

/** By what the rows of the tip `number` are found in a table with these columns; null where there are none. */
export function ownerIn(table: string, columns: readonly string[]): string | null {
  if (table === 'tips') return 'number';
  return Object.keys(OWNERS).find(name => columns.includes(name)) ?? null;
}

/**
 * A row that a desk has kept for a tip, to be kept for any other. So the limit keeps what the desk keeps, be it sealed or not,
 * with each new table too, and nobody needs to write it down a second time.
 */
export const patternOf = (table: string, row: Readonly<Record<string, Value>>): TipRow => ({
  table,
  columns: Object.entries(row)
    .filter(([name, value]) => !isGivenByDatabase(table, name, value))
    .map(([name, value]) => ({ name, value, fill: fillOf(name, value) })),
});

/** Tips and events are numbered by the database. PostgreSQL's numbers come as text. */
const isGivenByDatabase = (table: string, name: string, value: Value) =>
  (table === 'tips' && name === 'number') || (name === 'id' && /^\d+$/.test(String(value)));

function fillOf(name: string, value: Value): Fill {
  const isUnique = name === 'id' || name === HASH;
  return OWNERS[name] ?? (isUnique && typeof value === 'string' ? 'random' : 'same');
}

/** No two tips have the same, so a tip is known by it. */
export const HASH = 'receipt_hash';

const POOL = 16 * 1024;
let pool = '';

/** Letters of one's own, as many as that value has. */
export function randomLike(value: Value): string {
  const length = String(value).length;
  if (pool.length < length) pool = randomBytes(POOL).toString('hex');
  const letters = pool.slice(0, length);
  pool = pool.slice(length);
  return letters;
}
