import type { Config } from '../../config/config.ts';
import { wordsOf } from '../../i18n/words.ts';
import { staffPaths } from '../../paths.ts';
import type { Instant } from '../../tips/tip.ts';
import type { Letter } from '../letter.ts';
import { noticeLetter } from './notice-letter.ts';
import { timeWithZone } from './tip-facts.ts';

/** So many tips go by themselves, from that time on. */
type Going = { tips: number; from: Instant };

/** `subject` is that of the job; `date` in milliseconds since 1970, UTC. Nothing in it tells what the tips say. */
export function retentionLetter(
  { tips, from }: Going,
  { subject, position, to, date }: { subject: string; position: number; to: string; date: number },
  { newsroom, publicUrl }: Pick<Config, 'newsroom' | 'publicUrl'>,
): Letter {
  const { retention } = wordsOf(newsroom.lang).mail;
  const notice = {
    id: `notice-${subject}.${position}`,
    subject: retention.subject(newsroom.name, tips),
    heading: retention.heading(tips),
    body: retention.body,
    time: `${retention.from}: ${timeWithZone(from, newsroom)}`,
    link: { label: retention.open, url: `${publicUrl}${staffPaths.retention()}` },
    tags: { 'X-Jebo-Notice': 'retention' },
  };
  return noticeLetter({ ...notice, to, date }, newsroom);
}
