import type { Context } from '../../context.ts';
import { removeKeptMails } from '../../files/kept-mails.ts';
import { drop, wakeJobs } from '../../jobs/enqueue.ts';
import { dueOf } from '../end/due.ts';
import { loadOwnRetention } from '../end/periods.ts';
import { noteEvent } from '../history/events.ts';
import { WITHDRAWN } from '../outcomes.ts';
import { ANONYMOUS, writeContacts } from './change-contacts.ts';
import { oweErasing } from './erase-contacts.ts';
import { changeHeld, holdTalk } from './hold-talk.ts';
import { tellWithdrawn } from './tell-newsroom.ts';

/**
 * A reader takes their tip back: from now on nobody knows who they are, and the talk is over, whatever holds the tip. Its words and
 * files go after `RETENTION_WITHDRAWN`, unless held; what was mailed or published is out of reach. Pressed again, it changes nothing.
 * A talk that staff have closed does not keep them from it.
 * @throws {Refusal} as `holdTalk`.
 */
export async function withdrawTip(
  context: Pick<Context, 'database' | 'masters' | 'clock' | 'settings'>,
  number: number,
): Promise<void> {
  const { database, clock, settings } = context;
  const event = await database.write(async trx => {
    const now = clock();
    const held = await holdTalk(trx, number, { evenClosed: true });
    const before = dueOf(held, settings.retention, await loadOwnRetention(trx));
    await writeContacts(trx, context, number, ANONYMOUS);
    // That it became news stays true.
    const isUsed = held.state === 'closed' && held.outcome === 'used';
    const closed = isUsed ? {} : { state: 'closed', state_since: now, state_by: null, outcome: WITHDRAWN };
    const nothingDue = { remind_on: null, duplicate_of: null };
    const nothingAllowed = { consent_contact: 0 as const, consent_media: 0 as const, permission: 'no' };
    // Whoever takes a tip back never keeps it longer than it would have been kept else.
    const since = before === null ? now : Math.min(now, before.due - settings.retention.withdrawn);
    const ended = { talk_ended: WITHDRAWN, withdrawn_since: since };
    await changeHeld(trx, number, { ...closed, ...nothingDue, ...nothingAllowed, ...ended });
    // What has not gone out by now does not go out any more.
    await drop(trx, now, { kind: 'tip mail', subject: number });
    const told = { tip: number, kind: 'withdrawn' as const, by: null, at: now, subject: null };
    const noted = await noteEvent(trx, told);
    await tellWithdrawn(trx, context, { number, event: noted, at: now });
    await oweErasing(trx, noted, now);
    return noted;
  });
  wakeJobs(database);
  await removeKeptMails(settings.dataDir, number, event);
}
