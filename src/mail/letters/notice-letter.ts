import { h } from 'preact';
import { render } from 'preact-render-to-string';
import type { Config } from '../../config/config.ts';
import { wordsOf } from '../../i18n/words.ts';
import type { Letter } from '../letter.ts';
import { NoticeMail } from '../pages/notice-mail.tsx';

type Notice = Pick<Letter, 'id' | 'to' | 'subject' | 'date' | 'tags'> & {
  heading: string;
  body: string;
  time: string;
  link: { label: string; url: string };
};

/** What the desk itself has to tell, in the newsroom's language: it is about no tip, and answered by nobody. */
export function noticeLetter(
  { heading, body, time, link, ...letter }: Notice,
  newsroom: Config['newsroom'],
): Letter {
  const foot = wordsOf(newsroom.lang).mail.foot(newsroom.name);
  const sheet = { lang: newsroom.lang, heading, body, time, link, foot };
  return {
    ...letter,
    text: [heading, `${body}\n${time}`, `${link.label}: ${link.url}`, `-- \n${foot}\n`].join('\n\n'),
    html: `<!doctype html>${render(h(NoticeMail, { sheet }))}`,
    replyTo: null,
    attachments: [],
  };
}
