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
  facts?: readonly { label: string; value: string }[];
  /** What is kept to prove something by; it stands in a line of its own, to be copied. */
  proof?: { label: string; value: string; body: string };
  link: { label: string; url: string };
  /** The newsroom's unless said. */
  lang?: Lang;
};

/** What the desk itself has to tell: it is about no tip, and answered by nobody. */
export function noticeLetter(
  { heading, body, time, facts = [], proof, link, lang, ...letter }: Notice,
  newsroom: Config['newsroom'],
): Letter {
  const said = lang ?? newsroom.lang;
  const foot = wordsOf(said).mail.foot(newsroom.name);
  const sheet = { lang: said, heading, body, time, facts, proof, link, foot };
  const factLines = facts.map(({ label, value }) => `${label}: ${value}`).join('\n');
  const parts = [
    heading,
    `${body}\n${time}`,
    ...(factLines === '' ? [] : [factLines]),
    ...(proof === undefined ? [] : [`${proof.label}:\n${proof.value}\n${proof.body}`]),
    `${link.label}: ${link.url}`,
    `-- \n${foot}\n`,
  ];
  return {
    ...letter,
    text: parts.join('\n\n'),
    html: `<!doctype html>${render(h(NoticeMail, { sheet }))}`,
    replyTo: null,
    attachments: [],
  };
}
