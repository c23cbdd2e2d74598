import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { TestMail } from '../../views/mail/test-mail.tsx';
import type { Config } from '../config.ts';
import type { Write } from '../db/database.ts';
import { wordsOf } from '../i18n/words.ts';
import { owe } from '../outbox/owe.ts';
import { randomId } from '../privacy/random-id.ts';
import type { Letter } from './letter.ts';
import { timeWithZone } from './tip-sheet.ts';

export const TEST_MAIL = 'test mail';

/** Owes a mail to each address of the newsroom that only shows that mail arrives. Wake the outbox after it. */
export const oweTestMail = (trx: Write, now: number, inbox: readonly string[]): Promise<void> =>
  owe(trx, now, { kind: TEST_MAIL, subject: randomId(), recipients: inbox });

/** `subject` is that of the job; `date` in milliseconds since 1970, UTC. It is no tip, so it has no `X-Jebo-Tip`. */
export function testLetter(
  { subject, position, to, date }: { subject: string; position: number; to: string; date: number },
  { newsroom, publicUrl }: Pick<Config, 'newsroom' | 'publicUrl'>,
): Letter {
  const { mail } = wordsOf(newsroom.lang);
  const sheet = {
    lang: newsroom.lang,
    heading: mail.test.heading,
    body: mail.test.body,
    sent: `${mail.test.sent}: ${timeWithZone(date, newsroom)}`,
    link: { label: mail.test.open, url: `${publicUrl}/admin` },
    foot: mail.foot(newsroom.name),
  };
  const { heading, body, sent, link, foot } = sheet;
  return {
    id: `test-${subject}.${position}`,
    to,
    subject: mail.test.subject(newsroom.name),
    text: [heading, `${body}\n${sent}`, `${link.label}: ${link.url}`, `-- \n${foot}\n`].join('\n\n'),
    html: `<!doctype html>${render(h(TestMail, { sheet }))}`,
    date,
    replyTo: null,
    tags: { 'X-Jebo-Test': 'yes' },
    riding: [],
  };
}
