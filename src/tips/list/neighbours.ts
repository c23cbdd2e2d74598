import type { Context } from '../../context.ts';
import type { Query } from '../../db/database.ts';
import { type Viewer, visibleTo } from '../../staff/access.ts';
import { readImportance } from '../importance.ts';
import { type AskedTips, askedTips } from './asked-tips.ts';
import type { ConditionContext } from './condition.ts';
import { countFar, countTips, MOST_COUNTED } from './counts.ts';
import type { Filter, Sort } from './filter.ts';
import type { TipCondition } from './views.ts';
import { isAheadOf, type Place, placeOf, walkTips } from './walk.ts';

/**
 * Where a tip stands in a list: the numbers of those beside it, in the order of the list; `place`, from 1 on, and `count`, up to one
 * more than `MOST_COUNTED`, as is a place that cannot be counted cheaply. A tip that is not in the list any more has no place, and those
 * beside it are there all the same.
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
  const asked = await askedTips(context, viewer, filter);
  const from = await findPlace(context, viewer, filter, number);
  if (from === null) return null;
  const beside = (goesBack: boolean) =>
    walkTips(query, asked, { sort: filter.sort, from, goesBack, atMost: 1 });
  const [previous, next] = [await beside(true), await beside(false)];
  const place = await countPlace(query, asked, { sort: filter.sort, from, number });
  return { previous: previous[0]?.number ?? null, next: next[0]?.number ?? null, ...place };
}

type Standing = { sort: Sort; from: Place; number: number };

async function countPlace(
  query: Query,
  asked: AskedTips,
  { sort, from, number }: Standing,
): Promise<Pick<Neighbours, 'place' | 'count'>> {
  const { condition, lead, isFar } = asked;
  const within = (narrower: TipCondition): AskedTips => ({
    ...asked,
    condition: tips => tips.and([condition(tips), narrower(tips)]),
  });
  const ahead = within(() => isAheadOf(sort, from));
  const itself = within(tips => tips('tips.number', '=', number));
  const counts = await countTips(query, [
    ['itself', itself.condition],
    ...(isFar
      ? []
      : ([
          ['all', condition, { lead }],
          ['ahead', ahead.condition, { lead }],
        ] as const)),
  ]);
  const isIn = counts.get('itself') === 1;
  if (!isFar) return { place: isIn ? (counts.get('ahead') ?? 0) + 1 : null, count: counts.get('all') ?? 0 };
  const [of, before] = [await countFar(query, asked), await countFar(query, ahead)];
  const isUnknown = of.isCut || before.isCut;
  return { place: isIn ? (isUnknown ? MOST_COUNTED : before.count) + 1 : null, count: of.count };
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
