import type { Context } from '../../context.ts';
import { openTag } from './tag.ts';

type Reading = Pick<Context, 'masters'> & { database: Pick<Context['database'], 'query'> };

/** The tags of each of these tips, in the order of the alphabet; those that do not open are left out. */
export async function loadTags(
  { database: { query }, masters }: Reading,
  tips: readonly number[],
): Promise<Map<number, string[]>> {
  const tags = new Map<number, string[]>(tips.map(tip => [tip, []]));
  if (tips.length === 0) return tags;
  const rows = await query
    .selectFrom('tip_tags')
    .innerJoin('tags', 'tags.id', 'tip_tags.tag')
    .select(['tip_tags.tip', 'tags.id', 'tags.master', 'tags.sealed'])
    .where('tip_tags.tip', 'in', tips)
    .execute();
  for (const { tip, ...row } of rows) {
    const name = openTag(masters, row);
    if (name !== null) tags.get(tip)?.push(name);
  }
  for (const names of tags.values()) names.sort(inOrder);
  return tags;
}

const collator = new Intl.Collator('ko');
const inOrder = (one: string, other: string) => collator.compare(one, other);
