import { type Code, type Faults, Refusal } from '../../../errors.ts';
import { CONTENT } from '../../../tips/fields.ts';
import { isBlank, isLongerThan } from '../../../tips/text.ts';
import { NOTE_LIMIT } from '../forms.ts';

const REASON_LIMIT = CONTENT.holds.fields.reason.limit;

export function faultsOfNote(body: string): Faults {
  if (isBlank(body)) return { body: { code: 'note-empty' } };
  return isLongerThan(body, NOTE_LIMIT) ? { body: { code: 'note-too-long', limit: NOTE_LIMIT } } : {};
}

export function faultsOfReason(reason: string): Faults {
  if (isBlank(reason)) return { reason: { code: 'reason-empty' } };
  return isLongerThan(reason, REASON_LIMIT)
    ? { reason: { code: 'reason-too-long', limit: REASON_LIMIT } }
    : {};
}

export const hasAny = (faults: Faults): boolean => Object.keys(faults).length > 0;

/** What is wrong with what was typed, where that is why it was refused. */
export const faultsIn = (error: unknown): Faults | null =>
  error instanceof Refusal && hasAny(error.faults) ? error.faults : null;

const LATE: ReadonlySet<Code> = new Set<Code>([
  ...(['stale', 'taken', 'read-first'] as const),
  ...(['nobody-to-answer', 'talk-full', 'answer-gone'] as const),
]);

/** The tip is no longer as whoever asked for a change had it before them: they are shown how it is, with all that they typed. */
export const isLate = ({ code }: Refusal): boolean => LATE.has(code);
