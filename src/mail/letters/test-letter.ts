import type { Config } from '../../config/config.ts';
import { wordsOf } from '../../i18n/words.ts';
import { staffPaths } from '../../paths.ts';
import type { Letter } from '../letter.ts';
import { noticeLetter } from './notice-letter.ts';
import { timeWithZone } from './tip-facts.ts';

/** `subject` is that of the job; `date` in milliseconds since 1970, UTC. It is no tip, so it has no `X-Jebo-Tip`. */
export function testLetter(
  { subject, position, to, date }: { subject: string; position: number; to: string; date: number },
  { newsroom, publicUrl }: Pick<Config, 'newsroom' | 'publicUrl'>,
): Letter {
  const { test } = wordsOf(newsroom.lang).mail;
  const notice = {
    id: `test-${subject}.${position}`,
    subject: test.subject(newsroom.name),
    heading: test.heading,
    body: test.body,
    time: `${test.sent}: ${timeWithZone(date, newsroom)}`,
    link: { label: test.open, url: `${publicUrl}${staffPaths.list()}` },
    tags: { 'X-Jebo-Test': 'yes' },
  };
  return noticeLetter({ ...notice, to, date }, newsroom);
}
