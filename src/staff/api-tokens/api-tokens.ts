import { randomId } from '../../crypto/ids.ts';
import type { Database, Query, Write } from '../../db/database.ts';
import { DatabaseAway } from '../../db/troubles.ts';
import { notFound, Refusal } from '../../errors.ts';
import { noteDeskEvent } from '../../history/note-desk-event.ts';
import type { Viewer } from '../access.ts';
import { loadViewer } from '../load-viewer.ts';
import { hashToken, makeToken } from '../tokens.ts';

/** By it those who look for secrets in what others publish know one of ours. */
const PREFIX = 'jebo_';

/** A use is written at most so often. Milliseconds. */
const NOTED_AFTER = 5 * 60_000;

/** Letters that its name may have. */
export const TOKEN_NAME_LIMIT = 100;

/** Times are milliseconds since 1970, UTC. */
export type ApiToken = { id: string; name: string; createdAt: number; usedAt: number | null };

/** `by`: null from the shell. The token itself is told here and never again: only its hash is kept. */
export async function addApiToken(
  trx: Write,
  { staffId, by, name, now }: { staffId: string; by: string | null; name: string; now: number },
): Promise<string> {
  if (name === '') throw new Refusal({ code: 'token-nameless' });
  const [id, token] = [randomId(), PREFIX + makeToken()];
  await trx
    .insertInto('api_tokens')
    .values({ id, token_hash: hashToken(token), staff_id: staffId, name, created_at: now })
    .execute();
  await noteDeskEvent(trx, { kind: 'token made', by, subject: id, at: now });
  return token;
}

/** Whose token this is, with the rights that they have now. Null for one that has ended or never was. */
export async function viewerOfToken(
  database: Database,
  token: string,
  now: number,
): Promise<{ id: string; viewer: Viewer } | null> {
  if (!token.startsWith(PREFIX)) return null;
  const row = await database.query
    .selectFrom('api_tokens')
    .innerJoin('staff', 'staff.id', 'api_tokens.staff_id')
    .select(['staff.id', 'email', 'staff.name', 'lang', 'role', 'api_tokens.id as token', 'used_at'])
    .where('token_hash', '=', hashToken(token))
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  if (row.used_at === null || Math.abs(now - row.used_at) >= NOTED_AFTER)
    await noteUse(database, row.token, now);
  return { id: row.token, viewer: await loadViewer(database.query, row) };
}

/** Where the database can only be read just now, the token is as good. */
async function noteUse(database: Database, id: string, now: number): Promise<void> {
  const noting = database.write(trx =>
    trx.updateTable('api_tokens').set({ used_at: now }).where('id', '=', id).execute(),
  );
  await noting.catch(error => {
    if (!(error instanceof DatabaseAway)) throw error;
  });
}

/** The latest first. */
export async function listApiTokens(query: Query, staffId: string): Promise<ApiToken[]> {
  const rows = await query
    .selectFrom('api_tokens')
    .select(['id', 'name', 'created_at', 'used_at'])
    .where('staff_id', '=', staffId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(row => ({ id: row.id, name: row.name, createdAt: row.created_at, usedAt: row.used_at }));
}

/** @throws {Refusal} `not-found` when this person has no such token. */
export async function endApiToken(
  trx: Write,
  { staffId, by, id, now }: { staffId: string; by: string | null; id: string; now: number },
): Promise<void> {
  const ended = await trx
    .deleteFrom('api_tokens')
    .where('id', '=', id)
    .where('staff_id', '=', staffId)
    .returning('id')
    .executeTakeFirst();
  if (ended === undefined) throw notFound();
  await noteDeskEvent(trx, { kind: 'token ended', by, subject: id, at: now });
}
