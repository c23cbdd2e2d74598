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
import { MANY_EVENTS, type ManyChange, type ManyName } from './names.ts';
import { readLeft } from './read-change.ts';

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
  { masters, viewer }: { masters: Masters; viewer: Viewer },
  { change, name, tip, before }: { change: string; name: ManyName; tip: number; before: Before },
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
      ...(await readAfter(trx, viewer, { tip, name })),
    })
    .execute();
}

/**
 * The version that the tip has now, and what its history says of it. Whoever looks at the tip meanwhile is noted in the history too, and
 * holds no tip for that: the last entry of all may be theirs.
 */
async function readAfter(
  trx: Write,
  { staffId }: Viewer,
  { tip, name }: { tip: number; name: ManyName },
): Promise<{ version: number; event: number }> {
  const { version } = await trx
    .selectFrom('tips')
    .select('version')
    .where('number', '=', tip)
    .executeTakeFirstOrThrow();
  const { id: event } = await trx
    .selectFrom('events')
    .select('id')
    .where('tip', '=', tip)
    .where('staff_id', '=', staffId)
    .where('kind', 'in', MANY_EVENTS[name])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return { version, event };
}

type Undoing = { id: string; undone: readonly number[]; left: readonly LeftAlone[]; at: number };

/** What was undone of it and left alone, beside what another press at the same time has done. */
export async function keepUndone(trx: Write, { id, undone, left, at }: Undoing): Promise<void> {
  const before = trx.selectFrom('bulk_changes').select(['undone_at', 'left_alone']).where('id', '=', id);
  // Counted first: so the second of two reads what the first one told.
  await trx
    .updateTable('bulk_changes')
    .set(({ eb }) => ({ undone: eb('undone', '+', undone.length) }))
    .where('id', '=', id)
    .execute();
  const { undone_at, left_alone } = await before.executeTakeFirstOrThrow();
  const settled = new Set([...undone, ...left.map(({ number }) => number)]);
  // What was left alone when it was done is told no more.
  const told = undone_at === null ? [] : readLeft(left_alone).filter(({ number }) => !settled.has(number));
  await trx
    .updateTable('bulk_changes')
    .set({ undone_at: at, left_alone: JSON.stringify([...told, ...left]) })
    .where('id', '=', id)
    .execute();
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
