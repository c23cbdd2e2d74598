import type { Database, Write } from '../db/database.ts';
import { hashToken, makeToken } from './tokens.ts';
import type { Viewer } from './viewer.ts';

/** Twelve hours after its last use a session ends. Milliseconds. */
export const SESSION_LENGTH = 12 * 60 * 60_000;

/** A renewal is a write: a page with forty pictures does not make forty. */
const RENEW_AFTER = 5 * 60_000;

/** Starts a session and sweeps those that have ended. Its token is told here and never again. */
export async function startSession(database: Database, staffId: string, now: number): Promise<string> {
  const token = makeToken();
  await database.write(async trx => {
    await trx.deleteFrom('sessions').where('expires_at', '<=', now).execute();
    await trx
      .insertInto('sessions')
      .values({
        token_hash: hashToken(token),
        staff_id: staffId,
        created_at: now,
        expires_at: now + SESSION_LENGTH,
      })
      .execute();
  });
  return token;
}

/** Who is signed in with this token; `renewed` tells that the session's time was put forward. */
export async function continueSession(
  database: Database,
  token: string,
  now: number,
): Promise<{ viewer: Viewer; renewed: boolean } | null> {
  const tokenHash = hashToken(token);
  const row = await database.query
    .selectFrom('sessions')
    .innerJoin('staff', 'staff.id', 'sessions.staff_id')
    .select(['staff_id', 'email', 'expires_at'])
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (!row) return null;

  const end = now + SESSION_LENGTH;
  // An end that is further away was set by a clock that has been put back since: it would last for as long as that was ahead.
  const renewed = row.expires_at < end - RENEW_AFTER || row.expires_at > end;
  if (renewed) await renew(database, tokenHash, now);
  return { viewer: { staffId: row.staff_id, email: row.email }, renewed };
}

async function renew(database: Database, tokenHash: string, now: number): Promise<void> {
  await database.write(async trx => {
    await trx
      .updateTable('sessions')
      .set({ expires_at: now + SESSION_LENGTH })
      .where('token_hash', '=', tokenHash)
      .execute();
  });
}

/** Signing out. An unknown token is no error. */
export async function endSession(database: Database, token: string): Promise<void> {
  await database.write(async trx => {
    await trx.deleteFrom('sessions').where('token_hash', '=', hashToken(token)).execute();
  });
}

export async function endSessionsOf(trx: Write, staffId: string): Promise<void> {
  await trx.deleteFrom('sessions').where('staff_id', '=', staffId).execute();
}
