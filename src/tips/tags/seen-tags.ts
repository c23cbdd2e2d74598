import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Schema } from '../../db/schema/schema.ts';
import { authorize, type Viewer, visibleTo } from '../../staff/access.ts';
import { openTag } from './tag.ts';

/** So many are offered while one is typed. */
const MOST_OFFERED = 200;

type Reading = Pick<Context, 'masters'> & { database: Pick<Context['database'], 'query'> };

/** The condition on rows of `tags` that stand on a tip which the viewer may see: of others nothing is told. */
export const isOnSeenTip =
  (viewer: Viewer) =>
  (tags: ExpressionBuilder<Schema, 'tags'>): Expression<SqlBool> =>
    // Tip by tip up to the first that is seen: a list of all that have a tag would be made for each of them.
    tags.exists(
      tags
        .selectFrom('tip_tags')
        .select('tip_tags.id')
        .whereRef('tip_tags.tag', '=', 'tags.id')
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('tips')
              .select('tips.number')
              .where('tips.number', '=', sql.ref<number>('tip_tags.tip'))
              .where(visibleTo(viewer)),
          ),
        ),
    );

/** Those that were given last, to the newest tips, of all that the viewer may know. */
export async function loadOfferedTags(
  { database: { query }, masters }: Reading,
  viewer: Viewer,
): Promise<string[]> {
  const rows = await query
    .selectFrom('tags')
    .select(['id', 'master', 'sealed'])
    .where(isOnSeenTip(viewer))
    .orderBy(
      tags =>
        tags
          .selectFrom('tip_tags')
          .select(({ fn }) => fn.max('tip_tags.tip').as('tip'))
          .whereRef('tip_tags.tag', '=', 'tags.id'),
      'desc',
    )
    .limit(MOST_OFFERED)
    .execute();
  return rows
    .map(row => openTag(masters, row))
    .filter(name => name !== null)
    .sort(inOrder);
}

/** `tips`: how many have it, of those that the viewer may see. */
export type CountedTag = { name: string; tips: number };

/**
 * All tags that stand on a tip which the viewer may see, in the order of the alphabet.
 * @throws {Refusal} `not-allowed`.
 */
export async function countTags(
  { database: { query }, masters }: Reading,
  viewer: Viewer,
): Promise<CountedTag[]> {
  authorize(viewer, 'manage tags');
  const counts = await query
    .selectFrom('tip_tags')
    .innerJoin('tips', 'tips.number', 'tip_tags.tip')
    .select(({ fn }) => ['tip_tags.tag', fn.countAll<number>().as('tips')])
    .where(visibleTo(viewer))
    .groupBy('tip_tags.tag')
    .execute();
  const tipsOf = new Map(counts.map(({ tag, tips }) => [tag, tips]));
  const rows = await query.selectFrom('tags').select(['id', 'master', 'sealed']).execute();
  return rows
    .flatMap(row => {
      const [tips, name] = [tipsOf.get(row.id), openTag(masters, row)];
      return tips === undefined || name === null ? [] : [{ name, tips }];
    })
    .sort((one, other) => inOrder(one.name, other.name));
}

const collator = new Intl.Collator('ko');
const inOrder = (one: string, other: string) => collator.compare(one, other);
