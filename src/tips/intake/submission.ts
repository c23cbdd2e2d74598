import { email } from '../../email.ts';
import type { Lang } from '../../i18n/lang.ts';
import type { CallNote } from '../calls/call-note.ts';
import type { Channel } from '../channels.ts';
import type { TextField } from '../fields.ts';
import type { Age, Contact, Instant, Permission, ReplyWay } from '../tip.ts';
import { readPhoneNumber } from './phone-number.ts';

/** A tip on its way in, whatever its channel. Text is NFC; `id` is the sender's own mark, by which a repeat is known. */
export type Submission = Record<TextField, string | null> & {
  channel: Channel;
  id: string | null;
  lang: Lang;
  message: string;
  happened: { typed: string; at: Instant | null } | null;
  article: string | null;
  /** Its slug; null: the sender chose none. */
  topic: string | null;
  contacts: Contact<ReplyWay>[];
  consentContact: boolean;
  consentMedia: boolean;
  age14: Age | null;
  /** Null where its sender wrote it themselves. */
  byHand: ByHand | null;
};

/** What staff say beside it who write down what they heard or were brought. `by`: the id of whoever does. */
export type ByHand = {
  by: string;
  call: CallNote;
  /** What its sender said of photos and films; null: nothing. */
  use: Permission | null;
  /** The day, `YYYY-MM-DD` in the desk's time zone, on which they are to be called back; null: none. */
  remindOn: string | null;
};

/** A contact as it may be used: a number in international form, an address that takes mail; null where it cannot be read. */
export function readContact(way: ReplyWay, typed: string): string | null {
  if (way === 'phone') return readPhoneNumber(typed);
  return way === 'email' ? (email.safeParse(typed.trim()).data ?? null) : null;
}

/** Text in another charset, such as CP949, read as UTF-8: mostly replacement characters, and lost if it were kept. */
export function looksMisread(text: string): boolean {
  const unread = text.split('\uFFFD').length - 1;
  const foreign = text.replace(/\p{ASCII}/gu, '').length;
  return unread >= 8 && unread > foreign / 2;
}
