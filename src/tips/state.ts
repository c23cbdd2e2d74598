import { Refusal } from '../errors.ts';
import type { Viewer } from '../staff/viewer.ts';
import type { Desk } from './desk.ts';
import { noteEvents } from './events.ts';
import type { EventKind, StateName } from './tip.ts';

/** A change carries the version it saw, so that a stale one is told and not applied. */
export type TipChange = { number: number; version: number };

type Step = { from: StateName[]; to: StateName; event: EventKind };

const openIt: Step = { from: ['new'], to: 'open', event: 'opened' };
const closeIt: Step = { from: ['new', 'open'], to: 'closed', event: 'closed' };
const reopenIt: Step = { from: ['closed'], to: 'open', event: 'reopened' };

/** Each throws {Refusal} 409 when the tip is no longer as the viewer saw it. */
export const openTip = (desk: Desk, viewer: Viewer, change: TipChange) =>
  takeStep(desk, viewer, change, openIt);
export const closeTip = (desk: Desk, viewer: Viewer, change: TipChange) =>
  takeStep(desk, viewer, change, closeIt);
export const reopenTip = (desk: Desk, viewer: Viewer, change: TipChange) =>
  takeStep(desk, viewer, change, reopenIt);

async function takeStep(
  desk: Desk,
  viewer: Viewer,
  { number, version }: TipChange,
  step: Step,
): Promise<void> {
  const now = desk.clock();
  await desk.database.write(async trx => {
    const changed = await trx
      .updateTable('tips')
      .set({ state: step.to, state_since: now, state_by: viewer.staffId, version: version + 1 })
      .where('number', '=', number)
      .where('version', '=', version)
      .where('state', 'in', step.from)
      .where('forgotten_at', 'is', null)
      .returning('number')
      .executeTakeFirst();
    if (changed === undefined) throw new Refusal(409, words => words.errors.stale);
    await noteEvents(trx, number, [step.event], viewer, now);
  });
}
