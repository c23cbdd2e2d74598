import type { Updateable } from 'kysely';
import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import type { Schema } from '../../db/schema/schema.ts';
import { findTipSeal } from '../../db/tip-keys.ts';
import { Refusal } from '../../errors.ts';
import { wakeJobs } from '../../jobs/enqueue.ts';
import { authorizeFor, type Viewer } from '../../staff/access.ts';
import { holdAccount } from '../../staff/accounts/hold-account.ts';
import { contentColumns } from '../content.ts';
import { noteEvents } from '../history/events.ts';
import { type Closing, NOTHING_SAID } from '../outcomes.ts';
import { loadFacts } from '../read/load-facts.ts';
import { STEPS, type StateName, type StepName } from '../states.ts';
import { changeTip, type TipChange } from './change-tip.ts';
import { type NewNote, writeNote } from './notes/note.ts';
import { findOriginal } from './original.ts';
import { refuseTaken } from './people/taken.ts';

/** What comes with a step: a note, and with a closure what is said of it. */
type With = { note?: NewNote | null; closing?: Partial<Closing> };

/**
 * Brings a tip to another state, with all that comes with it in the same transaction; gives its new version. Who opens it has it
 * to work on. Reopened, nothing has come of it yet; closed, nobody is reminded of it.
 * @throws {Refusal} as `authorizeFor` and `findOriginal`; `taken` where it is to be opened and a colleague has it by now; and when the tip is no longer as the viewer saw it, or no such step leads from where it is.
 */
export async function takeStep(
  context: Context,
  viewer: Viewer,
  name: StepName,
  change: TipChange,
  what: With = {},
): Promise<number> {
  await context.database.write(trx => takeStepIn(trx, context, viewer, name, change, what));
  if (what.note) wakeJobs(context.database);
  return change.version + 1;
}

/** The same in a transaction of more. */
export async function takeStepIn(
  trx: Write,
  context: Context,
  viewer: Viewer,
  name: StepName,
  { number, version }: TipChange,
  { note = null, closing = {} }: With = {},
): Promise<void> {
  const step = STEPS[name];
  const said = { ...NOTHING_SAID, ...(name === 'closure' && closing) };
  const now = context.clock();
  authorizeFor(viewer, 'change state', await loadFacts(trx, number));
  const { outcome, duplicateOf: named } = said;
  const duplicate_of = named === null ? null : await findOriginal(trx, viewer, { number, named });
  const how = { state: step.to, state_since: now, state_by: viewer.staffId };
  const values = { ...how, outcome, duplicate_of };
  if (step.to === 'open') await take(trx, viewer, { number, version }, values, step.from);
  else await changeTip(trx, { number, version }, { ...values, remind_on: null }, step.from);
  await keepPublication(trx, context, number, said.article);
  if (note !== null) await writeNote(trx, context, viewer, note);
  await noteEvents(trx, number, [step.event], viewer, now, outcome);
}

/** Of two who do so at once, one is told that the other has it. */
async function take(
  trx: Write,
  viewer: Viewer,
  change: TipChange,
  values: Updateable<Schema['tips']>,
  from: readonly StateName[],
): Promise<void> {
  // Before the tip, as whoever ends an account takes both.
  if (!(await holdAccount(trx, viewer.staffId))) throw new Refusal({ code: 'not-allowed' });
  try {
    await changeTip(trx, change, { ...values, assignee: viewer.staffId }, from);
  } catch (error) {
    await refuseTaken(trx, viewer, change.number);
    throw error;
  }
}

/** In place of what was said at an earlier closing. */
export async function keepPublication(
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
