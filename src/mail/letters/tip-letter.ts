import { h } from 'preact';
import { render } from 'preact-render-to-string';
import type { Config } from '../../config/config.ts';
import { email } from '../../email.ts';
import { wordsOf } from '../../i18n/words.ts';
import type { OpenedTip } from '../../tips/tip.ts';
import { rawWord } from '../../unknown.ts';
import { inOneLine, type Letter, shortened } from '../letter.ts';
import { TipMail } from '../pages/tip-mail.tsx';
import type { ReadFile } from './files/active-content.ts';
import { carried } from './files/carried.ts';
import { ridesOf } from './files/riding.ts';
import { MOST_HTML } from './fit.ts';
import { type TipSheet, tipSheet, withMessageWithin } from './tip-sheet.ts';
import { tipText } from './tip-text.ts';

const HEADLINE_IN_SUBJECT = 70;

/** Which mail of the tip, to whom; `date` in milliseconds since 1970, UTC. */
type Envelope = { position: number; to: string; date: number };

type Parts = Pick<Config, 'newsroom' | 'publicUrl' | 'clamdUrl' | 'attach'> & {
  /** The most bytes of files that are attached to one mail; 0: none. */
  attachLimit: number;
  /** Ids of files that are links in any case. */
  links: ReadonlySet<string>;
  /** Names and contacts stand on the tip's page alone. */
  hidesContacts: boolean;
  read: ReadFile;
};

/** The newsroom's mail for one tip. */
export async function tipLetter(
  whole: OpenedTip,
  { position, to, date }: Envelope,
  parts: Parts,
): Promise<Letter> {
  const { attach, attachLimit: limit, links, read } = parts;
  const tip = parts.hidesContacts ? withoutContacts(whole) : whole;
  const noContact = isAnyHidden(whole, tip) ? 'contactHidden' : 'noContact';
  const rides = await ridesOf(tip.files, { attach, limit, links, read, isScanned: parts.clamdUrl !== null });
  const replyTo = addressForAnswers(tip.contacts);
  const { sheet, html } = fitted(tipSheet(tip, rides, { answerable: replyTo !== null, noContact }, parts));
  const { mail } = wordsOf(parts.newsroom.lang);
  return {
    id: `tip-${tip.number}.${position}`,
    to,
    subject: mail.tip.subject(tip.number, shortened(sheet.headline, HEADLINE_IN_SUBJECT)),
    text: tipText(sheet),
    html,
    date,
    replyTo,
    tags: { 'X-Jebo-Tip': String(tip.number), 'X-Jebo-Channel': inOneLine(rawWord(tip.channel)) },
    attachments: [...rides].flatMap(([file, ride]) => carried(file, ride, read)),
  };
}

const withoutContacts = (tip: OpenedTip): OpenedTip => ({ ...tip, contacts: [], name: null });

const isAnyHidden = (whole: OpenedTip, shown: OpenedTip) =>
  whole.contacts.length > shown.contacts.length || whole.name !== shown.name;

const htmlOf = (sheet: TipSheet) => `<!doctype html>${render(h(TipMail, { sheet }))}`;

/** All but the message is bounded, so that a long one alone gives way. */
function fitted(whole: TipSheet): { sheet: TipSheet; html: string } {
  const html = htmlOf(whole);
  if (Buffer.byteLength(html) <= MOST_HTML) return { sheet: whole, html };
  const empty = withMessageWithin(whole, 0);
  const sheet = withMessageWithin(whole, MOST_HTML - Buffer.byteLength(htmlOf(empty)));
  return { sheet, html: htmlOf(sheet) };
}

/** Where an answer by mail may go: the reader's one address, if they chose to be answered there. */
function addressForAnswers(contacts: OpenedTip['contacts']): string | null {
  const chosen = contacts.filter(({ way, mayReply }) => way === 'email' && mayReply);
  const [only, ...others] = chosen.map(({ typed }) => email.safeParse(typed.trim()).data);
  return only === undefined || others.length > 0 ? null : only;
}
