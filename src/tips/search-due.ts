import type { Write } from '../db/database.ts';

/** In each transaction that adds to a tip's words, changes or forgets them: whatever makes tips ready to be searched goes by it. */
export const noteTextChanged = (trx: Write, tip: number): Promise<void> => noteTextsChanged(trx, [tip]);

export async function noteTextsChanged(trx: Write, tips: readonly number[]): Promise<void> {
  await trx
    .insertInto('search_due')
    .values(tips.map(tip => ({ tip })))
    // Not passed over: whoever takes the row meanwhile must wait for what this transaction writes, or come before it.
    .onConflict(conflict => conflict.column('tip').doUpdateSet(row => ({ tip: row.ref('excluded.tip') })))
    .execute();
}
