import { setImmediate as nextTurnOfLoop } from 'node:timers/promises';
import type { Context } from '../../../context.ts';
import { randomId } from '../../../crypto/ids.ts';
import type { Write } from '../../../db/database.ts';
import { findTipSeal } from '../../../db/tip-keys.ts';
import { type Code, notFound, Refusal } from '../../../errors.ts';
import { enqueue, expedite, wakeJobs } from '../../../jobs/enqueue.ts';
import { authorizeFor, type Viewer } from '../../../staff/access.ts';
import { contentColumns } from '../../content.ts';
import { loadFacts } from '../../read/load-facts.ts';
import { tellColleague } from '../people/tell-colleague.ts';
import { readBefore, writeSaid } from './before.ts';
import { applyTo, checkChange, type ManyChange } from './change.ts';
import { refuseUnfit } from './fits.ts';
import { AT_ONCE, MOST_CHOSEN } from './limits.ts';

/** Milliseconds until whoever got tips hears of it: what is undone at once is told to nobody. */
const TOLD_AFTER = 20_000;
/** And at the latest, where a crash has come between. */
const TOLD_BY = 10 * 60_000;

/** A tip that was left as it was, and why. */
export type LeftAlone = { number: number; code: Code };

/** `asOf`: when the list was drawn, milliseconds since 1970: what has changed since is left alone. Null: nothing is. */
export type Many = { numbers: readonly number[]; change: ManyChange; asOf: number | null };

/** `undo`: the change's id, by which it is undone. */
export type ManyChanged = { undo: string; changed: number; left: LeftAlone[] };

/**
 * Does one thing with many tips, each by itself, so that one which cannot be changed holds up no other: what was done when a process
 * ends in the middle stands, and can be undone. Who gets several assigned hears of it by one mail.
 * @throws {Refusal} `none-chosen`; `too-many-chosen`; as `checkChange`.
 */
export async function changeTips(
  context: Context,
  viewer: Viewer,
  { numbers: chosen, change, asOf }: Many,
): Promise<ManyChanged> {
  // In one order for all, so that two who change the same meet each other once.
  const numbers = [...new Set(chosen)].toSorted((one, other) => one - other);
  if (numbers.length === 0) throw new Refusal({ code: 'none-chosen' });
  if (numbers.length > MOST_CHOSEN) throw new Refusal({ code: 'too-many-chosen', limit: MOST_CHOSEN });
  const begun = await begin(context, viewer, change, numbers.length);
  const tells = numbers.length === 1 ? tellColleague : async () => {};
  const left: LeftAlone[] = [];
  for (let done = 0; done < numbers.length; done += AT_ONCE) {
    const under = numbers.slice(done, done + AT_ONCE);
    const all = await Promise.all(
      under.map(number => changeOrLeave(context, viewer, { ...begun, number, change, asOf, tells })),
    );
    left.push(...all.filter(one => one !== null));
    await nextTurnOfLoop();
  }
  const changed = numbers.length - left.length;
  await end(context, begun.id, left);
  return { undo: begun.id, changed, left };
}

type Begun = { id: string; assignee: string | null };

/** With the mail that is owed for it. */
async function begin(
  { database, clock }: Context,
  viewer: Viewer,
  change: ManyChange,
  count: number,
): Promise<Begun> {
  const [id, at] = [randomId(), clock()];
  return database.write(async trx => {
    const colleague = await checkChange(trx, viewer, change);
    const outcome = change.name === 'closure' ? change.closing.outcome : null;
    await trx
      .insertInto('bulk_changes')
      .values({ id, staff_id: viewer.staffId, at, name: change.name, outcome, left_alone: '[]', undone: 0 })
      .execute();
    if (colleague !== null && colleague.staffId !== viewer.staffId && count > 1)
      await enqueue(trx, at, {
        kind: 'assigned tips mail',
        subject: id,
        recipients: [colleague.email],
        due: at + TOLD_BY,
      });
    return { id, assignee: colleague?.staffId ?? null };
  });
}

type One = Begun & {
  number: number;
  change: ManyChange;
  asOf: number | null;
  tells: typeof tellColleague;
};

/** Null where it was changed. */
async function changeOrLeave(context: Context, viewer: Viewer, one: One): Promise<LeftAlone | null> {
  try {
    await context.database.write(trx => changeOne(trx, context, viewer, one));
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { number: one.number, code: error.code };
  }
}

async function changeOne(
  trx: Write,
  context: Context,
  viewer: Viewer,
  { id: change, number: tip, tells, ...asked }: One,
): Promise<void> {
  const { masters, clock } = context;
  authorizeFor(viewer, 'see', await loadFacts(trx, tip));
  const before = await readBefore(trx, masters, tip, asked.change);
  if (before === null) throw notFound();
  refuseUnfit(before, asked);
  const seen = { number: tip, version: before.version };
  await applyTo(trx, context, viewer, { tip: seen, change: asked.change, tells, at: clock() });
  const id = randomId();
  const content = contentColumns(
    { masters, tipSeal: await findTipSeal(trx, tip) },
    'changed_tips',
    { tip, row: id },
    { said: writeSaid(before.said) },
  );
  await trx
    .insertInto('changed_tips')
    .values({ id, change, tip, ...before.row, ...content, ...(await readAfter(trx, tip)) })
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

async function end({ database, clock }: Context, id: string, left: readonly LeftAlone[]): Promise<void> {
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
