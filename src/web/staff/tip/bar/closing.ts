import { z } from 'zod';
import { type Faults, type Reason, Refusal } from '../../../../errors.ts';
import { readArticle } from '../../../../tips/intake/article.ts';
import { type Closing, NOTHING_SAID, OUTCOMES } from '../../../../tips/outcomes.ts';
import type { StepName } from '../../../../tips/states.ts';
import type { PageRequest } from '../../request.ts';
import { typedBeside } from '../typed.ts';

/** Empty, or missing as from a page of an older version: nobody has said it. */
const said = z.object({ outcome: z.enum(['', ...OUTCOMES]).default('') });

/** What is said of a closing. What cannot be understood is a fault: dropped, the tip would be forgotten too early. */
export function readClosing(request: PageRequest, step: StepName): { closing: Closing; faults: Faults } {
  if (step !== 'closure') return { closing: NOTHING_SAID, faults: {} };
  const { success: isKnown, data } = said.safeParse(request.raw.body ?? {});
  const outcome = data?.outcome || null;
  const beside = typedBeside(request);
  const typed = beside.article.trim();
  const article = readArticle(typed);
  const original = outcome === 'duplicate' ? readOriginal(beside.duplicate_of.trim()) : {};
  return {
    closing: { outcome, article, duplicateOf: original.number ?? null },
    faults: {
      ...(!isKnown && { outcome: { code: 'unknown-outcome' } }),
      ...(article === null && typed !== '' && { article: { code: 'not-a-web-page' } }),
      ...(original.fault !== undefined && { duplicate_of: original.fault }),
    },
  };
}

/** Typed with the sign that stands before numbers, or without. */
const originalNumber = z
  .string()
  .regex(/^#?\d{1,15}$/)
  .transform(typed => Number(typed.replace('#', '')));

function readOriginal(typed: string): { number?: number; fault?: Reason } {
  if (typed === '') return { fault: { code: 'duplicate-missing' } };
  const { success, data } = originalNumber.safeParse(typed);
  return success ? { number: data } : { fault: { code: 'duplicate-unknown' } };
}

/** What only the tips themselves tell of the one that was named. */
export function faultsOfOriginal(error: unknown): Faults | null {
  const isOfOriginal =
    error instanceof Refusal && (error.code === 'duplicate-unknown' || error.code === 'duplicate-of-itself');
  return isOfOriginal ? { duplicate_of: error.reason } : null;
}
