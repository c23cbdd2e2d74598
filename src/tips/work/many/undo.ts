import { setImmediate as nextTurnOfLoop } from 'node:timers/promises';
import type { Context } from '../../../context.ts';
import type { Write } from '../../../db/database.ts';
import { DUPLICATES, holdFact } from '../../../db/desk-facts.ts';
import { findTipSeal, holdTipRow } from '../../../db/tip-keys.ts';
import { type Code, notFound, Refusal } from '../../../errors.ts';
import { authorizeFor, seesOnceCalled, type TipFacts, type Viewer } from '../../../staff/access.ts';
import { holdColleague } from '../../../staff/accounts/hold-colleague.ts';
import { readContent } from '../../content.ts';
import { noteEvents } from '../../history/events.ts';
import { loadFacts } from '../../read/load-facts.ts';
import { changeTip } from '../change-tip.ts';
import { findOriginal } from '../original.ts';
import { authorizeGiving } from '../people/assign.ts';
import { keepPublication } from '../step.ts';
import { writeTags } from '../tags.ts';
import { KEPT_COLUMNS, type KeptColumns, readSaid, type Said } from './before.ts';
import { AT_ONCE, UNDONE_WITHIN } from './limits.ts';
import { keepUndone, type LeftAlone } from './record.ts';

export type Undone = { changed: number; left: LeftAlone[] };

/**
 * Makes tips what they were before they were changed together, as far as nobody has changed them since, for a day and by whoever did it.
 * Rights are asked anew. What a press that broke off has left is done by the next.
 * @throws {Refusal} `not-found` where the viewer did no such thing; `undo-over`; `undone-already`.
 */
export async function undoChange(context: Context, viewer: Viewer, id: string): Promise<Undone> {
  const { database, clock } = context;
  const tips = await tipsOf(context, viewer, id);
  const left: LeftAlone[] = [];
  const undone: number[] = [];
  for (let done = 0; done < tips.length; done += AT_ONCE) {
    const under = tips.slice(done, done + AT_ONCE);
    const all = await Promise.all(under.map(tip => undoOrLeave(context, viewer, id, tip)));
    left.push(...all.filter(one => typeof one === 'object'));
    undone.push(...under.filter((_tip, index) => all[index] === true));
    await nextTurnOfLoop();
  }
  await database.write(trx => keepUndone(trx, { id, undone, left, at: clock() }));
  return { changed: undone.length, left };
}

async function tipsOf({ database: { query }, clock }: Context, { staffId }: Viewer, id: string) {
  const change = await query
    .selectFrom('bulk_changes')
    .select(['at', 'undone_at'])
    .where('id', '=', id)
    .where('staff_id', '=', staffId)
    .executeTakeFirst();
  if (change === undefined) throw notFound();
  if (change.at <= clock() - UNDONE_WITHIN) throw new Refusal({ code: 'undo-over' });
  const tips = query.selectFrom('changed_tips').select('tip').where('change', '=', id).orderBy('tip');
  const rows = await tips.execute();
  // All of them may be forgotten by now.
  if (rows.length === 0)
    throw new Refusal({ code: change.undone_at === null ? 'undo-over' : 'undone-already' });
  return rows.map(({ tip }) => tip);
}

/** False where there was nothing to undo any more. */
async function undoOrLeave(
  context: Context,
  viewer: Viewer,
  change: string,
  tip: number,
): Promise<LeftAlone | boolean> {
  try {
    const code = await context.database.write(trx => undoOne(trx, context, viewer, { change, tip }));
    return typeof code === 'string' ? { number: tip, code } : code;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { number: tip, code: error.code };
  }
}

/** True where it is done, false where it was before; a code where it can never be done any more. */
async function undoOne(
  trx: Write,
  context: Context,
  viewer: Viewer,
  { change, tip }: { change: string; tip: number },
): Promise<boolean | Code> {
  const { masters, database, clock } = context;
  // Before the tip, as whoever ends an account takes both, and whoever closes a duplicate.
  const assignee = await holdFormer(trx, change, tip);
  await holdTipRow(trx, database.engine, tip);
  const kept = await trx
    .deleteFrom('changed_tips')
    .where('change', '=', change)
    .where('tip', '=', tip)
    .returning([...KEPT_COLUMNS, 'id', 'version', 'former_version', 'said', 'sealed'])
    .executeTakeFirst();
  if (kept === undefined) return false;
  const { id, version, former_version, said: plain, sealed, ...row } = kept;
  const seal = (await findTipSeal(trx, tip)) ?? { master: null, salt: null };
  const content = readContent(masters, 'changed_tips', { tip, row: id }, { said: plain, sealed, ...seal });
  const said = content && readSaid(content.said);
  const now = await nowOf(trx, tip);
  const facts = authorizeFor(viewer, 'see', await loadFacts(trx, tip));
  if (now?.version !== version || said === null) return 'stale';
  // Nor what does not open: it would come back without what it said.
  authorizeUndoing(viewer, facts, { row, said, now, to: assignee });
  const { duplicate_of: named } = row;
  // Which may be closed as a duplicate of this one by now.
  if (named !== null && named !== now.duplicate_of) await findOriginal(trx, viewer, { number: tip, named });
  await changeTip(trx, { number: tip, version }, row);
  if (row.state !== now.state) await keepPublication(trx, context, tip, said.article);
  if (said.tags.add.length + said.tags.remove.length > 0)
    await writeTags(trx, { masters, viewer }, tip, said.tags);
  // It is again what the change before made it: that one can be undone too.
  await trx
    .updateTable('changed_tips')
    .set({ version: version + 1 })
    .where('tip', '=', tip)
    .where('version', '=', former_version)
    .execute();
  await noteEvents(trx, tip, ['undone'], viewer, clock());
  return true;
}

/** Whoever had the tip before, where their account has not ended; and, where it was a duplicate, what is said of duplicates. */
async function holdFormer(trx: Write, change: string, tip: number): Promise<Viewer | null> {
  const former = await trx
    .selectFrom('changed_tips')
    .leftJoin('staff', 'staff.id', 'changed_tips.assignee')
    .select(['staff.email', 'changed_tips.duplicate_of'])
    .where('change', '=', change)
    .where('tip', '=', tip)
    .executeTakeFirst();
  if (former === undefined) return null;
  const colleague = former.email === null ? null : await holdColleague(trx, former.email);
  if (former.duplicate_of !== null) await holdFact(trx, DUPLICATES);
  return colleague;
}

const nowOf = (trx: Write, tip: number) =>
  trx
    .selectFrom('tips')
    .select([...KEPT_COLUMNS, 'version'])
    .where('number', '=', tip)
    .executeTakeFirst();

type Undoing = { row: KeptColumns; said: Said; now: KeptColumns; to: Viewer | null };

/** @throws {Refusal} as for whoever does the same by hand. */
function authorizeUndoing(viewer: Viewer, facts: TipFacts, { row, said, now, to }: Undoing): void {
  const differs = (...columns: (keyof KeptColumns)[]) => columns.some(column => row[column] !== now[column]);
  if (differs('state', 'outcome', 'duplicate_of')) authorizeFor(viewer, 'change state', facts);
  if (differs('importance')) authorizeFor(viewer, 'change importance', facts);
  if (said.tags.add.length + said.tags.remove.length > 0) authorizeFor(viewer, 'change tags', facts);
  if (differs('topic')) {
    authorizeFor(viewer, 'change topic', facts);
    if (facts.topic?.isConfidential === true) authorizeFor(viewer, 'disclose', facts);
  }
  if (!differs('assignee')) return;
  authorizeFor(viewer, 'take', facts);
  if (row.assignee !== viewer.staffId) authorizeGiving(viewer, facts, to?.email ?? null);
  if (row.assignee === null) return;
  if (to === null) throw new Refusal({ code: 'undo-over' });
  if (!seesOnceCalled(to, facts)) throw new Refusal({ code: 'may-not-see', name: to.name ?? to.email });
}
