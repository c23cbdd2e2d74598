import type { Code, Faults, Reason } from '../errors.ts';
import { exactTime } from './dates.ts';
import { formatSize } from './size.ts';
import type { Words } from './words.ts';

const SENTENCES: { readonly [C in Code]: (words: Words, reason: Reason<C>) => string } = {
  'not-found': ({ errors }) => errors.notFound,
  'no-file': ({ staff }) => staff.missing.file,
  'file-unopened': ({ staff }) => staff.missing.unopened,
  'not-allowed': ({ staff }) => staff.refused.notAllowed,
  'unknown-token': ({ staff }) => staff.refused.unknownToken,
  'confirmation-needed': ({ staff }) => staff.confirmation.needed,
  'not-by-token': ({ staff }) => staff.refused.notByToken,
  'token-nameless': ({ staff }) => staff.account.tokens.nameless,
  'password-wrong': ({ staff }) => staff.account.password.wrong,
  'code-wrong': ({ staff }) => staff.secondFactor.code.wrong,
  'sign-in-over': ({ staff }) => staff.login.over,
  'setup-over': ({ staff }) => staff.secondFactor.newApp.over,
  'second-factor-needed': ({ staff }) => staff.secondFactor.overdue,
  'passkey-wrong': ({ staff }) => staff.secondFactor.passkeys.wrong,
  'passkey-nameless': ({ staff }) => staff.secondFactor.passkeys.nameless,
  'no-second-factor': ({ staff }, { email }) => staff.secondFactor.none(email),
  stale: ({ errors }) => errors.stale,
  'already-forgotten': ({ errors }) => errors.alreadyForgotten,
  held: ({ errors }) => errors.held,

  'too-busy': ({ errors }) => errors.tooBusy,
  'database-away': ({ errors }) => errors.databaseAway,
  'files-away': ({ errors }) => errors.filesAway,
  'passwords-busy': ({ staff }) => staff.login.busy,
  'held-elsewhere': ({ errors }) => errors.tooBusy,
  stopping: ({ errors }) => errors.unexpected,
  'newer-version': ({ errors }) => errors.newerVersion,
  'no-space': ({ errors }) => errors.noSpace,
  'no-space-for-address': ({ errors }) => errors.noSpaceForAddress,
  'no-space-at-all': ({ errors }) => errors.noSpaceAtAll,
  'too-many-tips': ({ errors, lang }, { until, timeZone }) =>
    errors.tooManyTips(exactTime(until, lang, timeZone)),
  'too-many-uploads': ({ errors }) => errors.tooManyUploads,
  'too-many-sign-ins': ({ staff }) => staff.login.tooOften,

  'cross-site': ({ staff }) => staff.refused.crossSite,
  'not-a-form': ({ errors }) => errors.notForm,
  'not-utf8': ({ errors }) => errors.notUtf8,
  'body-too-large': ({ errors }) => errors.tooLarge,
  'too-many-parts': ({ errors }) => errors.tooManyParts,
  broken: ({ errors }) => errors.broken,
  'other-protocol-version': ({ errors }) => errors.broken,
  'upload-moved': ({ errors }) => errors.form.unknownUpload,
  'upload-too-long': ({ errors }) => errors.broken,
  'upload-too-large': ({ errors, lang }, { name, limit }) =>
    errors.form.fileTooLarge(name, formatSize(limit, lang)),
  'upload-empty': ({ errors }, { name }) => errors.form.fileEmpty(name),

  missing: ({ errors }) => errors.form.missing,
  'text-too-long': ({ errors }, { limit, length }) => errors.form.tooLong(limit, length),
  'consent-needed': ({ errors }) => errors.form.consentNeeded,
  'none-stands-alone': ({ errors }) => errors.form.noneStandsAlone,
  'anonymous-with-contact': ({ errors }) => errors.form.anonymousWithContact,
  'way-without-address': ({ errors }) => errors.form.wayWithoutAddress,
  'unanswerable-email': ({ errors }) => errors.form.notAnEmail,
  'under-fourteen': ({ errors }) => errors.form.underFourteen,
  'file-empty': ({ errors }, { name }) => errors.form.fileEmpty(name),
  'file-too-large': ({ errors, lang }, { name, limit }) =>
    errors.form.fileTooLarge(name, formatSize(limit, lang)),
  'files-too-large': ({ errors, lang }, { name, limit }) =>
    errors.form.totalTooLarge(name, formatSize(limit, lang)),
  'too-many-files': ({ errors }, { limit }) => errors.form.tooManyFiles(limit),
  'unknown-upload': ({ errors }) => errors.form.unknownUpload,
  'resident-number': ({ errors }) => errors.form.residentNumber,
  'too-fast': ({ errors }) => errors.form.tooFast,
  trap: ({ errors }) => errors.form.trap,

  'no-email': ({ staff }) => staff.setup.notAnEmail,
  'already-staff': ({ staff }, { email }) => staff.setup.alreadyStaff(email),
  'not-staff': ({ staff }, { email }) => staff.setup.notStaff(email),
  'link-still-good': ({ staff }, { email, hours }) => staff.setup.linkStillGood(email, hours),
  'never-signed-in': ({ staff }, { email }) => staff.setup.neverSignedIn(email),
  'setup-link-gone': ({ staff }, { why }) => staff.setup.gone[why],
  'password-too-short': ({ staff }, { least }) => staff.setup.tooShort(least),
  'password-too-long': ({ staff }, { most }) => staff.setup.tooLong(most),
  'password-guessable': ({ staff }, { why }) => staff.setup.guessable[why],
  taken: ({ staff }, { name }) => staff.work.taken(name),
  'colleague-unknown': ({ staff }, { email }) => staff.work.colleagueUnknown(email),
  'may-not-see': ({ staff }, { name }) => staff.work.mayNotSee(name),
  'importance-unknown': ({ staff }) => staff.work.importanceUnknown,
  'reminder-day-wrong': ({ staff }) => staff.work.dayWrong,
  'note-empty': ({ staff }) => staff.tip.noteEmpty,
  'note-too-long': ({ staff }, { limit }) => staff.tip.noteTooLong(limit),
  'unknown-outcome': ({ staff }) => staff.closing.unknownOutcome,
  'not-a-web-page': ({ staff }) => staff.closing.notWebPage,
  'last-admin': ({ staff }) => staff.setup.lastAdmin,
  'person-known': ({ staff }, { email }) => staff.people.known(email),
  'person-name-wrong': ({ staff }, { limit }) => staff.people.nameWrong(limit),
  'person-stale': ({ staff }) => staff.people.stale,
  'role-missing': ({ staff }) => staff.people.roleMissing,
  'too-many-invitations': ({ staff }) => staff.people.tooMany,
  'tips-left': ({ staff }, { tips }) => staff.setup.tipsLeft(tips.map(number => `#${number}`).join(', ')),
  'topic-unknown': ({ errors }) => errors.form.unknownTopic,
  'topic-stale': ({ staff }) => staff.topics.stale,
  'fields-wrong': ({ staff }) => staff.topics.fieldsWrong,
  'slug-wrong': ({ staff }) => staff.topics.slugWrong,
  'slug-taken': ({ staff }) => staff.topics.slugTaken,
  'name-missing': ({ staff }) => staff.topics.nameMissing,
  'line-too-long': ({ staff }, { limit }) => staff.topics.lineTooLong(limit),
  'address-wrong': ({ staff }, { address }) => staff.topics.addressWrong(address),
  'own-retention-wrong': ({ staff }, { most }) => staff.topics.retentionWrong(most),
  'reason-empty': ({ staff }) => staff.hold.reasonEmpty,
  'reason-too-long': ({ staff }, { limit }) => staff.hold.reasonTooLong(limit),
  'wrong-setting': ({ staff }, { rule }) => staff.settings.wrong[rule],
  'setting-fixed': ({ staff }, { name }) => staff.settings.fixedBy(name),
  'accent-unreadable': ({ staff }, { nearest }) => staff.settings.unreadable(nearest),
};

/** Why something was refused, in one or two sentences. */
export function say<C extends Code>(reason: Reason<C>, words: Words): string {
  return SENTENCES[reason.code](words, reason);
}

/** The same for each field of a form. */
export const sayEach = (faults: Faults, words: Words): Record<string, string> =>
  Object.fromEntries(Object.entries(faults).map(([field, reason]) => [field, say(reason, words)]));
