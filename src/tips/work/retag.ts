import { setImmediate as nextTurnOfLoop } from 'node:timers/promises';
import type { Context } from '../../context.ts';
import { randomId } from '../../crypto/ids.ts';
import type { Write } from '../../db/database.ts';
import { notFound, type Reason, Refusal } from '../../errors.ts';
import { authorize, type Viewer, visibleTo } from '../../staff/access.ts';
import type { EventKind } from '../history/kinds.ts';
import { publishEvents } from '../history/news.ts';
import { holdTag, writeTag } from '../tags/hold-tag.ts';
import { TAG_LIMIT } from '../tags/names.ts';
import { isOnSeenTip } from '../tags/seen-tags.ts';
import { hashOfTag } from '../tags/tag.ts';
import { deleteUnusedTags } from '../tags/unused-tags.ts';
import { isLongerThan } from '../text.ts';

/** By name. `to`: what stands in its place, a tag that is there already or a new one; null: nothing. */
type Retagging = { tag: string; to: string | null };

type RetagContext = Pick<Context, 'database' | 'masters' | 'clock'>;

/** Tips of one transaction: what comes meanwhile waits for no more. */
const AT_ONCE = 200;

/**
 * Gives a tag another name, merges it into another one, or takes it off, on all tips that the viewer may see; of others it is left, and
 * nothing told. Each tip changes by itself, so what an end leaves is done by doing it again. Gives how many have changed; none where
 * it is the same tag in other letters.
 * @throws {Refusal} `not-allowed`; `not-found` where the viewer sees it on no tip; `tag-too-long`.
 */
export async function retag(context: RetagContext, viewer: Viewer, { tag, to }: Retagging): Promise<number> {
  authorize(viewer, 'manage tags');
  const { database, masters } = context;
  if (to !== null && isLongerThan(to, TAG_LIMIT))
    throw faultOfName({ code: 'tag-too-long', limit: TAG_LIMIT });
  const hash = hashOfTag(masters, tag);
  const seen = database.query.selectFrom('tags').select('id').where('name_hash', '=', hash);
  const row = await seen.where(isOnSeenTip(viewer)).executeTakeFirst();
  if (row === undefined) throw notFound();
  if (to !== null && hashOfTag(masters, to) === hash) {
    await database.write(trx => writeTag(trx, masters, { id: row.id, name: to }));
    return 0;
  }
  for (let changed = 0; ; await nextTurnOfLoop()) {
    const some = await database.write(trx =>
      retagSome(trx, context, viewer, { from: { id: row.id, hash }, to }),
    );
    changed += some;
    if (some < AT_ONCE) return changed;
  }
}

const faultOfName = (reason: Reason) => new Refusal(reason, { faults: { to: reason } });

type Slice = { from: { id: string; hash: string }; to: string | null };

async function retagSome(
  trx: Write,
  { masters, clock }: RetagContext,
  viewer: Viewer,
  { from, to }: Slice,
): Promise<number> {
  const at = clock();
  const tips = await holdTips(trx, viewer, from.id, at);
  if (tips.length === 0) return 0;
  const hash = to === null ? null : hashOfTag(masters, to);
  // In the one order in which all who change tags hold them.
  const hold = async () =>
    to === null || hash === null ? null : holdTag(trx, masters, viewer, { name: to, hash });
  let into = hash !== null && hash < from.hash ? await hold() : null;
  await trx
    .updateTable('tags')
    .set(({ ref }) => ({ master: ref('master') }))
    .where('id', '=', from.id)
    .execute();
  into ??= await hold();
  const taken = await trx
    .deleteFrom('tip_tags')
    .where('tag', '=', from.id)
    .where('tip', 'in', tips)
    .returning('tip')
    .execute();
  if (into !== null && taken.length > 0)
    await trx
      .insertInto('tip_tags')
      .values(taken.map(({ tip }) => ({ id: randomId(), tip, tag: into })))
      .onConflict(conflict => conflict.columns(['tag', 'tip']).doNothing())
      .execute();
  await deleteUnusedTags(trx, [from.id]);
  const kind: EventKind = 'tags changed';
  await trx
    .insertInto('events')
    .values(tips.map(tip => ({ tip, kind, staff_id: viewer.staffId, at })))
    .execute();
  for (const tip of tips) publishEvents(trx, tip, [kind]);
  return tips.length;
}

/** The next tips that have it, one version further: whoever changes or forgets one of them at this moment comes before or after. */
async function holdTips(trx: Write, viewer: Viewer, tag: string, at: number): Promise<number[]> {
  const tagged = await trx
    .selectFrom('tips')
    .select('number')
    .where('number', 'in', tips => tips.selectFrom('tip_tags').select('tip').where('tag', '=', tag))
    .where(visibleTo(viewer))
    .orderBy('number')
    .limit(AT_ONCE)
    .execute();
  if (tagged.length === 0) return [];
  const held = await trx
    .updateTable('tips')
    .set(({ eb }) => ({ changed_at: at, version: eb('version', '+', 1) }))
    .where(
      'number',
      'in',
      tagged.map(({ number }) => number),
    )
    .where('forgotten_at', 'is', null)
    .returning('number')
    .execute();
  return held.map(({ number }) => number).toSorted((one, other) => one - other);
}
