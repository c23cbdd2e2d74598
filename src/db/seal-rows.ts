import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Masters, TipSeal } from '../crypto/masters.ts';
import { type SealedForm, sealedColumns } from '../crypto/tip-content.ts';
import type { Write } from './database.ts';

/** `tipSeals`: the key of each, by its number. */
export type OfTips = { masters: Masters; tipSeals: ReadonlyMap<number, TipSeal> };

/** `id`: the column that tells one of its rows from another; `tip`: whose it is; `isOfTips`: which of them are these tips'. */
type Rows = { id: string; tip: RawBuilder<number>; isOfTips: RawBuilder<SqlBool> };

type Row = { row: string | number };
type RowOfTip = Row & { tip: number };

/**
 * Seals the rows of tips that an older version has written, in a transaction that holds the tips' own rows: in two statements,
 * however many there are, for each is a way to the database and back.
 */
export async function sealRows<Content extends object>(
  trx: Write,
  { masters, tipSeals }: OfTips,
  form: SealedForm<Content>,
  { id, tip, isOfTips }: Rows,
): Promise<void> {
  const columns = sql.join(Object.keys(form.emptied).map(column => sql.ref(column)));
  const { rows } = await sql<RowOfTip>`
    select ${sql.ref(id)} as row, ${tip} as tip, ${columns} from ${sql.table(form.table)}
    where ${isOfTips} and sealed is null`.execute(trx);
  const kept = rows.map(({ row, tip: of, ...content }) => {
    const sealing = { masters, tipSeal: tipSeals.get(of) ?? null };
    return { row, ...sealedColumns(form, sealing, { tip: of, row }, form.shape.parse(content)) };
  });
  await writeSealed(trx, { table: form.table, id, emptied: form.emptied }, kept);
}

/** Of one statement: each takes two of the 32,766 values that SQLite takes. */
const AT_ONCE = 10_000;

/** Names what is sealed in its row, whose other columns of content are emptied. */
export async function writeSealed(
  trx: Write,
  { table, id, emptied }: { table: string; id: string; emptied: object },
  rows: readonly (Row & { sealed: string | null })[],
): Promise<void> {
  const own = sql.ref(`${table}.${id}`);
  const empty = Object.entries(emptied).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  const set = sql.join([...empty, sql`sealed = kept.sealed`]);
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const some = rows.slice(at, at + AT_ONCE);
    const values = sql.join(some.map(({ row, sealed }) => sql`(${row}, ${sealed})`));
    // What nothing says the type of is text to PostgreSQL.
    const isRow =
      typeof some[0]?.row === 'number' ? sql`${own} = cast(kept.row as bigint)` : sql`${own} = kept.row`;
    await sql`
      with kept("row", sealed) as (values ${values})
      update ${sql.table(table)} set ${set} from kept where ${isRow}`.execute(trx);
  }
}
