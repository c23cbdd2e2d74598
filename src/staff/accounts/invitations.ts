import { createHmac } from 'node:crypto';
import type { Context } from '../../context.ts';
import { randomId } from '../../crypto/ids.ts';
import type { Query, Write } from '../../db/database.ts';
import { Refusal } from '../../errors.ts';
import { type Lang, readLang } from '../../i18n/lang.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { endLinks, HOUR, keepLink, makeLink } from './link-rows.ts';

/** All admins together mail so many within an hour: enough for a newsroom on its first day, and too few to flood anybody. */
const MOST_WITHIN_AN_HOUR = 100;

export type InviteContext = Pick<Context, 'settings' | 'keys'>;

/** Whom it is for, and by whose wish. */
type Invited = { id: string; email: string; by: string; now: number };

/**
 * Ends the links of before and enqueues the mail that brings another one, good for a day. Where there is no mail server, gives
 * its token, to be handed on by whoever invites; else null.
 * @throws {Refusal} `too-many-invitations`.
 */
export async function sendInvitation(
  trx: Write,
  { settings, keys }: InviteContext,
  { id, email, by, now }: Invited,
): Promise<string | null> {
  await endLinks(trx, id, { ended: 'replaced', now });
  if (settings.smtpUrl === null) return makeLink(trx, { staffId: id, by, now });
  await refuseTooMany(trx, now);
  const invitation = randomId();
  await keepLink(trx, { token: tokenOf(keys, invitation), staffId: id, by, invitation, now });
  await enqueue(trx, now, { kind: 'invitation mail', subject: invitation, recipients: [email] });
  return null;
}

/** It follows from the mail's id and the desk's key: the database holds it nowhere, and each attempt at the mail has the same. */
const tokenOf = ({ invitation: key }: InviteContext['keys'], invitation: string): string =>
  createHmac('sha256', key).update(invitation).digest('base64url');

async function refuseTooMany(trx: Write, now: number): Promise<void> {
  const { mailed } = await trx
    .selectFrom('setup_links')
    .select(({ fn }) => fn.countAll<number>().as('mailed'))
    .where('invitation', 'is not', null)
    .where('made_at', '>', now - HOUR)
    .where('made_at', '<=', now)
    .executeTakeFirstOrThrow();
  if (mailed >= MOST_WITHIN_AN_HOUR)
    throw new Refusal({ code: 'too-many-invitations' }, { retryAfter: HOUR / 1_000 });
}

/** What its mail says. `lang`: null where nobody has said; `by`: what whoever invites is called. */
export type Invitation = { token: string; until: number; lang: Lang | null; by: string | null };

/** Null once it is not good any more: then no mail brings it. */
export async function readInvitation(
  query: Query,
  keys: InviteContext['keys'],
  { invitation, now }: { invitation: string; now: number },
): Promise<Invitation | null> {
  const row = await query
    .selectFrom('setup_links')
    .innerJoin('staff', 'staff.id', 'setup_links.staff_id')
    .leftJoin('staff as host', 'host.id', 'setup_links.made_by')
    .select(['setup_links.expires_at', 'staff.lang', 'host.name', 'host.email'])
    .where('setup_links.invitation', '=', invitation)
    .where('setup_links.ended', 'is', null)
    .where('setup_links.expires_at', '>', now)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    token: tokenOf(keys, invitation),
    until: row.expires_at,
    lang: readLang(row.lang),
    by: row.name ?? row.email,
  };
}
