import type { Config } from '../../config/config.ts';
import { type Lang, wordsOf } from '../../i18n/words.ts';
import { staffPaths } from '../../paths.ts';
import type { KeptFile, OpenedTip } from '../../tips/tip.ts';
import { inOneLine } from '../letter.ts';
import { type FileLines, fileLines } from './files/file-lines.ts';
import type { Ride } from './files/riding.ts';
import { cutToFit, firstThatFit, htmlBytes, MOST_OF_FILES } from './fit.ts';
import { previewOf } from './preview.ts';
import {
  type Fact,
  leadFacts,
  type NoContact,
  otherFacts,
  type Telephone,
  telephonesOf,
  timeWithZone,
} from './tip-facts.ts';

/** What a tip's mail says, in the newsroom's language: its text and its HTML say the same, in this order. */
export type TipSheet = {
  lang: Lang;
  /** Beside the subject in an inbox, and nowhere in the mail. */
  preview: string;
  number: string;
  received: Fact;
  headline: string;
  link: { label: string; url: string };
  call: string;
  telephones: Telephone[];
  lead: Fact[];
  /** `rest`: how much of it stands on the tip's page alone; null where all is here. */
  message: { label: string; text: string; rest: string | null };
  /** Null where it was never asked. */
  permission: (Fact & { given: boolean }) | null;
  answer: string;
  facts: Fact[];
  files: { label: string; list: FileLines[]; rest: string | null } | null;
  foot: string;
};

type Setting = Pick<Config, 'newsroom' | 'publicUrl' | 'clamdUrl'>;

/** `rides`: how each of its files goes; `answerable`: an answer to it reaches the reader; `noContact`: what is said where no contacts are told. */
export function tipSheet(
  tip: OpenedTip,
  rides: ReadonlyMap<KeptFile, Ride>,
  { answerable, noContact }: { answerable: boolean; noContact: NoContact },
  { newsroom, publicUrl, clamdUrl }: Setting,
): TipSheet {
  const { mail } = wordsOf(newsroom.lang);
  const words = mail.tip;
  const files = [...rides].map(([file, ride]) => fileLines(file, ride, clamdUrl !== null, newsroom.lang));
  return {
    lang: newsroom.lang,
    preview: previewOf(tip, words),
    number: words.number(tip.number),
    received: { label: words.received, lines: [timeWithZone(tip.receivedAt, newsroom)] },
    headline: inOneLine(tip.headline),
    link: { label: words.open, url: `${publicUrl}${staffPaths.tip(tip.number)}` },
    call: words.ways.phone,
    telephones: telephonesOf(tip),
    lead: leadFacts(tip, newsroom, noContact),
    message: { label: words.message, text: tip.message, rest: null },
    permission: permissionOf(tip, newsroom.lang),
    answer: answerable ? words.answerReaches : words.answerDoesNotReach,
    facts: otherFacts(tip, newsroom),
    files: files.length === 0 ? null : filesOf(files, newsroom.lang),
    foot: mail.foot(newsroom.name),
  };
}

function filesOf(all: readonly FileLines[], lang: Lang): TipSheet['files'] {
  const words = wordsOf(lang).mail.tip;
  const list = firstThatFit(all, MOST_OF_FILES, bytesOf);
  const left = all.length - list.length;
  return { label: words.files(all.length), list, rest: left === 0 ? null : words.moreFiles(left) };
}

/** What is written around each of its lines; its name stands in the mail twice. */
const TAGS = 400;

const bytesOf = ({ name, about, warning, sha256 }: FileLines) =>
  TAGS + [name, name, ...about, warning ?? '', sha256].reduce((sum, text) => sum + htmlBytes(text), 0);

/** The sheet with as much of the message as `most` bytes of HTML hold; the rest stands behind the link. */
export function withMessageWithin(sheet: TipSheet, most: number): TipSheet {
  const { text, left } = cutToFit(sheet.message.text, most);
  if (left === 0) return sheet;
  const words = wordsOf(sheet.lang).mail.tip;
  return { ...sheet, message: { ...sheet.message, text, rest: words.restOfMessage(left) } };
}

function permissionOf({ permission }: OpenedTip, lang: Lang): TipSheet['permission'] {
  if (permission === null) return null;
  const { mail, staff } = wordsOf(lang);
  return { label: mail.tip.media, lines: [staff.permissions[permission]], given: permission !== 'no' };
}
