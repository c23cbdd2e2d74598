import type { Database } from '../../db/database.ts';
import { noteDeskEvent } from '../../history/note-desk-event.ts';
import { hashPassword } from '../passwords/passwords.ts';
import { endSessionsOf } from '../sessions/end-sessions.ts';
import { holdSession } from '../sessions/hold-session.ts';

/** `session`: the one that goes on; `password`: the new one. */
type Change = { staffId: string; session: string; password: string; now: number };

/** Ends all other sessions. Tokens go on: programs do not know the password. Whoever asks has proved the one of before. @throws {Refusal} as `holdSession`. */
export async function changePassword(database: Database, change: Change): Promise<void> {
  const { staffId, session, password, now } = change;
  const passwordHash = await hashPassword(password);
  await database.write(async trx => {
    // It may have been taken away meanwhile: then only a link sets another.
    await holdSession(trx, { staffId, session });
    await trx.updateTable('staff').set({ password_hash: passwordHash }).where('id', '=', staffId).execute();
    await endSessionsOf(trx, staffId, session);
    await noteDeskEvent(trx, { kind: 'password set', by: staffId, subject: staffId, at: now });
  });
}
