import type { Lang } from '../../i18n/lang.ts';
import type { CallToWrite } from '../../tips/calls/prepare-call.ts';
import { readHappened } from '../../tips/intake/happened-at.ts';
import { readPhoneNumber } from '../../tips/intake/phone-number.ts';
import { isBlank } from '../../tips/text.ts';
import type { Contact, Instant } from '../../tips/tip.ts';
import { readCallTime } from './call-time.ts';
import { type CallFields, isWithheld } from './fields.ts';

type Desk = { lang: Lang; timeZone: string; now: Instant };

/** What fields without faults say. */
export function toCall(fields: CallFields, desk: Desk): CallToWrite {
  const { kind, topic, note, consent_contact: consentContact, use, told } = fields;
  const isCall = kind === 'call';
  const started = timeOf(fields.started, desk);
  const happened = orNull(fields.happened_at);
  return {
    ...{ id: orNull(fields.submission), lang: desk.lang, message: note },
    ...{ title: null, place: orNull(fields.place), name: null },
    happened: happened === null ? null : { typed: happened, at: readHappened(happened, desk)?.at ?? null },
    ...{ topic: orNull(topic.trim()), consentContact, use },
    remindOn: orNull(fields.call_back.trim()),
    taker: orNull(fields.taker.trim()),
    tip: isBlank(fields.tip) ? null : Number(fields.tip.trim()),
    phone: numberOf(fields),
    call: {
      ...{ kind, told, direction: isCall ? fields.direction : null, consent: orNull(fields.consent) },
      started,
      // A letter has no end; and by a clock that runs ahead of ours a call has just begun.
      ended: kind === 'letter' ? null : Math.max(started, timeOf(fields.ended, desk)),
    },
  };
}

function numberOf(fields: CallFields): Contact<'phone'> | null {
  if (isWithheld(fields)) return null;
  const { number: typed, consent_contact: mayReply } = fields;
  return { way: 'phone', typed, parsed: readPhoneNumber(typed), mayReply };
}

const timeOf = (typed: string, { timeZone, now }: Desk): Instant =>
  isBlank(typed) ? now : (readCallTime(typed, timeZone) ?? now);

const orNull = (text: string) => (isBlank(text) ? null : text);
