import { h } from 'preact';
import { render } from 'preact-render-to-string';
import type { Config } from '../../config/config.ts';
import { type Lang, wordsOf } from '../../i18n/words.ts';
import type { Letter } from '../letter.ts';
import { NoticeMail } from '../pages/notice-mail.tsx';

type Notice = Pick<Letter, 'id' | 'to' | 'subject' | 'date' | 'tags'> & {
  heading: string;
  body: string;
  time: string;
  link: { label: string; url: string };
  /** The newsroom's unless said. */
  lang?: Lang;
};

/** What the desk itself has to tell: it is about no tip, and answered by nobody. */
export function noticeLetter(
  { heading, body, time, link, lang, ...letter }: Notice,
  newsroom: Config['newsroom'],
): Letter {
  const said = lang ?? newsroom.lang;
  const foot = wordsOf(said).mail.foot(newsroom.name);
  const sheet = { lang: said, heading, body, time, link, foot };
  return {
    ...letter,
    text: [heading, `${body}\n${time}`, `${link.label}: ${link.url}`, `-- \n${foot}\n`].join('\n\n'),
    html: `<!doctype html>${render(h(NoticeMail, { sheet }))}`,
    replyTo: null,
    attachments: [],
  };
}
