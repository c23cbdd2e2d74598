import { type Masters, newTipSeal, type TipSeal } from '../crypto/masters.ts';
import type { Database, Query, Write } from './database.ts';

/** The key of a tip, null where it has none: nothing of it is sealed. */
export async function findTipSeal(query: Query | Write, tip: number): Promise<TipSeal | null> {
  const found = await query
    .selectFrom('tip_keys')
    .select(['master', 'salt'])
    .where('tip', '=', tip)
    .executeTakeFirst();
  return found ?? null;
}

/** The key of a tip; one of before gets it now. Of a tip that is kept, in a transaction that holds its row. */
export async function ensureTipSeal(trx: Write, masters: Masters, tip: number): Promise<TipSeal> {
  const found = (await ensureTipSeals(trx, masters, [tip])).get(tip);
  if (found === undefined) throw new Error(`tip ${tip} has no key`);
  return found;
}

/** The same for several at once, by their numbers. */
export async function ensureTipSeals(
  trx: Write,
  masters: Masters,
  tips: readonly number[],
): Promise<Map<number, TipSeal>> {
  await trx
    .insertInto('tip_keys')
    .values(tips.map(tip => ({ tip, ...newTipSeal(masters) })))
    .onConflict(conflict => conflict.doNothing())
    .execute();
  const rows = await trx
    .selectFrom('tip_keys')
    .select(['tip', 'master', 'salt'])
    .where('tip', 'in', tips)
    .execute();
  return new Map(rows.map(({ tip, ...tipSeal }) => [tip, tipSeal]));
}

/**
 * Until the transaction ends nobody forgets the tip or moves its words: both begin with its row, and come before us or see what we
 * write. SQLite has one writer anyway.
 */
export async function holdTipRow(trx: Write, engine: Database['engine'], tip: number): Promise<void> {
  const row = trx.selectFrom('tips').select('number').where('number', '=', tip);
  await (engine === 'postgres' ? row.forUpdate() : row).execute();
}

/** A row with the key of its tip beside it: read in one statement, so that both are of the same moment. */
export type Keyed = { master: number | null; salt: string | null };

/** Null where the tip has no key. */
export const tipSealOf = ({ master, salt }: Keyed): TipSeal | null =>
  master === null || salt === null ? null : { master, salt };
