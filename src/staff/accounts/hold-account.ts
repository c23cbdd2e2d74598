import type { Write } from '../../db/database.ts';

/** Until the transaction ends nobody changes the account, or by what it is signed in to. False where it is none any more. */
export async function holdAccount(trx: Write, staffId: string): Promise<boolean> {
  const held = await trx
    .updateTable('staff')
    .set(({ ref }) => ({ role: ref('role') }))
    .where('id', '=', staffId)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return held !== undefined;
}
