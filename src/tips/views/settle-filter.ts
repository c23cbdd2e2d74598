import type { Context } from '../../context.ts';
import { type Viewer, visibleTo } from '../../staff/access.ts';
import { type AskedFilter, EVERYDAY, type Filter, isView, type SavedFilter } from '../list/filter.ts';
import { isSameName } from '../tags/names.ts';
import { hashOfTag } from '../tags/tag.ts';

/** As all see it who have it. */
type Held = Omit<SavedFilter, 'isHidden'>;
type Reading = Pick<Context, 'masters'> & { database: Pick<Context['database'], 'query'> };

/** What is asked for, with what its view holds; `isKnown`: false where the viewer has none of this name, and it is left out. */
export async function settleFilter(
  context: Reading,
  viewer: Viewer,
  { view, sort, ...asked }: AskedFilter,
  views: readonly Held[],
): Promise<{ filter: Filter; isKnown: boolean }> {
  if (isView(view)) return { filter: { ...asked, view, sort: sort ?? EVERYDAY.sort }, isKnown: true };
  const found = views.find(({ name }) => isSameName(name, view));
  if (found === undefined)
    return { filter: { ...asked, view: EVERYDAY.view, sort: sort ?? EVERYDAY.sort }, isKnown: false };
  const { id, name, isShared, version, filter, search } = found;
  const held = { id, name, isShared, version, filter, search };
  const saved = { ...held, isHidden: await isHiddenFrom(context, viewer, found) };
  return { filter: { ...asked, view: 'all', sort: sort ?? saved.filter.sort, saved }, isKnown: true };
}

/** Of tags nobody is told that stand on no tip which they may see; topics, channels and people are known to all who work here. */
export async function isHiddenFrom(
  { database, masters }: Reading,
  viewer: Viewer,
  { isShared, filter: { tag } }: Held,
): Promise<boolean> {
  if (!isShared || tag === undefined) return false;
  // Led by the tag: one that no tip has any more would have all tips looked at, at a million for seconds.
  const seen = await database.query
    .selectFrom('tags')
    .innerJoin('tip_tags', 'tip_tags.tag', 'tags.id')
    .innerJoin('tips', 'tips.number', 'tip_tags.tip')
    .select('tips.number')
    .where('tags.name_hash', '=', hashOfTag(masters, tag))
    .where(tips => visibleTo(viewer)(tips))
    .limit(1)
    .executeTakeFirst();
  return seen === undefined;
}
