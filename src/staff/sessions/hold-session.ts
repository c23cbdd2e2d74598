import type { Write } from '../../db/database.ts';
import { Refusal } from '../../errors.ts';
import { holdAccount } from '../accounts/hold-account.ts';

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
  const isHeld = await holdAccount(trx, staffId);
  const going = await trx
    .selectFrom('sessions')
    .select('token_hash')
    .where('token_hash', '=', session)
    .where('staff_id', '=', staffId)
    .executeTakeFirst();
  if (!isHeld || going === undefined) throw new Refusal({ code: 'not-allowed' });
}
