import type { Context } from '../../context.ts';
import { randomId } from '../../crypto/ids.ts';
import type { Masters } from '../../crypto/masters.ts';
import type { Write } from '../../db/database.ts';
import { authorizeFor, type Viewer } from '../../staff/access.ts';
import { noteEvents } from '../history/events.ts';
import { loadFacts } from '../read/load-facts.ts';
import { holdTag } from '../tags/hold-tag.ts';
import { TAGS_OF_TIP } from '../tags/names.ts';
import { faultOfTags, refuseTags } from '../tags/refuse-tags.ts';
import { hashOfTag } from '../tags/tag.ts';
import { deleteUnusedTags, keepTag } from '../tags/unused-tags.ts';
import { changeTip, type TipChange } from './change-tip.ts';

/** By name, as `readTags` gives them. */
type TagChange = TipChange & { add: readonly string[]; remove: readonly string[] };

/**
 * Gives a tip tags and takes others off it; one that it has, or has not, stays so. Gives its new version.
 * @throws {Refusal} as `authorizeFor`; with a fault of `add` where one is too long, there is none, or the tip would have too
 * many; when the tip is no longer as the viewer saw it, or is forgotten.
 */
export async function changeTags(
  context: Pick<Context, 'database' | 'masters' | 'clock'>,
  viewer: Viewer,
  change: TagChange,
): Promise<number> {
  await context.database.write(trx => changeTagsIn(trx, context, viewer, change));
  return change.version + 1;
}

/** The same in a transaction of more. */
export async function changeTagsIn(
  trx: Write,
  { masters, clock }: Pick<Context, 'masters' | 'clock'>,
  viewer: Viewer,
  { number, version, add, remove }: TagChange,
): Promise<void> {
  refuseTags({ add, remove });
  authorizeFor(viewer, 'change tags', await loadFacts(trx, number));
  await changeTip(trx, { number, version });
  await writeTags(trx, { masters, viewer }, number, { add, remove });
  await noteEvents(trx, number, ['tags changed'], viewer, clock());
}

export async function writeTags(
  trx: Write,
  { masters, viewer }: { masters: Masters; viewer: Viewer },
  tip: number,
  { add, remove }: Pick<TagChange, 'add' | 'remove'>,
): Promise<void> {
  const named = (names: readonly string[]) => names.map(name => ({ name, hash: hashOfTag(masters, name) }));
  const present = new Map((await tagsOf(trx, tip)).map(({ id, name_hash }) => [name_hash, id]));
  const removed = named(remove).filter(({ hash }) => present.has(hash));
  const added = named(add).filter(({ hash }) => !present.has(hash));
  if (present.size - removed.length + added.length > TAGS_OF_TIP)
    throw faultOfTags({ code: 'too-many-tags', limit: TAGS_OF_TIP });
  const gone = removed.map(({ hash }) => present.get(hash) ?? '');
  if (gone.length > 0)
    await trx.deleteFrom('tip_tags').where('tip', '=', tip).where('tag', 'in', gone).execute();
  // In the one order in which all who change tags hold them, or two of them could wait for each other.
  const held = [...removed, ...added].toSorted((one, other) => (one.hash < other.hash ? -1 : 1));
  for (const tag of held) {
    const id = present.get(tag.hash);
    if (id !== undefined) await keepTag(trx, id);
    else
      await trx
        .insertInto('tip_tags')
        .values({ id: randomId(), tip, tag: await holdTag(trx, masters, viewer, tag) })
        .execute();
  }
  await deleteUnusedTags(trx, gone);
}

const tagsOf = (trx: Write, tip: number) =>
  trx
    .selectFrom('tip_tags')
    .innerJoin('tags', 'tags.id', 'tip_tags.tag')
    .select(['tags.id', 'tags.name_hash'])
    .where('tip_tags.tip', '=', tip)
    .execute();
