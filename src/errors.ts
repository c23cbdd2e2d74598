/**
 * Why something is refused, and with what it is told: `limit`, `least` and `most` as a person counts them (letters, files)
 * or in bytes; `until` is a time. What status it has and how it is said, whoever speaks to the person knows.
 */
type Parameters = Record<OfCalls | OfRecordings, None> & {
  'not-found': None;
  'no-file': None;
  'file-unopened': None;
  'not-allowed': None;
  'unknown-token': None;
  'confirmation-needed': None;
  'not-by-token': None;
  'token-nameless': None;
  'password-wrong': None;
  'code-wrong': None;
  'sign-in-over': None;
  'setup-over': None;
  'second-factor-needed': None;
  'passkey-wrong': None;
  'passkey-nameless': None;
  'no-second-factor': { email: string };
  stale: None;
  'already-forgotten': None;
  held: None;
  withdrawn: None;
  'talk-over': None;
  'talk-full': None;
  'nobody-to-answer': None;
  'read-first': None;
  'way-not-open': None;
  'answer-empty': None;
  'answer-gone': None;
  'answer-not-there': None;
  'receipt-unknown': None;
  'too-many-receipts': None;
  'sure-missing': None;
  'nothing-to-send': None;

  'too-busy': None;
  'database-away': None;
  'files-away': None;
  'passwords-busy': None;
  'held-elsewhere': None;
  stopping: None;
  'newer-version': None;
  'no-space': None;
  'no-space-for-address': None;
  'no-space-at-all': None;
  'too-many-tips': { until: number; timeZone: string };
  'too-many-uploads': None;
  'too-many-sign-ins': None;

  'cross-site': None;
  'not-a-form': None;
  'not-utf8': None;
  'body-too-large': None;
  'too-many-parts': None;
  broken: None;
  'other-protocol-version': None;
  'upload-moved': None;
  'upload-too-long': None;
  'upload-too-large': Bounded;
  'upload-empty': { name: string };

  missing: None;
  'text-too-long': { limit: number; length: number };
  'consent-needed': None;
  'none-stands-alone': None;
  'anonymous-with-contact': None;
  'way-without-address': None;
  'unanswerable-email': None;
  'under-fourteen': None;
  'file-empty': { name: string };
  'files-not-taken': None;
  'file-too-large': Bounded;
  'files-too-large': Bounded;
  'too-many-files': { limit: number };
  'unknown-upload': None;
  'resident-number': None;
  'too-fast': None;
  trap: None;

  'no-email': None;
  'already-staff': { email: string };
  'link-still-good': { email: string; hours: number };
  'never-signed-in': { email: string };
  'not-staff': { email: string };
  'setup-link-gone': { why: LinkEnd };
  'password-too-short': { least: number };
  'password-too-long': { most: number };
  'password-guessable': { why: Guessable };
  taken: { name: string };
  'colleague-unknown': { email: string };
  'may-not-see': { name: string };
  'importance-unknown': None;
  'reminder-day-wrong': None;
  'note-empty': None;
  'note-too-long': { limit: number };
  'unknown-outcome': None;
  'filter-unknown': None;
  'not-a-web-page': None;
  'duplicate-missing': None;
  'duplicate-unknown': None;
  'duplicate-of-itself': None;
  'tag-missing': None;
  'tag-name-wrong': None;
  'not-sure': None;
  'tag-too-long': { limit: number };
  'too-many-tags': { limit: number };
  'check-unknown': None;
  'view-nameless': None;
  'view-name-too-long': { limit: number };
  'view-name-taken': None;
  'view-query-wrong': None;
  'view-stale': None;
  'view-gone': None;
  'too-many-views': { limit: number };
  'change-unknown': None;
  'none-chosen': None;
  'too-many-chosen': { limit: number };
  'already-so': None;
  'wrong-state': None;
  'undo-over': None;
  'undone-already': None;
  'last-admin': None;
  'person-known': { email: string };
  'person-name-wrong': { limit: number };
  'person-stale': None;
  'role-missing': None;
  'too-many-invitations': None;
  'tips-left': { tips: readonly number[] };
  'topic-unknown': None;
  'topic-stale': None;
  'fields-wrong': None;
  'slug-wrong': None;
  'slug-taken': None;
  'name-missing': None;
  'line-too-long': { limit: number };
  'address-wrong': { address: string };
  'own-retention-wrong': { most: number };
  'ready-text-missing': None;
  'placeholder-unknown': { placeholder: string };
  'too-many-ready-answers': { limit: number };
  'ready-answer-stale': None;
  'reason-empty': None;
  'reason-too-long': { limit: number };
  'wrong-setting': { rule: SettingRule };
  'setting-fixed': { name: string };
  'accent-unreadable': { nearest: string };
};
type OfCalls = 'call-back-of-closed' | 'call-time-wrong' | 'call-ends-before' | 'tip-unknown';
type OfRecordings = 'recording-off' | 'recording-untold';
type None = Record<never, never>;
/** `not-needed`: somebody can sign in without it. `unknown`: it never was, or ended long ago. */
export const LINK_ENDS = ['used', 'replaced', 'old', 'not-needed', 'account-ended', 'unknown'] as const;
export type LinkEnd = (typeof LINK_ENDS)[number];
/** `address`: it is made of the account's own. `run`: of keys or letters in a row. `else`: of few tries all the same. */
export const GUESSABLE = ['common', 'repeats', 'run', 'address', 'else'] as const;
export type Guessable = (typeof GUESSABLE)[number];
/** What a setting must be, as it is typed, or out of what there is. */
export type SettingRule = TypedRule | ChosenRule;
type TypedRule = 'name' | 'line' | 'sentence' | 'inbox' | 'checklist' | 'phone' | 'email' | 'chat url';
type ChosenRule = 'time zone' | 'time of day' | 'languages' | 'choice' | 'colour' | 'days' | 'notice';
type Bounded = { name: string; limit: number };

export type Code = keyof Parameters;

/** One reason, or one of all. */
export type Reason<C extends Code = Code> = { [K in C]: { code: K } & Parameters[K] }[C];

/** What a form refuses: for each field, why. */
export type Faults = Readonly<Record<string, Reason>>;

/** What a person may be told. All else bubbles up to the one error page, which tells no more than an id. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly reason: Reason;
  readonly faults: Faults;
  /** Seconds until it is worth trying again, where that is known. */
  readonly retryAfter: number | undefined;

  constructor(reason: Reason, more: { faults?: Faults; retryAfter?: number } = {}) {
    super(`refused: ${reason.code}`);
    this.reason = reason;
    this.faults = more.faults ?? {};
    this.retryAfter = more.retryAfter;
  }

  get code(): Code {
    return this.reason.code;
  }
}

export const notFound = () => new Refusal({ code: 'not-found' });

export const noFile = () => new Refusal({ code: 'no-file' });
