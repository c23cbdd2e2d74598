import { type SqlBool, sql } from 'kysely';
import type { Masters } from '../../crypto/masters.ts';
import type { Database, Write } from '../../db/database.ts';
import { type OfTips, sealRows } from '../../db/seal-rows.ts';
import { ensureTipSeals } from '../../db/tip-keys.ts';
import { sealInspections, sealScans } from '../../media/seal-findings.ts';
import { NO_HEAD, SEALED, sealHead } from '../content.ts';
import { type CONTENT, rowIdOf } from '../fields.ts';
import { noteTextsChanged } from '../search-due.ts';
import { sealDrafts } from '../work/notes/draft-seal.ts';

export type Sealing = { engine: Database['engine']; masters: Masters };

type Column<Table extends keyof typeof CONTENT> = keyof (typeof CONTENT)[Table]['fields'];

/** The tables in which what is sealed and what an older version wrote stand in different columns. */
type TwoForms = {
  [Table in keyof typeof CONTENT]: (typeof CONTENT)[Table]['by'] extends null
    ? never
    : 'sealed' extends Column<Table>
      ? [Exclude<Column<Table>, 'sealed'>] extends [never]
        ? never
        : Table
      : never;
}[keyof typeof CONTENT];

const rowsIn = (table: keyof typeof SEALED, { tipSeals }: OfTips) => ({
  id: rowIdOf(table),
  tip: sql<number>`tip`,
  isOfTips: sql<SqlBool>`tip in (${sql.join([...tipSeals.keys()])})`,
});

const sealIn =
  <Table extends keyof typeof SEALED>(table: Table) =>
  (trx: Write, ofTips: OfTips) =>
    sealRows(trx, ofTips, SEALED[table], rowsIn(table, ofTips));

/** Whoever seals one table more says here how its rows of before are sealed. `files` go with their bytes, each under its own key. */
const SEALING: { readonly [Table in Exclude<TwoForms, 'files'>]: (trx: Write, of: OfTips) => Promise<void> } =
  {
    messages: sealIn('messages'),
    contacts: sealIn('contacts'),
    notes: sealIn('notes'),
    closures: sealIn('closures'),
    checks: sealIn('checks'),
    changed_tips: sealIn('changed_tips'),
    holds: sealIn('holds'),
    inspections: sealInspections,
    scans: sealScans,
  };

/**
 * Seals all words of tips that an older version has written in plain, and empties the columns in which they stood. Their rows
 * are held first, as by whoever forgets, closes or adds to one: they come before, or find it sealed. Gives those that were
 * plain: others are sealed or forgotten meanwhile.
 */
export async function sealTips(
  trx: Write,
  { engine, masters }: Sealing,
  tips: readonly number[],
): Promise<number[]> {
  const heads = await holdPlain(trx, engine, tips);
  const plain = heads.map(({ number }) => number);
  if (plain.length === 0) return plain;
  const tipSeals = await ensureTipSeals(trx, masters, plain);
  const sealed = heads.flatMap(({ number: tip, ...head }) => {
    const tipSeal = tipSeals.get(tip);
    return tipSeal === undefined ? [] : [{ tip, sealed: sealHead(masters, tipSeal, tip, head) }];
  });
  await trx.insertInto('tip_heads').values(sealed).execute();
  await trx.updateTable('tips').set(NO_HEAD).where('number', 'in', plain).execute();
  for (const sealRowsOf of Object.values(SEALING)) await sealRowsOf(trx, { masters, tipSeals });
  await sealDrafts(trx, { masters, tipSeals });
  await noteTextsChanged(trx, plain);
  return plain;
}

/** In one order for all, or two who hold several could wait for each other. SQLite has one writer anyway. */
async function holdPlain(trx: Write, engine: Database['engine'], tips: readonly number[]) {
  const heads = trx
    .selectFrom('tips')
    .select(['number', 'headline', 'title', 'place', 'happened_typed', 'happened_at', 'article', 'name'])
    .where('number', 'in', tips)
    .where('headline', 'is not', null)
    .orderBy('number');
  return (engine === 'postgres' ? heads.forUpdate() : heads).execute();
}
