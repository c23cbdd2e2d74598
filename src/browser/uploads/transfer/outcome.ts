import type { DetailedError } from 'tus-js-client';
import type { Failure } from '../file-upload.ts';
import { isGone, isMethodBlocked } from '../tus-protocol.ts';

/** What a try that ended in an error means. `gone`: the server no longer has what it had. */
export type Outcome =
  /** `broken`: the server itself failed over it. `busy`: it, or a proxy before it, cannot take it now. */
  { is: 'interrupted'; by: 'line' | 'busy' | 'broken' } | { is: 'gone' } | { is: 'failed'; why: Failure };

/** Of the 4xx, those that another try may mend (RFC 9110 section 15.5.9, RFC 4918, RFC 8470). */
const PASSING = new Set([408, 409, 423, 425]);

/** Of the 5xx, those that tell of a server that is away for a while (RFC 9110 section 15.6). */
const AWAY = new Set([502, 503, 504]);

/** `isKnown`: the server knew of the file. `hasMoved`: bytes went out before the error. */
export function outcomeOf(
  error: Error,
  { isKnown, hasMoved }: { isKnown: boolean; hasMoved: boolean },
): Outcome {
  const status = statusOf(error);
  if (status === 413) return { is: 'failed', why: 'tooLarge' };
  if (status === 507) return { is: 'failed', why: 'noSpace' };
  if (status === 429) return { is: 'failed', why: 'tooManyUploads' };
  if (isGone(status) && isKnown) return { is: 'gone' };
  // What a server makes of a body that a proxy has cut.
  if (status === 400 && hasMoved) return { is: 'interrupted', by: 'line' };
  if (status < 400 || PASSING.has(status)) return { is: 'interrupted', by: 'line' };
  if (status >= 500) return { is: 'interrupted', by: AWAY.has(status) ? 'busy' : 'broken' };
  return { is: 'failed', why: 'refused' };
}

export const isPatchBlocked = (error: Error | DetailedError): boolean =>
  isMethodBlocked(statusOf(error)) &&
  'originalRequest' in error &&
  error.originalRequest?.getMethod() === 'PATCH';

/** 0: there was no answer. */
function statusOf(error: Error | DetailedError): number {
  return 'originalResponse' in error ? (error.originalResponse?.getStatus() ?? 0) : 0;
}
