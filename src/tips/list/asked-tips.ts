import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../context.ts';
import { type Viewer, visibleTo } from '../../staff/access.ts';
import { hashOfTag } from '../tags/tag.ts';
import type { Lead } from './along.ts';
import { type ConditionContext, filterCondition } from './condition.ts';
import { EVERYTHING, type Filter } from './filter.ts';
import { leadOf, listsSeenBy } from './lead.ts';
import type { TipCondition, View } from './views.ts';

/** The tips that a viewer asks for, and how they are come by. */
export type AskedTips = {
  condition: TipCondition;
  lead: Lead;
  /** What leads there may lead along most of all tips before there are enough: it is gone in slices, and others go between. */
  isFar: boolean;
};

/** The tips that the viewer may see and that are asked for: the same for list, counts, search and neighbours. */
export const conditionOf =
  (desk: ConditionContext, viewer: Viewer, filter: Filter): TipCondition =>
  tips =>
    tips.and([visibleTo(viewer)(tips), filterCondition(desk, viewer, filter)(tips)]);

/** A tag that no more tips have leads to these; of a page of a commoner one, the walk of the list has met enough soon. */
const RARE = 2_000;

export async function askedTips(
  context: Pick<Context, 'database'> & ConditionContext,
  viewer: Viewer,
  filter: Filter,
): Promise<AskedTips> {
  const condition = conditionOf(context, viewer, filter);
  const tagged = await rareTag(context, filter.tag ?? filter.saved?.filter.tag);
  if (tagged !== null) {
    const both: TipCondition = tips => tips.and([tagged(tips), condition(tips)]);
    return { condition: both, lead: [tagged], isFar: false };
  }
  return { condition, lead: leadOf(viewer, filter), isFar: isFar(viewer, filter) };
}

/** The tips of a tag, where they are few: SQLite would else look through all tips of the view for them, at a million for seconds. */
async function rareTag(
  { database: { query }, masters }: Pick<Context, 'database' | 'masters'>,
  tag: string | undefined,
): Promise<TipCondition | null> {
  if (tag === undefined) return null;
  const found = await query
    .selectFrom('tags')
    .select('id')
    .where('name_hash', '=', hashOfTag(masters, tag))
    .executeTakeFirst();
  const tagged = query
    .selectFrom('tip_tags')
    .select('tip')
    .where('tag', '=', found?.id ?? '');
  const some = await tagged.limit(RARE + 1).execute();
  return some.length > RARE ? null : tips => tips('tips.number', 'in', tagged);
}

/** Those that an index has by when they changed (migrations 0040 and 0047). */
const STAND_BY_CHANGE: ReadonlySet<View> = new Set(['new', 'open', 'closed', 'all']);

/** Of each order, what no index has in it. */
function isFar(viewer: Viewer, filter: Filter): boolean {
  const { view, sort } = filter;
  if (!isDeepStrictEqual(filter, { ...EVERYTHING, view, sort })) return true;
  if (sort === 'newest' || sort === 'oldest') return false;
  return listsSeenBy(viewer) !== null || (sort === 'changed' && !STAND_BY_CHANGE.has(view));
}
