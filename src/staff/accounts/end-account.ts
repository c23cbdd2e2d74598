import type { Write } from '../../db/database.ts';
import { noteDeskEvent } from '../../history/note-desk-event.ts';
import { refuseLastAdmin } from './change-role.ts';
import { endAccess } from './end-access.ts';
import type { Person } from './person.ts';

/** `by`: the id of who does it, null from the shell. `isLastLeft`: even where nobody is left who may manage the desk. */
type Ending = { by: string | null; isLastLeft: boolean; now: number };

/**
 * Ends an account at once, with its sessions, tokens and links. It stays in the database: what its owner wrote keeps their name,
 * and they can be brought back. What they had to do is `deactivate`'s, in tips.
 * @throws {Refusal} `last-admin`.
 */
export async function endAccount(
  trx: Write,
  { id, role, hasPassword, hasSignedIn }: Person,
  { by, isLastLeft, now }: Ending,
): Promise<void> {
  if (role === 'admin' && hasPassword && !isLastLeft) await refuseLastAdmin(trx, id);
  await endAccess(trx, id, { ended: 'account-ended', now });
  await trx.updateTable('staff').set({ ended_at: now }).where('id', '=', id).execute();
  // Those that the desk shares are nobody's, and stay.
  await trx.deleteFrom('saved_views').where('staff_id', '=', id).execute();
  await trx.deleteFrom('known_places').where('staff_id', '=', id).execute();
  const isInvited = by !== null && !hasPassword && !hasSignedIn;
  const kind = isInvited ? 'invitation taken back' : 'deactivated';
  await noteDeskEvent(trx, { kind, by, subject: id, at: now });
}
