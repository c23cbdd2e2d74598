import type { Context } from '../../context.ts';
import { wakeJobs } from '../../jobs/enqueue.ts';
import type { Viewer } from '../../staff/access.ts';
import type { Closing } from '../outcomes.ts';
import type { StepName } from '../states.ts';
import type { TipChange } from './change-tip.ts';
import { type NewNote, writeNote } from './notes/note.ts';
import { takeStepIn } from './step.ts';

/** What comes with a step: a note, and with a closure what is said of it. */
type With = { note?: NewNote | null; closing?: Partial<Closing> };

/**
 * Brings a tip to another state, with all that comes with it in the same transaction; gives its new version. Who opens it has it
 * to work on. Reopened, nothing has come of it yet; closed, nobody is reminded of it.
 * @throws {Refusal} as `authorizeFor` and `findOriginal`; `withdrawn` where its reader has withdrawn it; `taken` where it is to be opened and a colleague has it by now; and when the tip is no longer as the viewer saw it, or no such step leads from where it is.
 */
export async function takeStep(
  context: Context,
  viewer: Viewer,
  name: StepName,
  change: TipChange,
  { note = null, closing = {} }: With = {},
): Promise<number> {
  await context.database.write(trx =>
    takeStepIn(trx, context, viewer, name, change, {
      closing,
      beside: async () => {
        if (note !== null) await writeNote(trx, context, viewer, note);
      },
    }),
  );
  if (note !== null) wakeJobs(context.database);
  return change.version + 1;
}
