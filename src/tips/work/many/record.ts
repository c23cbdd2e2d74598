import type { Context } from '../../../context.ts';
import { randomId } from '../../../crypto/ids.ts';
import type { Masters } from '../../../crypto/masters.ts';
import type { Write } from '../../../db/database.ts';
import { findTipSeal } from '../../../db/tip-keys.ts';
import type { Code } from '../../../errors.ts';
import { enqueue, expedite, wakeJobs } from '../../../jobs/enqueue.ts';
import type { Viewer } from '../../../staff/access.ts';
import { contentColumns } from '../../content.ts';
import { type Before, writeSaid } from './before.ts';
import type { ManyChange } from './names.ts';

/** Milliseconds until whoever got tips hears of it: what is undone at once is told to nobody. */
const TOLD_AFTER = 20_000;
/** And at the latest, where a crash has come between. */
const TOLD_BY = 10 * 60_000;

/** A tip that was left as it was, and why. */
export type LeftAlone = { number: number; code: Code };

/** `assignee`: to whom tips are assigned by it. `count`: how many. */
type Beginning = { change: ManyChange; assignee: Viewer | null; count: number };

/** Notes that it has begun, with the mail that is owed for it. Gives its id. */
export async function beginChange(
  trx: Write,
  viewer: Viewer,
  { change, assignee, count }: Beginning,
  at: number,
): Promise<string> {
  const id = randomId();
  const outcome = change.name === 'closure' ? change.closing.outcome : null;
  await trx
    .insertInto('bulk_changes')
    .values({ id, staff_id: viewer.staffId, at, name: change.name, outcome, left_alone: '[]', undone: 0 })
    .execute();
  if (assignee !== null && assignee.staffId !== viewer.staffId && count > 1)
    await enqueue(trx, at, {
      kind: 'assigned tips mail',
      subject: id,
      recipients: [assignee.email],
      due: at + TOLD_BY,
    });
  return id;
}

/** Beside a tip that was changed just now, what it was before. */
export async function keepBefore(
  trx: Write,
  masters: Masters,
  { change, tip, before }: { change: string; tip: number; before: Before },
): Promise<void> {
  const id = randomId();
  const content = contentColumns(
    { masters, tipSeal: await findTipSeal(trx, tip) },
    'changed_tips',
    { tip, row: id },
    { said: writeSaid(before.said) },
  );
  await trx
    .insertInto('changed_tips')
    .values({
      id,
      change,
      tip,
      former_version: before.version,
      ...before.row,
      ...content,
      ...(await readAfter(trx, tip)),
    })
    .execute();
}

/** The version that the tip has now, and what its history says last. */
async function readAfter(trx: Write, tip: number): Promise<{ version: number; event: number }> {
  const { version } = await trx
    .selectFrom('tips')
    .select('version')
    .where('number', '=', tip)
    .executeTakeFirstOrThrow();
  const { id: event } = await trx
    .selectFrom('events')
    .select('id')
    .where('tip', '=', tip)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return { version, event };
}

/** What was left alone is told, and the mail goes once nobody would undo at once any more. */
export async function endChange(
  { database, clock }: Context,
  id: string,
  left: readonly LeftAlone[],
): Promise<void> {
  const now = clock();
  await database.write(async trx => {
    await trx
      .updateTable('bulk_changes')
      .set({ left_alone: JSON.stringify(left) })
      .where('id', '=', id)
      .execute();
    await expedite(trx, now, { kind: 'assigned tips mail', subject: id }, now + TOLD_AFTER);
  });
  wakeJobs(database);
}
