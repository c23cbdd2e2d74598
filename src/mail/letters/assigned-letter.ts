import type { Config } from '../../config/config.ts';
import { wordsOf } from '../../i18n/words.ts';
import { staffPaths } from '../../paths.ts';
import type { AssignedTips } from '../../tips/work/many/read-assigned.ts';
import { inOneLine, type Letter } from '../letter.ts';
import { noticeLetter } from './notice-letter.ts';
import { timeWithZone } from './tip-facts.ts';

/** To whom a colleague has assigned many tips at once: how many, and where they stand. */
export function assignedLetter(
  { tips, by, at, lang }: AssignedTips,
  { subject, position, to, date }: { subject: string; position: number; to: string; date: number },
  { newsroom, publicUrl }: Pick<Config, 'newsroom' | 'publicUrl'>,
): Letter {
  const said = lang ?? newsroom.lang;
  const { assigned, colleague } = wordsOf(said).mail;
  const heading = assigned.heading(tips, by === null ? null : inOneLine(by.name ?? by.email));
  const notice = {
    ...{ id: `notice-${subject}.${position}`, to, date, lang: said, heading },
    subject: `[${newsroom.name}] ${heading}`,
    body: `${assigned.body} ${colleague.switchOff}`,
    time: timeWithZone(at, { ...newsroom, lang: said }),
    link: {
      label: assigned.open,
      url: `${publicUrl}${staffPaths.list({ view: 'mine', sort: 'changed' })}`,
    },
    tags: { 'X-Jebo-Notice': 'assigned' },
  };
  return noticeLetter(notice, newsroom);
}
