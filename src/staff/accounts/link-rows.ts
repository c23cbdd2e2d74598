import type { Write } from '../../db/database.ts';
import type { LinkEnd } from '../../errors.ts';
import { drop } from '../../jobs/enqueue.ts';
import { hashToken, makeToken } from '../tokens.ts';

/** One hour, in milliseconds. */
export const HOUR = 60 * 60_000;
const GOOD_FOR = 24 * HOUR;
/** So long the desk can still tell why a link has ended. */
const TOLD_FOR = 30 * GOOD_FOR;

/** `staffId`: null for the desk's first account. `by`: who asked for it. `invitation`: the id of the mail that brings it. */
type NewLink = {
  token: string;
  staffId: string | null;
  by?: string | null;
  invitation?: string | null;
  now: number;
};

/** Its token, which is told here and never again. */
export async function makeLink(trx: Write, link: Omit<NewLink, 'token' | 'invitation'>): Promise<string> {
  const token = makeToken();
  await keepLink(trx, { ...link, token });
  return token;
}

export async function keepLink(
  trx: Write,
  { token, staffId, by = null, invitation = null, now }: NewLink,
): Promise<void> {
  await trx
    .deleteFrom('setup_links')
    .where('expires_at', '<=', now - TOLD_FOR)
    .execute();
  const expires = { expires_at: now + GOOD_FOR, ended: null };
  await trx
    .insertInto('setup_links')
    .values({
      ...{ token_hash: hashToken(token), staff_id: staffId, ...expires },
      ...{ invitation, made_by: by, made_at: now },
    })
    .execute();
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
  if (staffId !== null) await dropMails(trx, staffId, now);
}

/** Also of those that time has ended: a mail that was refused then would wait for somebody for ever. */
async function dropMails(trx: Write, staffId: string, now: number): Promise<void> {
  const mailed = await trx
    .selectFrom('setup_links')
    .select('invitation')
    .where('staff_id', '=', staffId)
    .where('invitation', 'is not', null)
    .execute();
  for (const { invitation } of mailed)
    if (invitation !== null) await drop(trx, now, { kind: 'invitation mail', subject: invitation });
}
