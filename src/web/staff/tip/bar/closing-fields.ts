import { z } from 'zod';
import type { Faults, Reason } from '../../../../errors.ts';
import { readArticle } from '../../../../tips/intake/article.ts';
import { CLOSING_OUTCOMES, type Closing } from '../../../../tips/outcomes.ts';
import type { TypedBeside } from '../../../../tips/typed-beside.ts';

/** Empty, or missing as from a page of an older version: nobody has said it. */
const said = z.object({ outcome: z.enum(['', ...CLOSING_OUTCOMES]).default('') });

/** What a form says of a closing. What cannot be understood is a fault: dropped, the tip would be forgotten too early. */
export function closingIn(
  fields: unknown,
  beside: Pick<TypedBeside, 'article' | 'duplicate_of'>,
): { closing: Closing; faults: Faults } {
  const { success: isKnown, data } = said.safeParse(fields);
  const outcome = data?.outcome || null;
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
