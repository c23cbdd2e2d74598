import { noteDeskEvent } from '../../history/note-desk-event.ts';
import { authorize, type Viewer } from '../../staff/access.ts';
import type { SavedFilter } from '../list/filter.ts';
import { heldBy, holdViews, type SeenView, type ViewContext } from './hold-views.ts';
import { loadAllViews } from './load-views.ts';
import { isHiddenFrom } from './settle-filter.ts';

/**
 * Gives what it was, so that it can be saved again.
 * @throws {Refusal} as `heldBy`.
 */
export async function removeView(
  { database, masters, clock }: ViewContext,
  viewer: Viewer,
  seen: SeenView,
): Promise<SavedFilter> {
  authorize(viewer, 'list tips');
  const removed = { kind: 'shared view removed', by: viewer.staffId, at: clock() } as const;
  return database.write(async trx => {
    await holdViews(trx, viewer, true);
    const reading = { database: { query: trx }, masters };
    const view = heldBy(viewer, await loadAllViews(reading, viewer), seen);
    await trx.deleteFrom('saved_views').where('id', '=', view.id).execute();
    if (view.isShared) await noteDeskEvent(trx, { ...removed, subject: view.id });
    return { ...view, isHidden: await isHiddenFrom(reading, viewer, view) };
  });
}
