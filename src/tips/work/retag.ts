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
import { deleteUnusedTags, keepTag } from '../tags/unused-tags.ts';
import { isLongerThan } from '../text.ts';
import { followTag } from '../views/follow-tag.ts';

/** By name. `to`: what stands in its place, a tag that is there already or a new one; null: nothing. */
type Retagging = { tag: string; to: string | null };

type RetagContext = Pick<Context, 'database' | 'masters' | 'clock'>;

/** Tips of one transaction: what comes meanwhile waits for no more. */
const AT_ONCE = 200;

/**
 * Gives a tag another name, merges it into another one, or takes it off, on all tips that the viewer may see; of others it is left, and
 * nothing told. Saved views follow. Each tip changes by itself, so what an end leaves is done by doing it again. Gives how many have changed; none where
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
  if (to !== null) await followTag(context, viewer, { from: { id: row.id, name: tag }, to });
  const from = { id: row.id, hash };
  let changed = 0;
  // Each tip once: two who make each tag the other one would else never come to an end.
  for (let after: number | null = 0; after !== null; await nextTurnOfLoop()) {
    const slice: Slice = { from, to, after };
    const some = await database.write(trx => retagSome(trx, context, viewer, slice));
    changed += some.changed;
    after = some.last;
  }
  return changed;
}

const faultOfName = (reason: Reason) => new Refusal(reason, { faults: { to: reason } });

/** `after`: the number of the last tip that was looked at. */
type Slice = { from: { id: string; hash: string }; to: string | null; after: number };

/** `last`: after which there may be more; null: there are none. */
async function retagSome(
  trx: Write,
  { masters, clock }: RetagContext,
  viewer: Viewer,
  { from, to, after }: Slice,
): Promise<{ changed: number; last: number | null }> {
  const at = clock();
  const tagged = await taggedTips(trx, viewer, { tag: from.id, after });
  if (tagged.length === 0) return { changed: 0, last: null };
  const tips = await holdTips(trx, tagged, at);
  const hash = to === null ? null : hashOfTag(masters, to);
  // In the one order in which all who change tags hold them.
  const hold = async () =>
    to === null || hash === null ? null : holdTag(trx, masters, viewer, { name: to, hash });
  let into = hash !== null && hash < from.hash ? await hold() : null;
  await keepTag(trx, from.id);
  into ??= await hold();
  const taken = await trx
    .deleteFrom('tip_tags')
    .where('tag', '=', from.id)
    .where('tip', 'in', tagged)
    .returning('tip')
    .execute();
  const moved = taken.filter(({ tip }) => tips.includes(tip));
  if (into !== null && moved.length > 0)
    await trx
      .insertInto('tip_tags')
      .values(moved.map(({ tip }) => ({ id: randomId(), tip, tag: into })))
      .onConflict(conflict => conflict.columns(['tag', 'tip']).doNothing())
      .execute();
  await deleteUnusedTags(trx, into === null ? [from.id] : [from.id, into]);
  await noteRetagged(trx, viewer, tips, at);
  return { changed: tips.length, last: tagged.length < AT_ONCE ? null : (tagged.at(-1) ?? null) };
}

async function noteRetagged(trx: Write, { staffId }: Viewer, tips: number[], at: number): Promise<void> {
  if (tips.length === 0) return;
  const kind: EventKind = 'tags changed';
  await trx
    .insertInto('events')
    .values(tips.map(tip => ({ tip, kind, staff_id: staffId, at })))
    .execute();
  for (const tip of tips) publishEvents(trx, tip, [kind]);
}

/** The next ones, forgotten ones too: an older version that forgets a tip leaves its tags. */
async function taggedTips(
  trx: Write,
  viewer: Viewer,
  { tag, after }: { tag: string; after: number },
): Promise<number[]> {
  const tagged = await trx
    .selectFrom('tip_tags')
    .innerJoin('tips', 'tips.number', 'tip_tags.tip')
    .select('tip_tags.tip')
    .where('tip_tags.tag', '=', tag)
    .where('tip_tags.tip', '>', after)
    .where(visibleTo(viewer))
    .orderBy('tip_tags.tip')
    .limit(AT_ONCE)
    .execute();
  return tagged.map(({ tip }) => tip);
}

/** Those that are kept, one version further: whoever changes or forgets one of them at this moment comes before or after. */
async function holdTips(trx: Write, tagged: readonly number[], at: number): Promise<number[]> {
  const held = await trx
    .updateTable('tips')
    .set(({ eb }) => ({ changed_at: at, version: eb('version', '+', 1) }))
    .where('number', 'in', tagged)
    .where('forgotten_at', 'is', null)
    .returning('number')
    .execute();
  return held.map(({ number }) => number).toSorted((one, other) => one - other);
}
