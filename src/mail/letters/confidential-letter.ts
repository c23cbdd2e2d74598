import type { Config } from '../../config/config.ts';
import { wordsOf } from '../../i18n/words.ts';
import type { Job } from '../../jobs/job.ts';
import { staffPaths } from '../../paths.ts';
import type { KeptTip } from '../../tips/tip.ts';
import { rawWord } from '../../unknown.ts';
import { inOneLine, type Letter } from '../letter.ts';
import { noticeLetter } from './notice-letter.ts';
import { timeWithZone } from './tip-facts.ts';

/** Of a confidential topic: that there is a tip, when it came, and where to go; nothing that it says. */
export function confidentialLetter(
  { number, channel, receivedAt }: Pick<KeptTip, 'number' | 'channel' | 'receivedAt'>,
  { position, recipient, claimedAt }: Pick<Job<'tip mail'>, 'position' | 'recipient' | 'claimedAt'>,
  { newsroom, publicUrl }: Pick<Config, 'newsroom' | 'publicUrl'>,
): Letter {
  const { tip, confidential } = wordsOf(newsroom.lang).mail;
  const notice = {
    id: `tip-${number}.${position}`,
    to: recipient,
    subject: confidential.subject(number),
    date: claimedAt,
    heading: confidential.heading(number),
    body: confidential.body,
    time: `${tip.received}: ${timeWithZone(receivedAt, newsroom)}`,
    link: { label: tip.open, url: `${publicUrl}${staffPaths.tip(number)}` },
    tags: { 'X-Jebo-Tip': String(number), 'X-Jebo-Channel': inOneLine(rawWord(channel)) },
  };
  return noticeLetter(notice, newsroom);
}
