import type { DeskEventKind } from '../../history/kinds.ts';
import { noteDeskEvent } from '../../history/note-desk-event.ts';
import { authorize, type Viewer } from '../../staff/access.ts';
import { heldQuery } from '../list/filter.ts';
import { isSameName } from '../tags/names.ts';
import { heldBy, holdViews, refuseHeld, refuseMany, type SeenView, type ViewContext } from './hold-views.ts';
import { loadAllViews } from './load-views.ts';
import { hashOfView, sealView } from './saved-view.ts';
import { isHiddenFrom } from './settle-filter.ts';
import { faultOf, flattened, type ListOf, readName, refuseTaken } from './view-faults.ts';

/** `list`: null where it holds what it did. `reserved`: as of `saveView`. */
type ViewChange = SeenView & {
  name: string;
  list: ListOf | null;
  isShared: boolean;
  reserved: readonly string[];
};

/**
 * Gives a view another name, another list, or another owner: shared, it is the desk's; no more, it is whose who says so. Gives its name
 * and version.
 * @throws {Refusal} as `saveView`; `view-gone` where the viewer has none of this id; `view-stale`.
 */
export async function changeView(
  { database, masters, clock }: ViewContext,
  viewer: Viewer,
  { id, version, name: typed, list, isShared, reserved }: ViewChange,
): Promise<{ name: string; version: number }> {
  authorize(viewer, 'list tips');
  const [name, at] = [readName(typed), clock()];
  const held = list && flattened(list);
  const owner = isShared ? null : viewer.staffId;
  const name_hash = hashOfView(masters, owner, name);
  await database.write(async trx => {
    await holdViews(trx, viewer, true);
    const reading = { database: { query: trx }, masters };
    const seen = await loadAllViews(reading, viewer);
    const view = heldBy(viewer, seen, { id, version });
    if (isShared) authorize(viewer, 'share views');
    const moves = view.isShared !== isShared;
    if (moves || !isSameName(name, view.name)) refuseTaken({ name, but: id }, seen, reserved);
    await refuseHeld(trx, name_hash, id);
    if (moves) await refuseMany(trx, owner);
    // As their own it would tell them what it holds.
    if (moves && held === null && (await isHiddenFrom(reading, viewer, view)))
      throw faultOf('shared', { code: 'view-query-wrong' });
    await trx
      .updateTable('saved_views')
      .set({
        ...{ staff_id: owner, name_hash, version: version + 1 },
        ...sealView(masters, id, owner, { name, query: String(heldQuery(held ?? view)) }),
      })
      .where('id', '=', id)
      .execute();
    const kind = kindOf(view.isShared, isShared);
    if (kind !== null) await noteDeskEvent(trx, { kind, by: viewer.staffId, at, subject: id });
  });
  return { name, version: version + 1 };
}

function kindOf(wasShared: boolean, isShared: boolean): DeskEventKind | null {
  if (wasShared) return isShared ? 'shared view changed' : 'shared view removed';
  return isShared ? 'view shared' : null;
}
