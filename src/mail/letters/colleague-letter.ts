import { h } from 'preact';
import { render } from 'preact-render-to-string';
import type { Config } from '../../config/config.ts';
import { type Words, wordsOf } from '../../i18n/words.ts';
import { staffPaths } from '../../paths.ts';
import type { Call } from '../../tips/read/load-call.ts';
import { inOneLine, type Letter, shortened } from '../letter.ts';
import { ColleagueMail, type ColleagueSheet } from '../pages/colleague-mail.tsx';
import { cutToFit } from './fit.ts';
import { timeWithZone } from './tip-facts.ts';
import { asWritten } from './tip-text.ts';

const HEADLINE_IN_SUBJECT = 70;
/** Bytes of HTML for each text, so that no mail program cuts the mail. */
const MOST_OF_TEXT = 24_000;

/** `event`: by which the mail is told from others of the same tip. `date` in milliseconds since 1970, UTC. */
type Envelope = { event: number; position: number; to: string; date: number };

/** To whom a colleague has called to a tip, in their language. */
export function colleagueLetter(
  call: Call,
  { event, position, to, date }: Envelope,
  { newsroom, publicUrl }: Pick<Config, 'newsroom' | 'publicUrl'>,
): Letter {
  const lang = call.lang ?? newsroom.lang;
  const { mail } = wordsOf(lang);
  const by = call.by === null ? null : inOneLine(call.by.name ?? call.by.email);
  const heading = mail.colleague.headings[call.kind](call.tip, by);
  const headline = call.content === null ? null : inOneLine(call.content.headline);
  const sheet: ColleagueSheet = {
    ...{ lang, heading, headline },
    received: `${mail.tip.received}: ${timeWithZone(call.receivedAt, { ...newsroom, lang })}`,
    texts: textsOf(call, mail),
    link: { label: mail.tip.open, url: `${publicUrl}${staffPaths.tip(call.tip)}` },
    hint: hintsOf(call, mail).join(' ') || null,
    foot: mail.foot(newsroom.name),
  };
  const named = headline === null ? heading : `${heading}: ${shortened(headline, HEADLINE_IN_SUBJECT)}`;
  return {
    ...{ id: `tip-${call.tip}.${event}.${position}`, to, date },
    subject: mail.colleague.subject(call.tip, named),
    text: colleagueText(sheet, labelsOf(mail)),
    html: `<!doctype html>${render(h(ColleagueMail, { sheet }))}`,
    replyTo: null,
    tags: { 'X-Jebo-Tip': String(call.tip), 'X-Jebo-Notice': call.kind },
    attachments: [],
  };
}

type MailWords = Words['mail'];

function textsOf({ content }: Call, { tip, colleague }: MailWords): ColleagueSheet['texts'] {
  return [
    { label: colleague.note, whole: content?.note ?? null },
    { label: tip.message, whole: content?.message ?? null },
  ].flatMap(({ label, whole }) => {
    if (whole === null) return [];
    const { text, left } = cutToFit(whole, MOST_OF_TEXT);
    return [{ label, text, rest: left === 0 ? null : colleague.rest }];
  });
}

/** What is forwarded is a mail in any case. */
function hintsOf({ kind, content }: Call, { colleague }: MailWords): string[] {
  return [
    ...(content === null ? [colleague.notInMail] : []),
    ...(kind === 'forwarded' ? [] : [colleague.switchOff]),
  ];
}

/** All that begins a line of ours below the texts: a reader's must pass for no colleague's. */
const labelsOf = ({ tip, colleague }: MailWords) => [
  ...[tip.message, tip.open, colleague.note, colleague.rest],
  ...[colleague.notInMail, colleague.switchOff],
];

/** The text part, in the order of the HTML. `labels`: what begins a line of ours below the texts. */
export const colleagueText = (
  { heading, headline, received, texts, link, hint, foot }: ColleagueSheet,
  labels: readonly string[],
): string =>
  [
    heading,
    ...(headline === null ? [received] : [`${headline}\n${received}`]),
    `${link.label}: ${link.url}`,
    ...texts.map(({ label, text, rest }) =>
      [`${label}:\n\n${asWritten(text, labels)}`, ...(rest === null ? [] : [rest])].join('\n\n'),
    ),
    ...(hint === null ? [] : [hint]),
    `-- \n${foot}\n`,
  ].join('\n\n');
