import { h } from 'preact';
import { render } from 'preact-render-to-string';
import type { Config } from '../../config/config.ts';
import { wordsOf } from '../../i18n/words.ts';
import { inLang, readerPaths } from '../../paths.ts';
import type { AnswerToMail } from '../../tips/talk/load-answer.ts';
import type { Letter } from '../letter.ts';
import { AnswerMail, type AnswerSheet } from '../pages/answer-mail.tsx';
import { cutToFit } from './fit.ts';
import { asWritten } from './tip-text.ts';

/** Bytes of HTML, so that no mail program cuts the mail. */
const MOST_OF_TEXT = 48_000;

/** `event`: of the answer. `date` in milliseconds since 1970, UTC. */
type Envelope = { event: number; date: number };

/**
 * An answer to a tip's reader, in their language, in the thread of those before it. It tells who wrote it only as the
 * newsroom has set, and neither what they sent us nor a receipt.
 */
export function answerLetter(
  { tip, to, replyTo, thread, ...answer }: AnswerToMail,
  { event, date }: Envelope,
  { newsroom, publicUrl }: Pick<Config, 'newsroom' | 'publicUrl'>,
): Letter {
  const lang = answer.lang ?? newsroom.lang;
  const words = wordsOf(lang).mail.answer;
  const { text, left } = cutToFit(answer.body, MOST_OF_TEXT);
  const sheet: AnswerSheet = {
    lang,
    answer: { label: words.from(newsroom.name, answer.by), text, rest: left === 0 ? null : words.rest },
    goesTo: replyTo === null ? words.noReply : words.goesTo(newsroom.name),
    files: answer.files === 0 ? null : words.files(answer.files),
    link: { label: words.comeBack, url: `${publicUrl}${inLang(readerPaths.receipt, lang)}` },
    foot: words.foot(newsroom.name),
  };
  return {
    ...{ id: idOf(tip, event), to, date, replyTo },
    ...(thread !== null && { inThreadOf: idOf(tip, thread) }),
    subject: words.subject(newsroom.name),
    text: textOf(sheet),
    html: `<!doctype html>${render(h(AnswerMail, { sheet }))}`,
    isAnswer: true,
    tags: {},
    attachments: [],
  };
}

const idOf = (tip: number, event: number) => `tip-${tip}.${event}.1`;

const textOf = ({ answer, files, goesTo, link, foot }: AnswerSheet): string =>
  [
    `${answer.label}:`,
    asWritten(answer.text, [...(files === null ? [] : [files]), goesTo, link.label]),
    ...(answer.rest === null ? [] : [answer.rest]),
    ...(files === null ? [] : [files]),
    goesTo,
    `${link.label}: ${link.url}`,
    `-- \n${foot}\n`,
  ].join('\n\n');
