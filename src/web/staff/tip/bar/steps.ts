import { z } from 'zod';
import { STEP_NAMES, type StepName } from '../../../../tips/states.ts';
import { takeStep } from '../../../../tips/work/state.ts';
import type { StaffContext } from '../../context.ts';
import { change, tipNumber } from '../../forms.ts';
import type { StaffRequest } from '../../request.ts';
import { faultsIn, faultsOfNote, hasAny } from '../faults.ts';
import { actOrTell, changeTip, sendFaults } from '../tip-page.tsx';
import { isClosedWithNote, keepTyped, typedOf, without, withoutNote } from '../typed.ts';
import { faultsOfOriginal, readClosing } from './closing.ts';
import { placeAfter } from './place.ts';

const withNote = z.literal('note').nullable().catch(null);

/** `with=note`, in the body or the address: what was typed is added as a note by the same press. */
const isWithNote = ({ raw }: StaffRequest): boolean =>
  [z.object({ with: withNote }).parse(raw.body ?? {}).with, withNote.parse(raw.query['with'])].includes(
    'note',
  );

type Act = (context: StaffContext, request: StaffRequest) => Promise<void>;

/** The changes of a tip's state, by where they are posted to. */
export const STEP_ACTS: Readonly<Record<string, Act>> = Object.fromEntries(
  STEP_NAMES.map(step => [step, (context, request) => take(context, request, step)]),
);

/** Who closes one goes on to the next. */
async function take(context: StaffContext, request: StaffRequest, step: StepName): Promise<void> {
  const { version } = change.parse(request.raw.body ?? {});
  const [number, typed] = [tipNumber(request), typedOf(request)];
  const isNoted = isWithNote(request) || (step === 'closure' && isClosedWithNote(request));
  const note = isNoted ? typed : null;
  const { closing, faults: ofClosing } = readClosing(request, step);
  const faults = { ...ofClosing, ...(note !== null && faultsOfNote(note.body)) };
  if (hasAny(faults)) return sendFaults(context, request, faults);
  const left = step === 'closure' ? without(typed, 'article', 'duplicate_of') : typed;
  if (note === null) await keepTyped(context, request, left);
  const next = step === 'closure' ? await placeAfter(context, request, 'closed') : null;
  const act = async () => {
    const taken = await takeStep(context, request.viewer, step, { number, version }, { note, closing });
    if (note !== null) await keepTyped(context, request, withoutNote(left));
    return taken;
  };
  const faultsOf = (error: unknown) => faultsOfOriginal(error) ?? faultsIn(error);
  const changed = () =>
    next === null ? changeTip(context, request, act) : changeTip(context, request, act, () => next);
  await actOrTell(context, request, changed, faultsOf);
}
