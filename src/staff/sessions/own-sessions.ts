import type { Database, Query } from '../../db/database.ts';
import { notFound } from '../../errors.ts';
import { noteDeskEvent } from '../../history/note-desk-event.ts';
import { endSessionsOf } from './end-sessions.ts';
import { LONGEST_SESSION, SESSION_LENGTH } from './session-length.ts';

/** Letters that a session's name may have. */
export const SESSION_NAME_LIMIT = 100;

/** One that goes on, as its owner sees it: no address, no browser. Times are milliseconds since 1970, UTC. */
export type OwnSession = { id: string; name: string | null; begunAt: number; usedAt: number };

/** `session`: the one that they are in. */
type Owner = { staffId: string; session: string; now: number };

/** Those that were used last come first. */
export async function listSessions(query: Query, staffId: string, now: number): Promise<OwnSession[]> {
  const rows = await query
    .selectFrom('sessions')
    .select(['token_hash', 'name', 'created_at', 'expires_at'])
    .where('staff_id', '=', staffId)
    .where('expires_at', '>', now)
    .where('created_at', '>', now - LONGEST_SESSION)
    .orderBy('expires_at', 'desc')
    .execute();
  return rows.map(row => ({
    id: row.token_hash,
    name: row.name,
    begunAt: row.created_at,
    // Each use puts the end forward to twelve hours later.
    usedAt: row.expires_at - SESSION_LENGTH,
  }));
}

/** An empty name takes the one that it had. @throws {Refusal} `not-found` when it is none of theirs. */
export async function nameSession(
  database: Database,
  { staffId, id, name }: { staffId: string; id: string; name: string },
): Promise<void> {
  const named = await database.write(trx =>
    trx
      .updateTable('sessions')
      .set({ name: name === '' ? null : name })
      .where('token_hash', '=', id)
      .where('staff_id', '=', staffId)
      .returning('staff_id')
      .executeTakeFirst(),
  );
  if (named === undefined) throw notFound();
}

/** @throws {Refusal} `not-found` when it is none of theirs. */
export async function endOneSession(database: Database, { staffId, now }: Owner, id: string): Promise<void> {
  await database.write(async trx => {
    const ended = await trx
      .deleteFrom('sessions')
      .where('token_hash', '=', id)
      .where('staff_id', '=', staffId)
      .returning('staff_id')
      .executeTakeFirst();
    if (ended === undefined) throw notFound();
    await noteDeskEvent(trx, { kind: 'sessions ended', by: staffId, subject: staffId, at: now });
  });
}

export async function endOtherSessions(database: Database, { staffId, session, now }: Owner): Promise<void> {
  await database.write(async trx => {
    await endSessionsOf(trx, staffId, session);
    await noteDeskEvent(trx, { kind: 'sessions ended', by: staffId, subject: staffId, at: now });
  });
}
