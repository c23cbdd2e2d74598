import type { Context } from '../context.ts';
import type { Job } from '../jobs/job.ts';
import { readInvitation } from '../staff/accounts/invitations.ts';
import type { Mailer } from './letter.ts';
import { invitationLetter } from './letters/invitation-letter.ts';

type InvitationContext = Pick<Context, 'settings' | 'database' | 'keys' | 'clock'>;

/** While its mail waited for its turn, the invitation was used, taken back, or grew too old. */
class NotGoodAnyMore extends Error {
  override name = 'NotGoodAnyMore';
}

/** Sends nothing where the link would open nothing by the time that it leaves. */
export async function sendInvitationMail(
  { settings, database, keys, clock }: InvitationContext,
  mailer: Mailer,
  { subject, position, recipient, claimedAt, signal }: Job<'invitation mail'>,
): Promise<void> {
  const read = () => readInvitation(database.query, keys, { invitation: subject, now: clock() });
  const invitation = await read();
  if (invitation === null) return;
  const about = { subject, position, to: recipient, date: claimedAt };
  const onTurn = async () => {
    if ((await read()) === null) throw new NotGoodAnyMore();
  };
  try {
    await mailer.send(invitationLetter(invitation, about, settings), signal, onTurn);
  } catch (error) {
    if (!(error instanceof NotGoodAnyMore)) throw error;
  }
}
