import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Query } from '../../../db/database.ts';
import type { Viewer } from '../../../staff/access.ts';
import { type OrUnknown, readWord } from '../../../unknown.ts';
import { OUTCOMES, type Outcome } from '../../outcomes.ts';
import { UNDONE_WITHIN } from './limits.ts';
import { MANY, type ManyName } from './names.ts';

/** What somebody did with many tips, for them alone. */
export type MadeChange = {
  id: string;
  name: OrUnknown<ManyName>;
  outcome: OrUnknown<Outcome> | null;
  /** So many are as it made them, and can be undone. */
  changed: number;
  /** So many are by now what they were before; null where nobody has asked for that. */
  undone: number | null;
  /** What was left alone when it was done, or undone, and by which code. */
  left: readonly { number: number; code: string }[];
};

type ReadingContext = Pick<Context, 'clock'> & { database: Pick<Context['database'], 'query'> };

const LEFT = z.array(z.object({ number: z.int(), code: z.string() })).catch([]);

/** As it is kept; a newer version may have left some for a reason of its own. */
export const readLeft = (kept: string) => LEFT.parse(JSON.parse(kept));

/** Null where the viewer did no such thing, or it can be undone no more. */
export async function readChange(
  context: ReadingContext,
  viewer: Viewer,
  id: string,
): Promise<MadeChange | null> {
  const row = await ownChanges(context, viewer).where('bulk_changes.id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  return {
    id,
    name: readWord(MANY, row.name),
    outcome: row.outcome === null ? null : readWord(OUTCOMES, row.outcome),
    changed: row.changed,
    undone: row.undone_at === null ? null : row.undone,
    left: readLeft(row.left_alone),
  };
}

const ownChanges = ({ database: { query }, clock }: ReadingContext, { staffId }: Viewer) =>
  query
    .selectFrom('bulk_changes')
    .select(['id', 'name', 'outcome', 'undone', 'undone_at', 'left_alone'])
    .select(made =>
      made
        .selectFrom('changed_tips')
        .select(({ fn }) => fn.countAll<number>().as('changed'))
        .whereRef('changed_tips.change', '=', 'bulk_changes.id')
        .$asScalar()
        .$notNull()
        .as('changed'),
    )
    .where('staff_id', '=', staffId)
    .where('at', '>', clock() - UNDONE_WITHIN);

/** By which of these events of a history the viewer can undo what. */
export async function undoableAmong(
  { database: { query }, clock }: ReadingContext,
  { staffId }: Viewer,
  events: readonly number[],
): Promise<Map<number, string>> {
  if (events.length === 0) return new Map();
  const rows = await changedBy(query, events)
    .where('bulk_changes.staff_id', '=', staffId)
    .where('bulk_changes.at', '>', clock() - UNDONE_WITHIN)
    .execute();
  return new Map(rows.map(({ event, id }) => [event, id]));
}

const changedBy = (query: Query, events: readonly number[]) =>
  query
    .selectFrom('changed_tips')
    .innerJoin('bulk_changes', 'bulk_changes.id', 'changed_tips.change')
    .select(['changed_tips.event', 'bulk_changes.id'])
    .where('changed_tips.event', 'in', events);
