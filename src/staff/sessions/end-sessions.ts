import type { Write } from '../../db/database.ts';

/** All of one person, or all but the one that they are in. */
export async function endSessionsOf(trx: Write, staffId: string, but: string | null = null): Promise<void> {
  const all = trx.deleteFrom('sessions').where('staff_id', '=', staffId);
  await (but === null ? all : all.where('token_hash', '!=', but)).execute();
}
