import type { Context } from '../../context.ts';
import { tidyEmail } from '../../email.ts';
import { type Faults, Refusal } from '../../errors.ts';
import { authorize, type Viewer } from '../../staff/access.ts';
import { loadColleagues } from '../../staff/accounts/colleagues.ts';
import type { ByHand, Submission } from '../intake/submission.ts';
import { isReminderDay, reminderDays } from '../reminder-days.ts';
import type { ReaderMessage } from '../talk/receive-message.ts';
import type { Contact } from '../tip.ts';
import { besideOf } from './beside.ts';
import { type CallNote, channelOf } from './call-note.ts';

const NOTHING_AROUND = { place: null, happened: null };

/** What staff write down of a call, a letter or a visit. */
export type CallToWrite = Omit<
  Submission,
  'channel' | 'byHand' | 'contacts' | 'consentMedia' | 'age14' | 'article'
> &
  Pick<ByHand, 'use' | 'remindOn'> & {
    call: Omit<CallNote, 'taker' | keyof typeof NOTHING_AROUND>;
    /** The e-mail of whoever spoke with them; null: whoever writes it down. */
    taker: string | null;
    /** Null where it was withheld. */
    phone: Contact<'phone'> | null;
    /** The number of the tip that it is about; null: a new one. */
    tip: number | null;
  };

/** As the ways in take it: a new tip, or more of one that is there. */
type Prepared =
  | { is: 'new'; submission: Submission }
  | { is: 'more'; message: Omit<ReaderMessage, 'attached'> };

/**
 * What somebody said on the phone, wrote on paper or came to say, on its way in: as a new tip, or as more of one that is known. Whoever
 * wrote it sees the tip from then on, but for one of a confidential topic, of whose team they are not: that they only hand in.
 * @throws {Refusal} with faults by the names of the form.
 */
export async function prepareCall(context: Context, viewer: Viewer, written: CallToWrite): Promise<Prepared> {
  authorize(viewer, 'write down calls');
  const { tip, taker: typed, ...rest } = written;
  const taker = await takerOf(context, viewer, typed);
  refuseWrongDay(context, rest.remindOn);
  const around =
    tip === null ? NOTHING_AROUND : { place: rest.place, happened: rest.happened?.typed ?? null };
  const said = { ...rest, call: { ...written.call, ...around, taker } };
  return tip === null
    ? { is: 'new', submission: toSubmission(viewer, said) }
    : { is: 'more', message: toMessage(context, viewer, { ...said, tip }) };
}

type Called = Omit<CallToWrite, 'call' | 'tip' | 'taker'> & { call: CallNote };

const toSubmission = (viewer: Viewer, { call, phone, use, remindOn, ...said }: Called): Submission => ({
  ...said,
  channel: channelOf(call.kind),
  contacts: phone === null ? [] : [phone],
  consentContact: said.consentContact && phone !== null,
  consentMedia: use === 'yes',
  ...{ age14: null, article: null },
  byHand: { by: viewer.staffId, call, use, remindOn },
});

function toMessage(context: Context, by: Viewer, { tip: number, call, ...said }: Called & { tip: number }) {
  const { id, message: body, phone, consentContact, use, remindOn } = said;
  const beside = besideOf(context, { number, by, call, phone, consentContact, use, remindOn });
  return { number, id, body, byHand: { ...beside, channel: channelOf(call.kind) } };
}

/** What nobody of this name may see, or what takes no more, is told at the field in which its number was typed. */
export function asFaultOfTip(error: unknown): never {
  if (error instanceof Refusal && error.code === 'not-found') throw faultOf({ tip: { code: 'tip-unknown' } });
  if (error instanceof Refusal && (error.code === 'talk-over' || error.code === 'talk-full'))
    throw faultOf({ tip: error.reason });
  throw error;
}

function faultOf(faults: Faults): Refusal {
  const [reason] = Object.values(faults);
  return new Refusal(reason ?? { code: 'fields-wrong' }, { faults });
}

async function takerOf({ database }: Context, viewer: Viewer, typed: string | null): Promise<string> {
  if (typed === null) return viewer.staffId;
  const email = tidyEmail(typed);
  const colleagues = await loadColleagues(database.query);
  const taker = colleagues.find(colleague => colleague.email === email);
  if (taker === undefined) throw faultOf({ taker: { code: 'colleague-unknown', email } });
  return taker.staffId;
}

function refuseWrongDay({ settings, clock }: Context, on: string | null): void {
  if (on === null || isReminderDay(on, reminderDays(clock(), settings.newsroom.timeZone))) return;
  throw faultOf({ call_back: { code: 'reminder-day-wrong' } });
}
