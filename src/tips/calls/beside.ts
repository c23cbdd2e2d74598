import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { findTipSeal } from '../../db/tip-keys.ts';
import { Refusal } from '../../errors.ts';
import { authorizeFor, type Viewer } from '../../staff/access.ts';
import { noteEvent, noteEvents } from '../history/events.ts';
import { contactRow } from '../intake/rows.ts';
import { loadFacts } from '../read/load-facts.ts';
import { changeHeld } from '../talk/hold-talk.ts';
import type { MessageByHand } from '../talk/receive-message.ts';
import type { Contact, Permission } from '../tip.ts';
import type { CallNote } from './call-note.ts';
import { loadNumbers, numberOf } from './load-numbers.ts';

/** What comes of a call beside what was said, for the tip of this number. */
type Beside = {
  number: number;
  by: Viewer;
  call: CallNote;
  /** The number that was called from or to, where it was typed. */
  phone: Contact<'phone'> | null;
  /** The reader said that they may be called back. */
  consentContact: boolean;
  use: Permission | null;
  /** As of `ByHand`. */
  remindOn: string | null;
};

/**
 * Whoever may see a tip and write notes may write down what its reader said. Who has spoken with them has answered; who was brought a
 * letter has not.
 * @throws {Refusal} as `authorizeFor`; `call-back-of-closed` where nobody looks again at a closed tip.
 */
export const besideOf = (
  context: Pick<Context, 'masters'>,
  beside: Beside,
): Omit<MessageByHand, 'channel'> => ({
  by: beside.by,
  call: beside.call,
  async authorize(trx) {
    authorizeFor(beside.by, 'add note', await loadFacts(trx, beside.number));
  },
  async writeBeside(trx, held, at) {
    const { number, by, call, phone, remindOn, use, consentContact } = beside;
    if (remindOn !== null && held.state === 'closed') throw callBackOfClosed();
    const called = await numbersOf(trx, context, number, phone);
    if (consentContact && called.length > 0) await allowCalls(trx, number, called);
    await changeHeld(trx, number, {
      ...(call.kind !== 'letter' && { staff_at: at }),
      ...(remindOn !== null && { remind_on: remindOn }),
      ...(use !== null && { permission: use, consent_media: use === 'yes' ? (1 as const) : (0 as const) }),
    });
    if (remindOn !== null) await noteEvents(trx, number, ['reminder set'], by, at, remindOn);
    if (use === null || use === held.permission) return null;
    const said = { tip: number, kind: 'permission changed', by, at, subject: null, detail: use } as const;
    return { event: await noteEvent(trx, said), isLess: use === 'no' };
  },
});

function callBackOfClosed(): Refusal {
  const reason = { code: 'call-back-of-closed' } as const;
  return new Refusal(reason, { faults: { call_back: reason } });
}

/** The contact with this number, which the tip has from now on; where none was typed, each that it has by telephone. Their ids. */
async function numbersOf(
  trx: Write,
  { masters }: Pick<Context, 'masters'>,
  tip: number,
  contact: Contact<'phone'> | null,
): Promise<string[]> {
  const kept = await loadNumbers(trx, masters, tip);
  if (contact === null) return kept.map(({ id }) => id);
  const same = kept.filter(({ number }) => number === numberOf(contact));
  if (same.length > 0) return same.map(({ id }) => id);
  const row = contactRow({ masters, tipSeal: await findTipSeal(trx, tip) }, tip, contact);
  await trx.insertInto('contacts').values(row).execute();
  return [row.id];
}

/** What a reader says of one number is said of no other that the tip has. */
async function allowCalls(trx: Write, tip: number, contacts: readonly string[]): Promise<void> {
  await trx.updateTable('contacts').set({ may_reply: 1 }).where('id', 'in', contacts).execute();
  await trx.updateTable('tips').set({ consent_contact: 1 }).where('number', '=', tip).execute();
}
