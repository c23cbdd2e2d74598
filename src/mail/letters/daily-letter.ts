import type { Config } from '../../config/config.ts';
import { lengthInDays } from '../../i18n/dates.ts';
import { FORMATS } from '../../i18n/lang.ts';
import { wordsOf } from '../../i18n/words.ts';
import { staffPaths } from '../../paths.ts';
import type { Daily } from '../daily/daily-mail.ts';
import type { Letter } from '../letter.ts';
import { noticeLetter } from './notice-letter.ts';
import { timeWithZone } from './tip-facts.ts';

/** `subject` is that of the job, a day; `date` in milliseconds since 1970, UTC. Numbers alone: nothing in it tells what a tip says. */
export function dailyLetter(
  { since, came, fresh, open, going, head }: Daily,
  { subject, position, to, date }: { subject: string; position: number; to: string; date: number },
  { newsroom, publicUrl, retention }: Pick<Config, 'newsroom' | 'publicUrl' | 'retention'>,
): Letter {
  const { mail, staff } = wordsOf(newsroom.lang);
  const { daily } = mail;
  const counted = (label: string, count: number) => ({
    label,
    value: count.toLocaleString(FORMATS[newsroom.lang].locale),
  });
  const notice = {
    id: `daily-${subject}.${position}`,
    subject: daily.subject(newsroom.name, came),
    heading: daily.heading,
    body: daily.body,
    time: `${daily.since}: ${timeWithZone(since, newsroom)}`,
    facts: [
      counted(daily.came, came),
      counted(daily.now(staff.states.new), fresh),
      counted(daily.now(staff.states.open), open),
      counted(daily.going(lengthInDays(retention.notice, newsroom.lang)), going),
    ],
    ...(head !== null && { proof: { label: daily.head, value: head, body: daily.headBody } }),
    link: { label: daily.open, url: `${publicUrl}${staffPaths.list()}` },
    tags: { 'X-Jebo-Notice': 'daily' },
  };
  return noticeLetter({ ...notice, to, date }, newsroom);
}
