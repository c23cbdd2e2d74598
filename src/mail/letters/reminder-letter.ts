import { h } from 'preact';
import { render } from 'preact-render-to-string';
import type { Config } from '../../config/config.ts';
import { exactDay } from '../../i18n/dates.ts';
import { wordsOf } from '../../i18n/words.ts';
import { staffPaths } from '../../paths.ts';
import type { DueTips } from '../../tips/due/load-due.ts';
import { inOneLine, type Letter, shortened } from '../letter.ts';
import { ReminderMail, type ReminderSheet } from '../pages/reminder-mail.tsx';

/** Letters of each headline. */
const HEADLINE = 120;

/** `subject` is that of the job; `date` in milliseconds since 1970, UTC. */
type Envelope = { subject: { day: string; staffId: string }; position: number; to: string; date: number };

/** What somebody is to look at again by a day, in their language. */
export function reminderLetter(
  { lang: own, tips, more }: DueTips,
  { subject: { day, staffId }, position, to, date }: Envelope,
  { newsroom, publicUrl }: Pick<Config, 'newsroom' | 'publicUrl'>,
): Letter {
  const lang = own ?? newsroom.lang;
  const { mail } = wordsOf(lang);
  const words = mail.reminder;
  const count = tips.length + more;
  const sheet: ReminderSheet = {
    lang,
    heading: words.heading(count),
    tips: tips.map(({ number, on, headline }) => ({
      name: mail.tip.number(number),
      headline: headline === null ? null : shortened(inOneLine(headline), HEADLINE),
      since: on === day ? null : words.since(exactDay(on, lang)),
      url: `${publicUrl}${staffPaths.tip(number)}`,
    })),
    more: more === 0 ? null : words.more(more),
    link: { label: words.open, url: `${publicUrl}${staffPaths.list({ view: 'due' })}` },
    hints: [...(tips.some(({ headline }) => headline === null) ? [words.numberAlone] : []), words.switchOff],
    foot: mail.foot(newsroom.name),
  };
  return {
    ...{ id: `reminder-${day}-${staffId}.${position}`, to, date },
    subject: words.subject(newsroom.name, count),
    text: textOf(sheet),
    html: `<!doctype html>${render(h(ReminderMail, { sheet }))}`,
    replyTo: null,
    tags: { 'X-Jebo-Notice': 'reminder' },
    attachments: [],
  };
}

const textOf = ({ heading, tips, more, link, hints, foot }: ReminderSheet): string =>
  [
    heading,
    ...tips.map(({ name, headline, since, url }) =>
      [[name, headline].filter(one => one !== null).join(' '), ...(since === null ? [] : [since]), url].join(
        '\n',
      ),
    ),
    ...(more === null ? [] : [more]),
    `${link.label}: ${link.url}`,
    hints.join(' '),
    `-- \n${foot}\n`,
  ].join('\n\n');
