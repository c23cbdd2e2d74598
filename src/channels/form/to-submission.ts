import { isLang, type Lang } from '../../i18n/lang.ts';
import { eachText } from '../../tips/fields.ts';
import { readArticle } from '../../tips/intake/article.ts';
import { readHappened } from '../../tips/intake/happened-at.ts';
import { readContact, type Submission } from '../../tips/intake/submission.ts';
import { isBlank } from '../../tips/text.ts';
import { type Contact, type Instant, REPLY_WAYS, type ReplyWay } from '../../tips/tip.ts';
import type { FormFields } from './fields.ts';

/** What a form without faults says. */
export function toSubmission(
  fields: FormFields,
  desk: { lang: Lang; timeZone: string; now: Instant },
): Submission {
  const happened = orNull(fields.happened_at);
  const lang = isLang(fields.lang) ? fields.lang : desk.lang;
  const contacts = REPLY_WAYS.filter(way => !isBlank(fields[way])).map(
    (way): Contact<ReplyWay> => ({
      way,
      typed: fields[way],
      parsed: readContact(way, fields[way]),
      mayReply: fields.reply_by.includes(way),
    }),
  );
  return {
    channel: 'form',
    id: orNull(fields.submission),
    lang,
    message: fields.message,
    ...eachText(field => orNull(fields[field])),
    happened:
      happened === null
        ? null
        : { typed: happened, at: readHappened(happened, { ...desk, lang })?.at ?? null },
    article: readArticle(fields.article),
    topic: orNull(fields.topic.trim()),
    contacts,
    consentContact: fields.consent_contact && (contacts.length > 0 || !isBlank(fields.name)),
    consentMedia: fields.consent_media,
    age14: fields.age_14 === 'no' ? 'no' : fields.age_14 === 'yes' || fields.age_14 === 'on' ? 'yes' : null,
    byHand: null,
  };
}

const orNull = (text: string) => (isBlank(text) ? null : text);
