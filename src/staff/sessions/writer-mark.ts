import { type KeyRing, sign, verifiedByAny } from '../../crypto/seal.ts';
import type { Database } from '../../db/database.ts';
import type { Viewer } from '../access.ts';
import { loadViewer } from '../load-viewer.ts';

/** For so long a page may lie open and what is typed on it still finds its writer. Milliseconds. */
const LASTS = 7 * 24 * 60 * 60_000;

/** Of a page that is about none. */
export const OF_NO_TIP = 0;

const MARK = /^([0-9a-f]{32}) (\d{1,15}) (\d{1,15})$/;

/**
 * What a tip's page carries to tell for whom it was made, when the session has ended by the time that something is sent
 * from it. It opens nothing: what was typed is kept for that account, and only its owner reads it. Only who was
 * handed the page has it, so nobody can leave a text for others.
 */
export const writerMark = (keys: KeyRing, { staffId }: Viewer, tip: number, now: number): string =>
  sign(keys[0], `${staffId} ${tip} ${now + LASTS}`);

/** For whom the page of this tip was made, as they are now; null where the mark is of no such page, or too old, or
 * their account has ended. */
export async function writerOf(
  { query }: Database,
  keys: KeyRing,
  { mark, tip, now }: { mark: string; tip: number; now: number },
): Promise<Viewer | null> {
  const [, staffId, ofTip, until] = MARK.exec(verifiedByAny(keys, mark) ?? '') ?? [];
  if (staffId === undefined || Number(ofTip) !== tip || Number(until) <= now) return null;
  const row = await query
    .selectFrom('staff')
    .select(['id', 'email', 'name', 'lang', 'role'])
    .where('id', '=', staffId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : loadViewer(query, row);
}
