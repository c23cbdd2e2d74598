import type { Config } from '../../config/config.ts';
import { channelNamesInMail } from '../../i18n/channels.ts';
import { exactDay, exactTime, zoneName } from '../../i18n/dates.ts';
import { type Words, wordsOf } from '../../i18n/words.ts';
import { TEXT_FIELDS } from '../../tips/fields.ts';
import { contactForms } from '../../tips/read/contact-forms.ts';
import type { Instant, OpenedTip } from '../../tips/tip.ts';
import { nameOf } from '../../unknown.ts';
import { inOneLine } from '../letter.ts';

/** Each line is free of line ends of its own, so that no reader's words can pass for another fact. */
export type Fact = { label: string; lines: string[] };

/** A number to tap: `digits` are E.164 with its plus sign, and nothing that the reader typed. */
export type Telephone = { shown: string; digits: string };

type Newsroom = Config['newsroom'];

/** The words for a tip that is told without contacts: its reader gave none, or a mail tells none. */
export type NoContact = 'noContact' | 'contactHidden';

/** What stands above the text: where, when, and who may be asked. */
export function leadFacts(tip: OpenedTip, newsroom: Newsroom, noContact: NoContact): Fact[] {
  const { mail, fields, unknown } = wordsOf(newsroom.lang);
  const words = mail.tip;
  const { happened } = tip;
  const readAs = happened && readAsOf(happened, words, newsroom);
  const contacts = tip.contacts.map(contact => contactLine(contact, words, unknown));
  return factsOf([
    [fields.place.label, tip.place],
    [words.happened, happened?.typed ?? null, readAs],
    [fields.name.label, tip.name],
    [words.contact, ...(contacts.length === 0 ? [words[noContact]] : contacts)],
  ]);
}

/** What stands below it. */
export function otherFacts(tip: OpenedTip, { lang }: Newsroom): Fact[] {
  const { mail, fields, unknown } = wordsOf(lang);
  const words = mail.tip;
  const { consentContact, age14 } = tip;
  const consent = consentContact === null ? null : consentContact ? words.yes : words.no;
  // Asked together with the consent.
  const noAge = consentContact === null ? null : words.notSaid;
  return factsOf([
    ...TEXT_FIELDS.filter(field => field !== 'name' && field !== 'place').map(
      (field): [string, string | null] => [fields[field].label, tip[field]],
    ),
    [words.article, tip.article],
    [words.consentContact, consent],
    [words.age14, age14 === null ? noAge : nameOf(words, age14, unknown)],
    [words.channel, nameOf(channelNamesInMail[lang], tip.channel, unknown)],
  ]);
}

const factsOf = (found: readonly [label: string, ...lines: (string | null)[]][]): Fact[] =>
  found
    .map(([label, ...lines]) => ({ label, lines: lines.filter(line => line !== null).map(inOneLine) }))
    .filter(({ lines }) => lines.length > 0);

/** An instant in full with its zone said, even where people would take it for granted: mail is read anywhere. */
export function timeWithZone(instant: Instant, { lang, timeZone }: Newsroom): string {
  const time = exactTime(instant, lang, timeZone);
  const zone = zoneName(instant, timeZone);
  return time.endsWith(zone) ? time : `${time} ${zone}`;
}

type TipWords = Words['mail']['tip'];

function readAsOf(
  { at, day }: NonNullable<OpenedTip['happened']>,
  words: TipWords,
  newsroom: Newsroom,
): string | null {
  if (at !== null) return words.readAs(timeWithZone(at, newsroom));
  return day === null ? null : words.readAs(exactDay(day, newsroom.lang));
}

function contactLine(contact: OpenedTip['contacts'][number], words: TipWords, unknown: string): string {
  const { shown, international, typed } = contactForms(contact);
  return [
    `${nameOf(words.ways, contact.way, unknown)}: ${shown}${international === null ? '' : ` (${international})`}`,
    ...(typed === null ? [] : [words.asTyped(typed)]),
    contact.mayReply ? words.mayReply : words.mayNotReply,
  ].join(' · ');
}

/** The numbers by which the reader is glad to be called. One that could not be read, or an extension, is no number to tap. */
export const telephonesOf = ({ contacts }: OpenedTip): Telephone[] =>
  contacts.flatMap(contact => {
    if (contact.way !== 'phone' || !contact.mayReply || contact.parsed === null) return [];
    const digits = contact.parsed.replace(/[\s().-]/g, '');
    return /^\+\d{5,15}$/.test(digits) ? [{ shown: inOneLine(contactForms(contact).shown), digits }] : [];
  });
