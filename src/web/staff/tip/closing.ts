import { z } from 'zod';
import type { Faults } from '../../../errors.ts';
import { readArticle } from '../../../tips/intake/article.ts';
import { type Closing, NOTHING_SAID, OUTCOMES } from '../../../tips/outcomes.ts';
import type { StepName } from '../../../tips/states.ts';
import type { PageRequest } from '../request.ts';
import { typedBeside } from './typed.ts';

/** Empty, or missing as from a page of an older version: nobody has said it. */
const said = z.object({ outcome: z.enum(['', ...OUTCOMES]).default('') });

/** What is said of a closing. What cannot be understood is a fault: dropped, the tip would be forgotten too early. */
export function readClosing(request: PageRequest, step: StepName): { closing: Closing; faults: Faults } {
  if (step !== 'closure') return { closing: NOTHING_SAID, faults: {} };
  const { success: isKnown, data } = said.safeParse(request.raw.body ?? {});
  const typed = typedBeside(request).article.trim();
  const article = readArticle(typed);
  return {
    closing: { outcome: data?.outcome || null, article },
    faults: {
      ...(!isKnown && { outcome: { code: 'unknown-outcome' } }),
      ...(article === null && typed !== '' && { article: { code: 'not-a-web-page' } }),
    },
  };
}
