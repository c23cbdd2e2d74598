import type { Config } from '../config.ts';
import { exactTime, zoneName } from '../i18n/dates.ts';
import { type Lang, type Words, wordsOf } from '../i18n/words.ts';
import type { Contact, Instant, KeptTip } from '../tips/tip.ts';
import { type FileLines, fileLines } from './file-lines.ts';
import { inOneLine } from './letter.ts';

/** What a tip's mail says, in the newsroom's language: its text and its HTML say the same. */
export type TipSheet = {
  lang: Lang;
  number: string;
  headline: string;
  received: Fact;
  message: { label: string; text: string };
  facts: Fact[];
  files: { label: string; list: FileLines[] } | null;
  link: { label: string; url: string };
  answer: string;
  foot: string;
};

/** Each line is free of line ends of its own, so that no reader's words can pass for another fact. */
export type Fact = { label: string; lines: string[] };

type Setting = Pick<Config, 'newsroom' | 'publicUrl' | 'clamdUrl'>;

/** `riding` are the ids of the files that the mail carries; `answerable`: an answer to it reaches the reader. */
export function tipSheet(
  tip: KeptTip,
  riding: ReadonlySet<string>,
  answerable: boolean,
  { newsroom, publicUrl, clamdUrl }: Setting,
): TipSheet {
  const { mail } = wordsOf(newsroom.lang);
  const words = mail.tip;
  const list = tip.files.map(file => fileLines(file, riding.has(file.id), clamdUrl !== null, newsroom.lang));
  return {
    lang: newsroom.lang,
    number: words.number(tip.number),
    headline: inOneLine(tip.headline),
    received: { label: words.received, lines: [timeWithZone(tip.receivedAt, newsroom)] },
    message: { label: words.message, text: tip.message },
    facts: factsOf(tip, words, newsroom),
    files: list.length === 0 ? null : { label: words.files(list.length), list },
    link: { label: words.open, url: `${publicUrl}/admin/tips/${tip.number}` },
    answer: answerable ? words.answerReaches : words.answerDoesNotReach,
    foot: mail.foot(newsroom.name),
  };
}

/** An instant in full with its zone said, even where people would take it for granted: mail is read anywhere. */
export function timeWithZone(instant: Instant, { lang, timeZone }: Config['newsroom']): string {
  const time = exactTime(instant, lang, timeZone);
  const zone = zoneName(instant, timeZone);
  return time.endsWith(zone) ? time : `${time} ${zone}`;
}

type TipWords = Words['mail']['tip'];

function factsOf(tip: KeptTip, words: TipWords, newsroom: Config['newsroom']): Fact[] {
  const { happened } = tip;
  const readAs = happened?.at == null ? null : words.readAs(timeWithZone(happened.at, newsroom));
  const yesOrNo = (consent: boolean) => (consent ? words.yes : words.no);
  const contacts = tip.contacts.map(contact => contactLine(contact, words));
  const found: [label: string, ...lines: (string | null)[]][] = [
    [words.title, tip.title],
    [words.place, tip.place],
    [words.happened, happened?.typed ?? null, readAs],
    [words.article, tip.article],
    [words.name, tip.name],
    [words.contact, ...(contacts.length === 0 ? [words.noContact] : contacts)],
    [words.consentContact, yesOrNo(tip.consentContact)],
    [words.consentMedia, yesOrNo(tip.consentMedia)],
    [words.age14, tip.age14 === null ? words.notSaid : yesOrNo(tip.age14 === 'yes')],
    [words.channel, words.channels[tip.channel]],
  ];
  return found
    .map(([label, ...lines]) => ({ label, lines: lines.filter(line => line !== null).map(inOneLine) }))
    .filter(({ lines }) => lines.length > 0);
}

function contactLine({ way, typed, parsed, mayReply }: Contact, words: TipWords): string {
  const read = parsed === null || parsed === typed ? '' : ` (${parsed})`;
  return `${words.ways[way]}: ${typed}${read} · ${mayReply ? words.mayReply : words.mayNotReply}`;
}
