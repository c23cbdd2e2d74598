import { type Faults, Refusal } from '../../../../errors.ts';
import { type Closing, NOTHING_SAID } from '../../../../tips/outcomes.ts';
import type { StepName } from '../../../../tips/states.ts';
import type { PageRequest } from '../../request.ts';
import { typedBeside } from '../typed.ts';
import { closingIn } from './closing-fields.ts';

/** What a tip's page says of a closing. */
export function readClosing(request: PageRequest, step: StepName): { closing: Closing; faults: Faults } {
  if (step !== 'closure') return { closing: NOTHING_SAID, faults: {} };
  return closingIn(request.raw.body ?? {}, typedBeside(request));
}

/** What only the tips themselves tell of the one that was named. */
export function faultsOfOriginal(error: unknown): Faults | null {
  const isOfOriginal =
    error instanceof Refusal && (error.code === 'duplicate-unknown' || error.code === 'duplicate-of-itself');
  return isOfOriginal ? { duplicate_of: error.reason } : null;
}
