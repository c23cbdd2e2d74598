import { h } from 'preact';
import { render } from 'preact-render-to-string';
import type { Config } from '../../config/config.ts';
import { wordsOf } from '../../i18n/words.ts';
import { staffPaths } from '../../paths.ts';
import type { ReaderNews } from '../../tips/talk/load-news.ts';
import { inOneLine, type Letter, shortened } from '../letter.ts';
import { ColleagueMail, type ColleagueSheet } from '../pages/colleague-mail.tsx';
import { colleagueText } from './colleague-letter.ts';
import { cutToFit } from './fit.ts';
import { timeWithZone } from './tip-facts.ts';

const HEADLINE_IN_SUBJECT = 70;
/** Bytes of HTML for all texts, so that no mail program cuts the mail. */
const MOST_OF_TEXT = 48_000;

/** `event`: by which the mail is told from others of the same tip. `date` in milliseconds since 1970, UTC. */
type Envelope = { event: number; position: number; to: string; date: number };

/** That a reader has come back to their tip, in its thread. */
export function readerLetter(
  news: ReaderNews,
  { event, position, to, date }: Envelope,
  { newsroom, publicUrl }: Pick<Config, 'newsroom' | 'publicUrl'>,
): Letter {
  const lang = news.lang ?? newsroom.lang;
  const { mail } = wordsOf(lang);
  const heading = mail.reader.headings[news.kind](news.tip);
  const headline = news.content === null ? null : inOneLine(news.content.headline);
  const sheet: ColleagueSheet = {
    ...{ lang, heading, headline },
    received: `${mail.tip.received}: ${timeWithZone(news.at, { ...newsroom, lang })}`,
    texts: textsOf(news, lang),
    link: { label: mail.tip.open, url: `${publicUrl}${staffPaths.tip(news.tip)}` },
    hint: hintsOf(news, lang).join(' ') || null,
    foot: mail.foot(newsroom.name),
  };
  const named = headline === null ? heading : `${heading}: ${shortened(headline, HEADLINE_IN_SUBJECT)}`;
  return {
    ...{ id: `tip-${news.tip}.${event}.${position}`, to, date },
    inThreadOf: `tip-${news.tip}.${news.thread}`,
    subject: mail.colleague.subject(news.tip, named),
    text: colleagueText(sheet, [mail.reader.message, mail.tip.open, mail.colleague.rest]),
    html: `<!doctype html>${render(h(ColleagueMail, { sheet }))}`,
    replyTo: null,
    tags: { 'X-Jebo-Tip': String(news.tip), 'X-Jebo-Notice': news.kind },
    attachments: [],
  };
}

function textsOf({ content }: ReaderNews, lang: ReaderNews['lang'] & string): ColleagueSheet['texts'] {
  const { reader, colleague } = wordsOf(lang).mail;
  const whole = (content?.texts ?? []).join('\n\n');
  if (whole === '') return [];
  const { text, left } = cutToFit(whole, MOST_OF_TEXT);
  return [{ label: reader.message, text, rest: left === 0 ? null : colleague.rest }];
}

function hintsOf(
  { kind, content, permission, isHeld, isWished }: ReaderNews,
  lang: ReaderNews['lang'] & string,
): string[] {
  const { reader, colleague } = wordsOf(lang).mail;
  return [
    ...(kind === 'withdrawn' ? [isHeld ? reader.withdrawnAndHeld : reader.withdrawn] : []),
    ...(permission === null ? [] : [reader.permission(permission)]),
    ...(kind !== 'withdrawn' && content === null && permission === null ? [colleague.notInMail] : []),
    ...(content !== null && content.files > 0 ? [reader.files(content.files)] : []),
    ...(isWished ? [colleague.switchOff] : []),
  ];
}
