import type { Database, Write } from '../../db/database.ts';
import { DatabaseAway } from '../../db/troubles.ts';
import type { DeskEventKind } from '../../history/kinds.ts';
import { noteDeskEvent } from '../../history/note-desk-event.ts';
import type { Viewer } from '../access.ts';
import type { Account } from '../accounts/accounts.ts';
import { loadViewer } from '../load-viewer.ts';
import { hasFactor } from '../second-factor/factors.ts';
import { hashToken, makeToken } from '../tokens.ts';
import { LONGEST_SESSION, SESSION_LENGTH } from './session-length.ts';

/** A renewal is a write: a page with forty pictures does not make forty. */
const RENEW_AFTER = 5 * 60_000;

/** `id` names it and opens nothing. `confirmedAt`: when its owner proved last that it is they, as by signing in. */
export type Session = { id: string; viewer: Viewer; confirmedAt: number };

/**
 * Starts a session and sweeps those that have ended. Its token is told here and never again. Null where the account has
 * ended, or has another password than the one that was right: its row is held, so that whoever ends the sessions at this
 * moment ends this one too. Null also where it has a second factor that was not proved, as one that was added a moment ago, or
 * has none where one was proved, as after a reset: nobody who comes by a lost one is in beyond it.
 */
export async function startSession(
  database: Database,
  { id, passwordHash }: Pick<Account, 'id' | 'passwordHash'>,
  now: number,
  isFactorProved = false,
): Promise<string | null> {
  const token = makeToken();
  const isStarted = await database.write(async trx => {
    const holder = await trx
      .updateTable('staff')
      .set({ signed_in_at: now })
      .where('id', '=', id)
      .where('password_hash', 'is not distinct from', passwordHash)
      .where('ended_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (holder === undefined) return false;
    if ((await hasFactor(trx, id)) !== isFactorProved) return false;
    await trx
      .deleteFrom('sessions')
      .where(({ eb, or }) => or([eb('expires_at', '<=', now), eb('created_at', '<=', now - LONGEST_SESSION)]))
      .execute();
    await trx
      .insertInto('sessions')
      .values({
        token_hash: hashToken(token),
        staff_id: id,
        created_at: now,
        expires_at: now + SESSION_LENGTH,
      })
      .execute();
    await noteOwn(trx, 'signed in', id, now);
    return true;
  });
  return isStarted ? token : null;
}

/** Who is signed in with this token; `renewed` tells that the session's time was put forward. */
export async function continueSession(
  database: Database,
  token: string,
  now: number,
): Promise<(Session & { renewed: boolean }) | null> {
  const found = await findSession(database, token, now);
  if (found === null) return null;
  const { endsAt, ...session } = found;
  const end = now + SESSION_LENGTH;
  // An end that is further away was set by a clock that has been put back since: it would last for as long as that was ahead.
  const isDue = endsAt < end - RENEW_AFTER || endsAt > end;
  return { ...session, renewed: isDue && (await renew(database, session.id, now)) };
}

/** The same of who is not at work in it just now, as a page that asks by itself: its time goes on. */
export async function findSession(
  database: Database,
  token: string,
  now: number,
): Promise<(Session & { endsAt: number }) | null> {
  const tokenHash = hashToken(token);
  const row = await database.query
    .selectFrom('sessions')
    .innerJoin('staff', 'staff.id', 'sessions.staff_id')
    .select(['staff.id', 'email', 'staff.name', 'lang', 'role'])
    .select(['expires_at', 'sessions.created_at as begun_at', 'confirmed_at'])
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .where('sessions.created_at', '>', now - LONGEST_SESSION)
    // An older version may have started one for an account that has ended.
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  const confirmedAt = Math.max(row.begun_at, row.confirmed_at ?? 0);
  return {
    id: tokenHash,
    viewer: await loadViewer(database.query, row),
    confirmedAt,
    endsAt: row.expires_at,
  };
}

/** False where the database can only be read just now: whoever is signed in still may, and is renewed later. */
async function renew(database: Database, tokenHash: string, now: number): Promise<boolean> {
  const renewing = database.write(trx =>
    trx
      .updateTable('sessions')
      .set({ expires_at: now + SESSION_LENGTH })
      .where('token_hash', '=', tokenHash)
      .execute(),
  );
  return renewing.then(
    () => true,
    (error: unknown) => {
      if (error instanceof DatabaseAway) return false;
      throw error;
    },
  );
}

/** Its owner has proved again that it is they. */
export async function confirmSession(database: Database, id: string, now: number): Promise<void> {
  await database.write(async trx => {
    const confirmed = await trx
      .updateTable('sessions')
      .set({ confirmed_at: now })
      .where('token_hash', '=', id)
      .returning('staff_id')
      .executeTakeFirst();
    if (confirmed !== undefined) await noteOwn(trx, 'confirmed again', confirmed.staff_id, now);
  });
}

/** Signing out. An unknown token is no error. */
export async function endSession(database: Database, token: string, now: number): Promise<void> {
  await database.write(async trx => {
    const ended = await trx
      .deleteFrom('sessions')
      .where('token_hash', '=', hashToken(token))
      .returning('staff_id')
      .executeTakeFirst();
    if (ended !== undefined) await noteOwn(trx, 'signed out', ended.staff_id, now);
  });
}

/** What somebody did about their own account. */
const noteOwn = (trx: Write, kind: DeskEventKind, staffId: string, at: number) =>
  noteDeskEvent(trx, { kind, by: staffId, subject: staffId, at });
