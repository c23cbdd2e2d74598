import { setImmediate as nextTurnOfLoop } from 'node:timers/promises';
import type { Context } from '../../../context.ts';
import type { Write } from '../../../db/database.ts';
import { notFound, Refusal } from '../../../errors.ts';
import { authorizeFor, type Viewer } from '../../../staff/access.ts';
import { loadFacts } from '../../read/load-facts.ts';
import type { TipChange } from '../change-tip.ts';
import { changeImportanceIn } from '../importance.ts';
import { assignTipIn } from '../people/assign.ts';
import { tellColleague } from '../people/tell-colleague.ts';
import { takeStepIn } from '../step.ts';
import { changeTagsIn } from '../tags.ts';
import { changeTipTopicIn } from '../topic.ts';
import { readBefore } from './before.ts';
import { checkChange } from './check.ts';
import { hasChangedSince, refuseUnfit } from './fits.ts';
import { AT_ONCE, MOST_CHOSEN } from './limits.ts';
import type { ManyChange } from './names.ts';
import { beginChange, endChange, keepBefore, type LeftAlone } from './record.ts';

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
  await endChange(context, begun.id, left);
  return { undo: begun.id, changed, left };
}

type Begun = { id: string; assignee: string | null };

const begin = ({ database, clock }: Context, viewer: Viewer, change: ManyChange, count: number) =>
  database.write(async (trx): Promise<Begun> => {
    const assignee = await checkChange(trx, viewer, change);
    const id = await beginChange(trx, viewer, { change, assignee, count }, clock());
    return { id, assignee: assignee?.staffId ?? null };
  });

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
  const isStale = await hasChangedSince(trx, viewer, { tip, before, asOf: asked.asOf });
  refuseUnfit(before, { ...asked, isStale });
  const seen = { number: tip, version: before.version };
  await applyTo(trx, context, viewer, { tip: seen, change: asked.change, tells, at: clock() });
  await keepBefore(trx, { masters, viewer }, { change, name: asked.change.name, tip, before });
}

type Telling = { at: number; tells: typeof tellColleague };

/** Changes one tip, by the verb that does so on its page. */
async function applyTo(
  trx: Write,
  context: Context,
  viewer: Viewer,
  { tip, change, ...telling }: Telling & { tip: TipChange; change: ManyChange },
): Promise<void> {
  switch (change.name) {
    case 'assignment':
      await assignTipIn(trx, viewer, { ...tip, ...telling, to: change.to });
      break;
    case 'topic':
      await changeTipTopicIn(trx, context, viewer, { ...tip, topic: change.topic });
      break;
    case 'tags':
      await changeTagsIn(trx, context, viewer, { ...tip, add: change.add, remove: change.remove });
      break;
    case 'importance':
      await changeImportanceIn(trx, context, viewer, { ...tip, importance: change.importance });
      break;
    default:
      await takeStepIn(trx, context, viewer, change.name, tip, {
        closing: change.name === 'closure' ? change.closing : {},
      });
  }
}
