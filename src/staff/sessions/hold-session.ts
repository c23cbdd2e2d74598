import type { Write } from '../../db/database.ts';
import { Refusal } from '../../errors.ts';

/**
 * For what a session leaves behind that outlives it: until the transaction ends nobody takes the account's password, factors or
 * tokens away, and what came a moment after that is refused, though it was asked for before.
 * @throws {Refusal} `not-allowed` where the session, or the account, has ended meanwhile.
 */
export async function holdSession(
  trx: Write,
  { staffId, session }: { staffId: string; session: string },
): Promise<void> {
  // The account before its sessions, as whoever ends them goes by it too.
  const account = await trx
    .updateTable('staff')
    .set(({ ref }) => ({ role: ref('role') }))
    .where('id', '=', staffId)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  const held = await trx
    .selectFrom('sessions')
    .select('token_hash')
    .where('token_hash', '=', session)
    .where('staff_id', '=', staffId)
    .executeTakeFirst();
  if (account === undefined || held === undefined) throw new Refusal({ code: 'not-allowed' });
}
