import { setImmediate as nextTurnOfLoop } from 'node:timers/promises';
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Schema } from '../../db/schema/schema.ts';
import { authorize, type Viewer, visibleTo } from '../../staff/access.ts';
import { MOST_COUNTED } from '../list/counts.ts';
import { hashOfTag, openTag, type SealedTag } from './tag.ts';

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

/** `tips`: how many have it, of those that the viewer may see: up to one more than `MOST_COUNTED`. */
export type CountedTag = { name: string; tips: number };

/** Tags of one statement. */
const AT_ONCE = 20;

/**
 * All tags that stand on a tip which the viewer may see, in the order of the alphabet.
 * @throws {Refusal} `not-allowed`.
 */
export async function countTags(context: Reading, viewer: Viewer): Promise<CountedTag[]> {
  authorize(viewer, 'manage tags');
  const counted: CountedTag[] = [];
  for (let last = ''; ; await nextTurnOfLoop()) {
    const some = await countedTags(context, viewer)
      .where('tags.id', '>', last)
      .orderBy('tags.id')
      .limit(AT_ONCE)
      .execute();
    counted.push(...some.flatMap(row => seenTag(context, row)));
    last = some.at(-1)?.id ?? '';
    if (some.length < AT_ONCE) return counted.sort((one, other) => inOrder(one.name, other.name));
  }
}

/**
 * One of them, however its letters are written; null where there is none.
 * @throws {Refusal} `not-allowed`.
 */
export async function countTag(context: Reading, viewer: Viewer, name: string): Promise<CountedTag | null> {
  authorize(viewer, 'manage tags');
  const hash = hashOfTag(context.masters, name);
  const row = await countedTags(context, viewer).where('tags.name_hash', '=', hash).executeTakeFirst();
  return (row && seenTag(context, row)[0]) ?? null;
}

const countedTags = ({ database: { query } }: Reading, viewer: Viewer) =>
  query
    .selectFrom('tags')
    .select(['tags.id', 'tags.master', 'tags.sealed'])
    .select(tags =>
      tags
        .selectFrom(
          tags
            .selectFrom('tip_tags')
            .innerJoin('tips', 'tips.number', 'tip_tags.tip')
            .select('tip_tags.tip')
            .whereRef('tip_tags.tag', '=', 'tags.id')
            .where(visibleTo(viewer))
            .limit(MOST_COUNTED + 1)
            .as('counted'),
        )
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('tips'),
    );

/** None where it stands on no tip that may be seen, or does not open. */
function seenTag({ masters }: Reading, { tips, ...row }: SealedTag & { tips: number | null }): CountedTag[] {
  const name = tips === null || tips === 0 ? null : openTag(masters, row);
  return name === null || tips === null ? [] : [{ name, tips }];
}

const collator = new Intl.Collator('ko');
const inOrder = (one: string, other: string) => collator.compare(one, other);
