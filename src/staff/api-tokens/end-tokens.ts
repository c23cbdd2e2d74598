import type { Write } from '../../db/database.ts';

/** All of one person. */
export async function endApiTokensOf(trx: Write, staffId: string): Promise<void> {
  await trx.deleteFrom('api_tokens').where('staff_id', '=', staffId).execute();
}
