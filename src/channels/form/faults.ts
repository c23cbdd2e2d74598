import type { Faults, Reason } from '../../errors.ts';
import { hasResidentNumber } from '../../resident-number.ts';
import { CONTENT, eachText, namesIn } from '../../tips/fields.ts';
import { looksMisread, readContact } from '../../tips/intake/submission.ts';
import { isBlank, isLongerThan, lengthOf, TEXT_LIMIT } from '../../tips/text.ts';
import { REPLY_WAYS } from '../../tips/tip.ts';
import { type FormFields, uploadIds } from './fields.ts';

const { happened_typed: time, article: _, ...texts } = CONTENT.tips.fields;
const { typed: contact } = CONTENT.contacts.fields;

/** The most code points of each line of text. */
const lineLimits = {
  ...eachText(field => texts[field].limit),
  happened_at: time.limit,
  phone: contact.limit,
  email: contact.limit,
  chat: contact.limit,
  submission: TEXT_LIMIT,
};

/** The same of what a reader adds to a tip; `hasFiles`: then it need say nothing. */
export function faultsOfMore(fields: FormFields, hasFiles: boolean): Faults {
  const { message, ...faults } = { ...messageFaults(fields), ...uploadFaults(fields) };
  const isNothing = isBlank(fields.message);
  if (isNothing) return hasFiles ? faults : { message: { code: 'nothing-to-send' }, ...faults };
  return message === undefined ? faults : { message, ...faults };
}

/** Of name and contacts alone. */
export const faultsOfContacts = (fields: FormFields): Faults => ({
  ...contactFaults(fields),
  ...lineFaults(fields),
});

/** Each fault of the form, by its field; none when the form can be taken. */
export function faultsOf(fields: FormFields): Faults {
  return { ...contactFaults(fields), ...textFaults(fields), ...uploadFaults(fields) };
}

/**
 * Each field in which a resident registration number stands: said before sending, and no reason to refuse it the next time
 * (개인정보 보호법 제24조의2: the desk asks for none, and has no use for one).
 */
export function numberWarnings(fields: FormFields): Faults {
  const typed = {
    message: fields.message,
    ...eachText(field => fields[field]),
    happened_at: fields.happened_at,
  };
  const all = { ...typed, phone: fields.phone, email: fields.email, chat: fields.chat };
  return Object.fromEntries(
    namesIn(all)
      .filter(name => hasResidentNumber(all[name]))
      .map(name => [name, { code: 'resident-number' }]),
  );
}

function contactFaults(fields: FormFields): Faults {
  const { reply_by: replyBy } = fields;
  const isNamed = !isBlank(fields.name) || REPLY_WAYS.some(way => !isBlank(fields[way]));
  const isAnonymous = replyBy.includes('none');
  const faults: Record<string, Reason> = {};

  if (isAnonymous && replyBy.length > 1) faults['reply_by'] = { code: 'none-stands-alone' };
  else if (isAnonymous && isNamed) faults['reply_by'] = { code: 'anonymous-with-contact' };
  for (const way of REPLY_WAYS) {
    if (replyBy.includes(way) && isBlank(fields[way])) faults[way] = { code: 'way-without-address' };
  }
  if (replyBy.includes('email') && !isBlank(fields.email) && readContact('email', fields.email) === null) {
    faults['email'] = { code: 'unanswerable-email' };
  }
  if (isNamed && fields.age_14 === 'no') faults['age_14'] = { code: 'under-fourteen' };
  else if (isNamed && !fields.consent_contact) faults['consent_contact'] = { code: 'consent-needed' };
  return faults;
}

const textFaults = (fields: FormFields): Faults => ({ ...messageFaults(fields), ...lineFaults(fields) });

function messageFaults({ message }: FormFields): Faults {
  if (isBlank(message)) return { message: { code: 'missing' } };
  if (looksMisread(message)) return { message: { code: 'not-utf8' } };
  const { limit } = CONTENT.messages.fields.body;
  return isLongerThan(message, limit) ? { message: tooLong(message, limit) } : {};
}

const lineFaults = (fields: FormFields): Faults =>
  Object.fromEntries(
    namesIn(lineLimits)
      .filter(name => isLongerThan(fields[name], lineLimits[name]))
      .map(name => [name, tooLong(fields[name], lineLimits[name])]),
  );

const tooLong = (text: string, limit: number): Reason => ({
  code: 'text-too-long',
  limit,
  length: lengthOf(text),
});

const uploadFaults = (fields: FormFields): Faults =>
  uploadIds(fields) === null ? { uploads: { code: 'unknown-upload' } } : {};
