import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { findTipSeal } from '../../db/tip-keys.ts';
import { authorizeFor, type Viewer } from '../../staff/access.ts';
import { contentColumns } from '../content.ts';
import { noteEvents } from '../history/events.ts';
import { type Closing, NOTHING_SAID } from '../outcomes.ts';
import { loadFacts } from '../read/load-facts.ts';
import { STEPS, type StepName } from '../states.ts';
import { changeTip, type TipChange } from './change-tip.ts';
import { type NewNote, writeNote } from './note.ts';

/** What comes with a step: a note, and with a closure what is said of it. */
type With = { note?: NewNote | null; closing?: Closing };

/**
 * Brings a tip to another state, with all that comes with it in the same transaction; gives its new version. Who opens it has it
 * to work on. Reopened, nothing has come of it yet.
 * @throws {Refusal} as `authorizeFor`, and when the tip is no longer as the viewer saw it, or no such step leads from where it is.
 */
export async function takeStep(
  context: Context,
  viewer: Viewer,
  name: StepName,
  { number, version }: TipChange,
  { note = null, closing = NOTHING_SAID }: With = {},
): Promise<number> {
  const step = STEPS[name];
  const { outcome, article } = name === 'closure' ? closing : NOTHING_SAID;
  const now = context.clock();
  await context.database.write(async trx => {
    authorizeFor(viewer, 'change state', await loadFacts(trx, number));
    const taken = step.to === 'open' && { assignee: viewer.staffId };
    const values = { state: step.to, state_since: now, state_by: viewer.staffId, outcome, ...taken };
    await changeTip(trx, { number, version }, values, step.from);
    await keepPublication(trx, context, number, article);
    if (note !== null) await writeNote(trx, context, viewer, note);
    await noteEvents(trx, number, [step.event], viewer, now);
  });
  return version + 1;
}

/** In place of what was said at an earlier closing. */
async function keepPublication(
  trx: Write,
  { masters }: Pick<Context, 'masters'>,
  tip: number,
  article: string | null,
): Promise<void> {
  await trx.deleteFrom('closures').where('tip', '=', tip).execute();
  if (article === null) return;
  const tipSeal = await findTipSeal(trx, tip);
  const content = contentColumns({ masters, tipSeal }, 'closures', { tip, row: tip }, { article });
  await trx
    .insertInto('closures')
    .values({ tip, ...content })
    .execute();
}
