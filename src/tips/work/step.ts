import type { Updateable } from 'kysely';
import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import type { Schema } from '../../db/schema/schema.ts';
import { findTipSeal } from '../../db/tip-keys.ts';
import { Refusal } from '../../errors.ts';
import { authorizeFor, type Viewer } from '../../staff/access.ts';
import { holdAccount } from '../../staff/accounts/hold-account.ts';
import { contentColumns } from '../content.ts';
import { noteEvents } from '../history/events.ts';
import { type Closing, NOTHING_SAID, WITHDRAWN } from '../outcomes.ts';
import { loadFacts } from '../read/load-facts.ts';
import { STEPS, type StateName, type StepName } from '../states.ts';
import { changeTip, type TipChange } from './change-tip.ts';
import { findOriginal } from './original.ts';
import { refuseTaken } from './people/taken.ts';

/** `closing`: what is said of a closure. `beside`: what else comes true with it. */
type With = { closing?: Partial<Closing>; beside?: (trx: Write) => Promise<void> };

/** As `takeStep`, in a transaction of more. @throws {Refusal} as there. */
export async function takeStepIn(
  trx: Write,
  context: Pick<Context, 'masters' | 'clock'>,
  viewer: Viewer,
  name: StepName,
  { number, version }: TipChange,
  { closing = {}, beside = async () => {} }: With = {},
): Promise<void> {
  const step = STEPS[name];
  const said = { ...NOTHING_SAID, ...(name === 'closure' && closing) };
  const now = context.clock();
  authorizeFor(viewer, 'change state', await loadFacts(trx, number));
  if (name === 'reopening') await refuseWithdrawn(trx, number);
  const { outcome, duplicateOf: named } = said;
  const duplicate_of = named === null ? null : await findOriginal(trx, viewer, { number, named });
  const how = { state: step.to, state_since: now, state_by: viewer.staffId };
  const values = { ...how, outcome, duplicate_of };
  if (step.to === 'open') await take(trx, viewer, { number, version }, values, step.from);
  else await changeTip(trx, { number, version }, { ...values, remind_on: null }, step.from);
  await keepPublication(trx, context, number, said.article);
  await beside(trx);
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

/** Its reader was told that it is over, and goes. */
export async function refuseWithdrawn(trx: Write, number: number): Promise<void> {
  const { talk_ended } = await trx
    .selectFrom('tips')
    .select('talk_ended')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  if (talk_ended === WITHDRAWN) throw new Refusal({ code: 'withdrawn' });
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
