import type { Context } from '../../../context.ts';
import type { Write } from '../../../db/database.ts';
import { tidyEmail } from '../../../email.ts';
import { Refusal } from '../../../errors.ts';
import { wakeJobs } from '../../../jobs/enqueue.ts';
import { authorizeFor, may, seesOnceCalled, type TipFacts, type Viewer } from '../../../staff/access.ts';
import { holdColleague } from '../../../staff/accounts/hold-colleague.ts';
import { noteEvent } from '../../history/events.ts';
import type { EventKind } from '../../history/kinds.ts';
import { loadFacts } from '../../read/load-facts.ts';
import type { StateName } from '../../states.ts';
import { changeTip, type TipChange } from '../change-tip.ts';
import { refuseTaken } from './taken.ts';
import { tellColleague } from './tell-colleague.ts';

/** `to`: an e-mail; null: nobody. */
export type Assignment = TipChange & { to: string | null };

/**
 * Gives a tip to somebody to work on, who hears of it by mail, or back to all; a new one is open then, as by `opening`. Gives its new version, and whether
 * the viewer sees it still.
 * @throws {Refusal} as `authorizeFor`; `stale` also where it is closed; `taken` where the viewer would take it and a colleague has it;
 * `colleague-unknown`; `may-not-see` where whoever is to have it would not see it.
 */
export async function assignTip(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  viewer: Viewer,
  assignment: Assignment,
): Promise<{ version: number; isSeen: boolean }> {
  const at = clock();
  const assigned = await database.write(trx =>
    assignTipIn(trx, viewer, { ...assignment, at, tells: tellColleague }),
  );
  wakeJobs(database);
  return assigned;
}

/** `tells`: how whoever gets it hears of it. */
type AssignmentIn = Assignment & { at: number; tells: typeof tellColleague };

/** The same in a transaction of more; whoever began it wakes the jobs. */
export async function assignTipIn(
  trx: Write,
  viewer: Viewer,
  { number, version, to, at, tells }: AssignmentIn,
): Promise<{ version: number; isSeen: boolean }> {
  const facts = authorizeFor(viewer, 'take', await loadFacts(trx, number));
  if (to === null || tidyEmail(to) !== viewer.email) authorizeGiving(viewer, facts, to);
  // Before the tip, as whoever ends an account takes both.
  const assignee = to === null ? null : await holdAssignee(trx, facts, to);
  const isChanged = await assign(trx, { viewer, facts, assignee, change: { number, version }, at, tells });
  const now = await loadFacts(trx, number);
  return {
    version: isChanged ? version + 1 : version,
    isSeen: now !== undefined && may(viewer, 'see', now),
  };
}

/** To give a tip to a colleague, or take it from one, is more than to give back one's own. */
export function authorizeGiving(viewer: Viewer, facts: TipFacts, to: string | null): void {
  if (to !== null || (facts.assignee !== null && facts.assignee !== viewer.staffId))
    authorizeFor(viewer, 'assign', facts);
}

async function holdAssignee(trx: Write, facts: TipFacts, email: string): Promise<Viewer> {
  const colleague = await holdColleague(trx, email);
  if (colleague === null) throw fault({ code: 'colleague-unknown', email });
  if (!seesOnceCalled(colleague, facts))
    throw fault({ code: 'may-not-see', name: colleague.name ?? colleague.email });
  return colleague;
}

const fault = (reason: Refusal['reason']) => new Refusal(reason, { faults: { to: reason } });

type Assigning = Pick<AssignmentIn, 'tells'> & {
  viewer: Viewer;
  facts: TipFacts;
  assignee: Viewer | null;
  change: TipChange;
  at: number;
};

/** False where it is theirs already, or nobody's: then nothing changes. */
async function assign(
  trx: Write,
  { viewer, facts, assignee, change, at, tells }: Assigning,
): Promise<boolean> {
  const tip = await trx
    .selectFrom('tips')
    .select(['state', 'version', 'assignee'])
    .where('number', '=', change.number)
    .executeTakeFirstOrThrow();
  const isOwn = assignee?.staffId === viewer.staffId;
  if (isOwn && !may(viewer, 'assign', facts)) await refuseTaken(trx, viewer, change.number);
  if (tip.version === change.version && tip.assignee === (assignee?.staffId ?? null)) return false;
  const isOpened = assignee !== null && tip.state === ('new' satisfies StateName);
  const values = {
    assignee: assignee?.staffId ?? null,
    ...(isOpened && { state: 'open' satisfies StateName, state_since: at, state_by: assignee.staffId }),
  };
  try {
    await changeTip(trx, change, values, ['new', 'open']);
  } catch (error) {
    if (isOwn) await refuseTaken(trx, viewer, change.number);
    throw error;
  }
  const kind: EventKind = assignee === null ? 'unassigned' : isOwn && isOpened ? 'opened' : 'assigned';
  const subject = kind === 'opened' ? null : (assignee?.staffId ?? facts.assignee);
  const event = await noteEvent(trx, { tip: change.number, kind, by: viewer, at, subject });
  if (assignee !== null) await tells(trx, { colleague: assignee, by: viewer, event, at });
  return true;
}
