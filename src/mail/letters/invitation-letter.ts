import type { Config } from '../../config/config.ts';
import { wordsOf } from '../../i18n/words.ts';
import { inLang, staffPaths } from '../../paths.ts';
import type { Invitation } from '../../staff/accounts/invitations.ts';
import { inOneLine, type Letter } from '../letter.ts';
import { noticeLetter } from './notice-letter.ts';
import { timeWithZone } from './tip-facts.ts';

/** `subject` is that of the job; `date` in milliseconds since 1970, UTC. In the language of who is invited. */
export function invitationLetter(
  { token, until, lang: own, by }: Invitation,
  { subject, position, to, date }: { subject: string; position: number; to: string; date: number },
  { newsroom, publicUrl }: Pick<Config, 'newsroom' | 'publicUrl'>,
): Letter {
  const lang = own ?? newsroom.lang;
  const { invitation } = wordsOf(lang).mail;
  const notice = {
    id: `invitation-${subject}.${position}`,
    lang,
    subject: invitation.subject(newsroom.name),
    heading: invitation.heading(by === null ? null : inOneLine(by), newsroom.name),
    body: invitation.body,
    time: `${invitation.until}: ${timeWithZone(until, { ...newsroom, lang })}`,
    link: { label: invitation.open, url: `${publicUrl}${inLang(staffPaths.setup(token), lang)}` },
    tags: { 'X-Jebo-Notice': 'invitation' },
  };
  return noticeLetter({ ...notice, to, date }, newsroom);
}
