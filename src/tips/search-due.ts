import type { Write } from '../db/database.ts';

/** In each transaction that adds to a tip's words, changes or forgets them: whatever makes tips ready to be searched goes by it. */
export const noteTextChanged = (trx: Write, tip: number): Promise<void> => noteTextsChanged(trx, [tip]);

export async function noteTextsChanged(trx: Write, tips: readonly number[]): Promise<void> {
  await trx
    .insertInto('search_due')
    .values(tips.map(tip => ({ tip })))
    .onConflict(conflict => conflict.doNothing())
    .execute();
}
