import type { FieldFaults } from '../form/faults.ts';

/** What came of one try to send the form. */
export type Answer =
  | Arrived
  /** By the desk. `stamp` is a fresh one for the next try. */
  | { kind: 'refused'; faults: FieldFaults; stamp: string | null }
  | Trouble
  | { kind: 'cancelled' }
  /** The reader would rather not wait for the files. */
  | { kind: 'put off' };

/** `page`: the receipt's, as HTML; empty from an older version. */
export type Arrived = { kind: 'arrived'; number: number; receipt: string; page: string };

/** Nobody knows yet whether the tip has arrived, and the next try may tell. `after`: how long the desk asks to be left alone, milliseconds. */
export type Trouble = { kind: 'lost' | 'away' | 'tooLarge' | 'stranger' } | { kind: 'busy'; after: number };

/** Four groups of Crockford's base32. */
const RECEIPT = /^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}$/;

/** By which a server, or what stands before it, says that it cannot answer for a while (RFC 9110, 15.6). */
const AWAY = [502, 503, 504];

/** The desk's own answers are JSON of a known shape. Whatever else comes, a Wi-Fi network's sign-in page, say, is a stranger's. */
export function readAnswer(request: XMLHttpRequest): Answer {
  const { status } = request;
  const body = parse(request.responseText);
  return asArrived(status, body) ?? asRefused(request, body) ?? { kind: strangerOf(status) };
}

function asArrived(status: number, body: unknown): Arrived | null {
  if ((status !== 200 && status !== 201) || !isRecord(body)) return null;
  const { number, receipt, page } = body;
  if (typeof number !== 'number' || typeof receipt !== 'string' || !RECEIPT.test(receipt)) return null;
  return { kind: 'arrived', number, receipt, page: typeof page === 'string' ? page : '' };
}

/** The form's refusals bring a stamp along; those that concern no field stand under `form`. */
function asRefused(request: XMLHttpRequest, body: unknown): Answer | null {
  const { status } = request;
  if (status < 400 || !isRecord(body)) return null;
  const { errors, stamp } = body;
  if (!isFaults(errors) || !('form' in errors || 'stamp' in body)) return null;
  // What has passed in a while: only that no room is left will not.
  const isPassing = status >= 500 && status !== 507 && Object.keys(errors).join() === 'form';
  if (isPassing) return { kind: 'busy', after: retryAfter(request) };
  return { kind: 'refused', faults: errors, stamp: typeof stamp === 'string' ? stamp : null };
}

function strangerOf(status: number): 'away' | 'tooLarge' | 'stranger' {
  if (AWAY.includes(status)) return 'away';
  return status === 413 ? 'tooLarge' : 'stranger';
}

const retryAfter = (request: XMLHttpRequest) =>
  1_000 * (Number.parseInt(request.getResponseHeader('Retry-After') ?? '', 10) || 0);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Cut in the middle, for example.
    return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isFaults = (value: unknown): value is FieldFaults =>
  isRecord(value) &&
  Object.keys(value).length > 0 &&
  Object.values(value).every(sentence => typeof sentence === 'string');
