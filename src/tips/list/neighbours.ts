import type { Context } from '../../context.ts';
import { type Viewer, visibleTo } from '../../staff/access.ts';
import { readImportance } from '../importance.ts';
import { type ConditionContext, conditionOf } from './condition.ts';
import { countTips } from './counts.ts';
import type { Filter } from './filter.ts';
import { leadOf } from './lead.ts';
import { ledByTag } from './rare-tag.ts';
import type { TipCondition } from './views.ts';
import { isAheadOf, type Place, placeOf, walkTips } from './walk.ts';

/**
 * Where a tip stands in a list: the numbers of those beside it, in the order of the list; `place`, from 1 on, and `count`, up to one
 * more than `MOST_COUNTED`. A tip that is not in the list any more has no place, and those beside it are there all the same.
 */
export type Neighbours = {
  previous: number | null;
  next: number | null;
  place: number | null;
  count: number;
};

/** Null where the viewer sees no such tip. What is searched for is not asked. */
export async function readNeighbours(
  context: Pick<Context, 'database'> & ConditionContext,
  viewer: Viewer,
  filter: Filter,
  number: number,
): Promise<Neighbours | null> {
  const { query } = context.database;
  const condition = await ledByTag(context, filter, conditionOf(context, viewer, filter));
  const from = await findPlace(context, viewer, filter, number);
  if (from === null) return null;
  const lead = leadOf(viewer, filter);
  const beside = (goesBack: boolean) =>
    walkTips(query, condition, { sort: filter.sort, from, goesBack, atMost: 1, lead });
  const [previous, next] = [await beside(true), await beside(false)];
  const within =
    (narrower: TipCondition): TipCondition =>
    tips =>
      tips.and([condition(tips), narrower(tips)]);
  const counts = await countTips(query, [
    ['all', condition, { lead }],
    ['ahead', within(() => isAheadOf(filter.sort, from)), { lead }],
    ['itself', within(tips => tips('tips.number', '=', number))],
  ]);
  return {
    previous: previous[0]?.number ?? null,
    next: next[0]?.number ?? null,
    place: counts.get('itself') === 1 ? (counts.get('ahead') ?? 0) + 1 : null,
    count: counts.get('all') ?? 0,
  };
}

async function findPlace(
  { database }: Pick<Context, 'database'>,
  viewer: Viewer,
  { sort }: Filter,
  number: number,
): Promise<Place | null> {
  const row = await database.query
    .selectFrom('tips')
    .select(['number', 'received_at', 'changed_at', 'importance'])
    .where('number', '=', number)
    .where(visibleTo(viewer))
    .executeTakeFirst();
  if (row === undefined) return null;
  return placeOf(
    { number, importance: readImportance(row.importance), changedAt: row.changed_at ?? row.received_at },
    sort,
  );
}
