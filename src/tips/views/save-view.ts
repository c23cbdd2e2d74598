import { randomId } from '../../crypto/ids.ts';
import { noteDeskEvent } from '../../history/note-desk-event.ts';
import { authorize, type Viewer } from '../../staff/access.ts';
import { heldQuery } from '../list/filter.ts';
import { holdViews, refuseHeld, refuseMany, type ViewContext } from './hold-views.ts';
import { loadAllViews } from './load-views.ts';
import { hashOfView, sealView } from './saved-view.ts';
import { flattened, type ListOf, readName, refuseTaken } from './view-faults.ts';

/** `reserved`: what the desk's own views are called, in every language. */
type NewView = { name: string; list: ListOf; isShared: boolean; reserved: readonly string[] };

/**
 * Calls a list by a name: one's own, or, `isShared`, the desk's. Gives its id, and the name as it is kept.
 * @throws {Refusal} when the viewer may not do so; with a fault of `name` or `query`.
 */
export async function saveView(
  { database, masters, clock }: ViewContext,
  viewer: Viewer,
  { name: typed, list, isShared, reserved }: NewView,
): Promise<{ id: string; name: string }> {
  authorize(viewer, isShared ? 'share views' : 'list tips');
  const [id, name, at] = [randomId(), readName(typed), clock()];
  const owner = isShared ? null : viewer.staffId;
  const name_hash = hashOfView(masters, owner, name);
  const query = String(heldQuery(flattened(list)));
  await database.write(async trx => {
    await holdViews(trx, viewer, isShared);
    refuseTaken({ name }, await loadAllViews({ database: { query: trx }, masters }, viewer), reserved);
    await refuseHeld(trx, name_hash);
    await refuseMany(trx, owner);
    await trx
      .insertInto('saved_views')
      .values({
        ...{ id, staff_id: owner, name_hash, created_at: at, version: 1 },
        ...sealView(masters, id, owner, { name, query }),
      })
      .execute();
    if (isShared) await noteDeskEvent(trx, { kind: 'view shared', by: viewer.staffId, at, subject: id });
  });
  return { id, name };
}
