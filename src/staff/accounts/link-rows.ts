import type { Write } from '../../db/database.ts';
import type { LinkEnd } from '../../errors.ts';
import { hashToken, makeToken } from '../tokens.ts';

/** One hour, in milliseconds. */
export const HOUR = 60 * 60_000;
const GOOD_FOR = 24 * HOUR;
/** So long the desk can still tell why a link has ended. */
const TOLD_FOR = 30 * GOOD_FOR;

/** Its token, which is told here and never again. `staffId`: null for the desk's first account. */
export async function makeLink(trx: Write, staffId: string | null, now: number): Promise<string> {
  const token = makeToken();
  await trx
    .deleteFrom('setup_links')
    .where('expires_at', '<=', now - TOLD_FOR)
    .execute();
  await trx
    .insertInto('setup_links')
    .values({ token_hash: hashToken(token), staff_id: staffId, expires_at: now + GOOD_FOR, ended: null })
    .execute();
  return token;
}

/** Of one person, or null: those for the first account. What time has ended stays so. An older version goes by the time alone. */
export async function endLinks(
  trx: Write,
  staffId: string | null,
  { ended, now }: { ended: LinkEnd; now: number },
): Promise<void> {
  await trx
    .updateTable('setup_links')
    .set({ ended, expires_at: now })
    .where('staff_id', staffId === null ? 'is' : '=', staffId)
    .where('ended', 'is', null)
    .where('expires_at', '>', now)
    .execute();
}
