import type { Context } from '../../context.ts';
import { hashOfTag } from '../tags/tag.ts';
import type { Filter } from './filter.ts';
import type { TipCondition } from './views.ts';

/** A tag that no more tips have leads to these; of a page of a commoner one, the walk of the list has met enough soon. */
const RARE = 2_000;

/**
 * The same condition, led by a tag that few tips have: SQLite would else look through all tips of the view for them, at a million for
 * seconds.
 */
export async function ledByTag(
  { database: { query }, masters }: Pick<Context, 'database' | 'masters'>,
  { tag: own, saved }: Pick<Filter, 'tag' | 'saved'>,
  condition: TipCondition,
): Promise<TipCondition> {
  const tag = own ?? saved?.filter.tag;
  if (tag === undefined) return condition;
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
  return some.length > RARE
    ? condition
    : tips => tips.and([tips('tips.number', 'in', tagged), condition(tips)]);
}
