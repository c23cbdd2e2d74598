import { createHash } from 'node:crypto';
import type { NewTip, Write } from '../database.ts';
import { type RowSet, rowSetsOf } from '../new-rows.ts';

/** `name`: the same for the same text, whoever makes it, so that a server has to read and plan it once for each connection. */
export type Statement = { name: string; text: string; values: string[] };

/** Runs a statement in the transaction that is open. */
export type Run = <Row>(statement: Statement) => Promise<Row[]>;

type Written = { receipt_hash: string; number: number };

/**
 * Writes new tips in two statements, however many they are: their own rows, which gives them their numbers, and all that hangs
 * on them. `trx`: for what one claims beside; one with a claim is written alone. The numbers in the order of the tips; null for
 * one whose receipt hash is there already.
 */
export async function insertTips(
  run: Run,
  tips: readonly NewTip[],
  trx: Write | null = null,
): Promise<(number | null)[]> {
  const numbers = new Map<string, number>();
  for (const set of rowSetsOf([{ tips: tips.map(({ row }) => row) }]))
    for (const { receipt_hash, number } of await run<Written>(tipStatement(set)))
      numbers.set(receipt_hash, number);

  const others: ReturnType<NewTip['others']>[] = [];
  const given: (number | null)[] = [];
  for (const { row, claim, others: othersOf } of tips) {
    const number = numbers.get(row.receipt_hash) ?? null;
    given.push(number);
    if (number === null) continue;
    // The same submission twice in one group is one tip: the first's.
    numbers.delete(row.receipt_hash);
    if (trx !== null) await claim?.(trx);
    others.push(othersOf(number));
  }
  const sets = rowSetsOf(others);
  if (sets.length > 0) await run(statementOf(sets));
  return given;
}

const tipStatement = (set: RowSet): Statement =>
  named(`${insertOf(set, 1)} on conflict (receipt_hash) do nothing returning receipt_hash, number`, [set]);

/** All sets in one statement. What refers to another's row is looked at when all are in (PostgreSQL, 7.8.4). */
export function statementOf(sets: readonly RowSet[]): Statement {
  const inserts = sets.map((set, index) => insertOf(set, index + 1));
  const [last, ...before] = inserts.toReversed();
  const parts = before.toReversed().map((insert, index) => `rows_${index + 1} as (${insert})`);
  return named(parts.length === 0 ? `${last}` : `with ${parts.join(', ')} ${last}`, sets);
}

/** Rows travel as JSON, which the server reads by the table's own types: nothing here knows a column. */
function insertOf({ table, columns }: RowSet, place: number): string {
  const names = columns.map(column => `"${column}"`).join(', ');
  return `insert into "${table}" (${names}) select ${names} from json_populate_recordset(null::"${table}", $${place})`;
}

const named = (text: string, sets: readonly RowSet[]): Statement => ({
  name: nameOf(text),
  text,
  values: sets.map(({ rows }) => JSON.stringify(rows.map(withBytesInHex))),
});

const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `jebo_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
  names.set(text, name);
  return name;
}

/** As PostgreSQL reads bytes (8.4.1). */
function withBytesInHex(row: object): object {
  const values = Object.values(row);
  if (!values.some(isBytes)) return row;
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      isBytes(value) ? `\\x${Buffer.from(value).toString('hex')}` : value,
    ]),
  );
}

const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;
