import { z } from 'zod';
import type { Faults } from '../errors.ts';
import { isLang, type Lang } from '../i18n/words.ts';
import { readHappenedAt } from './happened-at.ts';
import { readPhoneNumber } from './phone-number.ts';
import { clean, isLongerThan, lengthOf, MESSAGE_LIMIT, TEXT_LIMIT } from './text.ts';
import { type Channel, type Contact, type Instant, REPLY_WAYS } from './tip.ts';

/** A tip on its way in, whatever the door. Text is NFC; `id` is the sender's own mark, by which a repeat is known. */
export type Submission = {
  channel: Channel;
  externalId: string | null;
  id: string | null;
  lang: Lang;
  message: string;
  title: string | null;
  place: string | null;
  happened: { typed: string; at: Instant | null } | null;
  article: string | null;
  name: string | null;
  contacts: Contact[];
  consentContact: boolean;
  consentMedia: boolean;
  age14: 'yes' | 'no' | null;
};

// A field is missing more often than not: what is no text is read as empty, and not as an error that is then forgiven.
const isText = (value: unknown): value is string => typeof value === 'string';
const many = z
  .unknown()
  .optional()
  .transform(value => [value].flat().filter(isText));
const one = many.transform(([first = '']) => clean(first));
const box = one.transform(value => value === 'on');

/** The form's fields as the contract names them; unknown ones are ignored, a missing one is empty. */
const formFields = z.object({
  message: one,
  title: one,
  place: one,
  happened_at: one,
  name: one,
  phone: one,
  email: one,
  chat: one,
  reply_by: many,
  consent_contact: box,
  consent_media: box,
  age_14: one,
  uploads: many,
  article: one,
  lang: one,
  submission: one,
});

export type FormFields = z.output<typeof formFields>;

export const readFormFields = (raw: unknown): FormFields => formFields.parse(raw ?? {});

const shortFields = [
  'title',
  'place',
  'happened_at',
  'name',
  'phone',
  'email',
  'chat',
  'submission',
] as const;

/** Each fault of the form, by its field; none when the form can be taken. */
export function faultsOf(fields: FormFields): Faults {
  return { ...contactFaults(fields), ...textFaults(fields), ...uploadFaults(fields) };
}

function textFaults(fields: FormFields): Faults {
  const tooLong = (text: string, limit: number) => {
    const length = lengthOf(text);
    return (words: Parameters<Faults[string]>[0]) => words.errors.form.tooLong(limit, length);
  };
  const faults = Object.fromEntries(
    shortFields
      .filter(name => isLongerThan(fields[name], TEXT_LIMIT))
      .map(name => [name, tooLong(fields[name], TEXT_LIMIT)]),
  );
  if (isBlank(fields.message)) return { message: words => words.errors.form.missing, ...faults };
  if (looksMisread(fields.message)) return { message: words => words.errors.notUtf8, ...faults };
  if (isLongerThan(fields.message, MESSAGE_LIMIT))
    return { message: tooLong(fields.message, MESSAGE_LIMIT), ...faults };
  return faults;
}

function contactFaults(fields: FormFields): Faults {
  const { reply_by: replyBy } = fields;
  const isNamed = !isBlank(fields.name) || REPLY_WAYS.some(way => !isBlank(fields[way]));
  const isAnonymous = replyBy.includes('none');
  const faults: Record<string, Faults[string]> = {};

  if (isAnonymous && replyBy.length > 1) faults['reply_by'] = words => words.errors.form.noneStandsAlone;
  else if (isAnonymous && isNamed) faults['reply_by'] = words => words.errors.form.anonymousWithContact;
  for (const way of REPLY_WAYS) {
    if (replyBy.includes(way) && isBlank(fields[way]))
      faults[way] = words => words.errors.form.wayWithoutAddress;
  }
  if (replyBy.includes('email') && !isBlank(fields.email) && !isEmailAddress(fields.email)) {
    faults['email'] = words => words.errors.form.notAnEmail;
  }
  if (isNamed && fields.age_14 === 'no') faults['age_14'] = words => words.errors.form.underFourteen;
  else if (isNamed && !fields.consent_contact)
    faults['consent_contact'] = words => words.errors.form.consentNeeded;
  return faults;
}

const UPLOAD_URL = /^(?:https?:\/\/[^/]+)?\/uploads\/([0-9a-f]{32})$/;

/** The ids of the uploads that a form names by their URLs; null when one is no such URL. */
export function uploadIds({ uploads }: FormFields): string[] | null {
  const ids = uploads.filter(url => !isBlank(url)).map(url => UPLOAD_URL.exec(url.trim())?.[1]);
  return ids.every(id => id !== undefined) ? [...new Set(ids)] : null;
}

const uploadFaults = (fields: FormFields): Faults =>
  uploadIds(fields) === null ? { uploads: words => words.errors.form.unknownUpload } : {};

/** What a form without faults says. */
export function toSubmission(
  fields: FormFields,
  desk: { lang: Lang; timeZone: string; now: Instant },
): Submission {
  const happened = orNull(fields.happened_at);
  const contacts = REPLY_WAYS.filter(way => !isBlank(fields[way])).map(
    (way): Contact => ({
      way,
      typed: fields[way],
      parsed: parsedContact(way, fields[way]),
      mayReply: fields.reply_by.includes(way),
    }),
  );
  return {
    channel: 'form',
    externalId: null,
    id: orNull(fields.submission),
    lang: isLang(fields.lang) ? fields.lang : desk.lang,
    message: fields.message,
    title: orNull(fields.title),
    place: orNull(fields.place),
    happened:
      happened === null ? null : { typed: happened, at: readHappenedAt(happened, desk.timeZone, desk.now) },
    article: readArticle(fields.article),
    name: orNull(fields.name),
    contacts,
    consentContact: fields.consent_contact && (contacts.length > 0 || !isBlank(fields.name)),
    consentMedia: fields.consent_media,
    age14: fields.age_14 === 'no' ? 'no' : fields.age_14 === 'yes' || fields.age_14 === 'on' ? 'yes' : null,
  };
}

const ARTICLE_LIMIT = 2_000;

/** The page a reader came from, only when it is one on the web; never a reason to refuse a tip. */
export function readArticle(typed: string): string | null {
  if (typed.length > ARTICLE_LIMIT || !URL.canParse(typed)) return null;
  const url = new URL(typed);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}

/** Text in another charset, such as CP949, read as UTF-8: mostly replacement characters, and lost if it were kept. */
function looksMisread(text: string): boolean {
  const unread = text.split('\uFFFD').length - 1;
  const foreign = text.replace(/\p{ASCII}/gu, '').length;
  return unread >= 8 && unread > foreign / 2;
}

const isBlank = (text: string) => text.trim() === '';
const orNull = (text: string) => (isBlank(text) ? null : text);
const isEmailAddress = (text: string) => z.email().safeParse(text.trim()).success;

function parsedContact(way: Contact['way'], typed: string): string | null {
  if (way === 'phone') return readPhoneNumber(typed);
  return way === 'email' && isEmailAddress(typed) ? typed.trim() : null;
}
