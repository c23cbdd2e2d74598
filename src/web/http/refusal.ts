import type { Response } from 'express';
import { DatabaseAway } from '../../db/troubles.ts';
import { isDiskFull } from '../../disk.ts';
import { type Code, Refusal } from '../../errors.ts';
import { Unopened } from '../../files/sealed/unopened.ts';
import { StoreAway } from '../../files/store.ts';
import { unavailable } from '../../unavailable.ts';

const STATUS: Readonly<Record<Code, number>> = {
  'not-found': 404,
  'no-file': 404,
  'file-unopened': 500,
  'not-allowed': 403,
  'unknown-token': 401,
  'confirmation-needed': 403,
  'not-by-token': 403,
  'token-nameless': 422,
  'password-wrong': 422,
  'code-wrong': 422,
  'sign-in-over': 401,
  'setup-over': 422,
  'second-factor-needed': 403,
  'passkey-wrong': 422,
  'passkey-nameless': 422,
  'no-second-factor': 409,
  stale: 409,
  'already-forgotten': 409,
  held: 409,
  withdrawn: 409,
  'talk-over': 409,
  'talk-full': 409,
  'nobody-to-answer': 409,
  'read-first': 409,
  'way-not-open': 422,
  'answer-empty': 422,
  'answer-gone': 409,
  'answer-not-there': 404,
  'receipt-unknown': 422,
  'too-many-receipts': 429,
  'sure-missing': 422,
  'nothing-to-send': 422,

  'too-busy': 503,
  'database-away': 503,
  'files-away': 503,
  'passwords-busy': 503,
  // As tus clients know it: they come again.
  'held-elsewhere': 423,
  stopping: 503,
  'newer-version': 503,
  'no-space': 507,
  'no-space-for-address': 507,
  'no-space-at-all': 507,
  'too-many-tips': 429,
  'too-many-uploads': 429,
  'too-many-sign-ins': 429,

  'cross-site': 403,
  'not-a-form': 415,
  'not-utf8': 415,
  'body-too-large': 413,
  'too-many-parts': 413,
  broken: 400,
  'other-protocol-version': 412,
  'upload-moved': 409,
  'upload-too-long': 413,
  'upload-too-large': 413,
  'upload-empty': 400,

  missing: 422,
  'text-too-long': 422,
  'consent-needed': 422,
  'none-stands-alone': 422,
  'anonymous-with-contact': 422,
  'way-without-address': 422,
  'unanswerable-email': 422,
  'under-fourteen': 422,
  'file-empty': 422,
  'file-too-large': 422,
  'files-too-large': 422,
  'too-many-files': 422,
  'unknown-upload': 422,
  'resident-number': 422,
  'too-fast': 422,
  trap: 422,

  'no-email': 422,
  'already-staff': 409,
  'link-still-good': 409,
  'never-signed-in': 409,
  'not-staff': 404,
  'setup-link-gone': 410,
  'password-too-short': 422,
  'password-too-long': 422,
  'password-guessable': 422,
  taken: 409,
  'colleague-unknown': 422,
  'may-not-see': 422,
  'importance-unknown': 422,
  'reminder-day-wrong': 422,
  'note-empty': 422,
  'note-too-long': 422,
  'unknown-outcome': 422,
  'filter-unknown': 422,
  'not-a-web-page': 422,
  'duplicate-missing': 422,
  'duplicate-unknown': 422,
  'duplicate-of-itself': 422,
  'tag-missing': 422,
  'tag-name-wrong': 422,
  'not-sure': 422,
  'tag-too-long': 422,
  'too-many-tags': 422,
  'check-unknown': 422,
  'view-nameless': 422,
  'view-name-too-long': 422,
  'view-name-taken': 422,
  'view-query-wrong': 422,
  'view-stale': 409,
  'view-gone': 404,
  'too-many-views': 422,
  'change-unknown': 422,
  'none-chosen': 422,
  'too-many-chosen': 422,
  'already-so': 409,
  'wrong-state': 409,
  'undo-over': 410,
  'undone-already': 409,
  'last-admin': 409,
  'person-known': 422,
  'person-name-wrong': 422,
  'person-stale': 409,
  'role-missing': 422,
  'too-many-invitations': 429,
  'tips-left': 409,
  'topic-unknown': 422,
  'topic-stale': 409,
  'fields-wrong': 422,
  'slug-wrong': 422,
  'slug-taken': 422,
  'name-missing': 422,
  'line-too-long': 422,
  'address-wrong': 422,
  'own-retention-wrong': 422,
  'ready-text-missing': 422,
  'placeholder-unknown': 422,
  'too-many-ready-answers': 422,
  'ready-answer-stale': 409,
  'reason-empty': 422,
  'reason-too-long': 422,
  'wrong-setting': 422,
  'setting-fixed': 422,
  'accent-unreadable': 422,
};

export const statusOf = ({ code }: { code: Code }): number => STATUS[code];

export function setRetryAfter(response: Response, { retryAfter }: Pick<Refusal, 'retryAfter'>): void {
  if (retryAfter !== undefined) response.set('Retry-After', String(retryAfter));
}

/** What the stores cannot do, told as a refusal; null for all else. */
export function storesRefusal(error: unknown, full: 'no-space' | 'no-space-at-all'): Refusal | null {
  if (error instanceof Unopened) return new Refusal({ code: 'file-unopened' });
  if (error instanceof StoreAway) return unavailable('files-away');
  if (error instanceof DatabaseAway) return unavailable(error.why === 'full' ? 'too-busy' : 'database-away');
  return isDiskFull(error) ? new Refusal({ code: full }) : null;
}

/** @throws what is no refusal. */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}
