import type { Database } from '../../db/database.ts';
import { Refusal } from '../../errors.ts';
import { noteDeskEvent } from '../../history/note-desk-event.ts';
import { canAnybodySignIn, findAccount } from './accounts.ts';
import { endAccess } from './setup-links.ts';

/** `isLast`: nobody can sign in any more. */
type Ended = { email: string; isLast: boolean };

/**
 * Ends an account at once, with its sessions and links. It stays in the database: what its owner wrote keeps their name,
 * and whoever adds the e-mail again brings it back.
 * @throws {Refusal} when the e-mail has no account.
 */
export async function endAccount(database: Database, email: string, now: number): Promise<Ended> {
  return database.write(async trx => {
    const account = await findAccount(trx, email);
    if (account === null || account.endedAt !== null) throw new Refusal({ code: 'not-staff', email });
    await endAccess(trx, account.id, { ended: 'account-ended', now });
    await trx.updateTable('staff').set({ ended_at: now }).where('id', '=', account.id).execute();
    await trx.deleteFrom('known_places').where('staff_id', '=', account.id).execute();
    await noteDeskEvent(trx, { kind: 'deactivated', by: null, subject: account.id, at: now });
    return { email: account.email, isLast: !(await canAnybodySignIn(trx)) };
  });
}
