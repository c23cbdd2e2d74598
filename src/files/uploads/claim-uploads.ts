import type { Write } from '../../db/database.ts';

/**
 * These uploads are a tip's now, if the transaction is kept, and can be had by nobody else.
 * Tells whether all of them were whole and free.
 */
export async function claimUploads(trx: Write, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return true;
  const claimed = await trx
    .deleteFrom('uploads')
    .where('id', 'in', ids)
    .where('sha256', 'is not', null)
    .returning('id')
    .execute();
  return claimed.length === ids.length;
}
