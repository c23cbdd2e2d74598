import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { noteDeskEvent } from '../../history/note-desk-event.ts';
import { type Viewer, visibleTo } from '../../staff/access.ts';
import { holdPeople } from '../../staff/accounts/hold-people.ts';
import { loadViewer } from '../../staff/load-viewer.ts';
import { heldQuery } from '../list/filter.ts';
import { isSameName } from '../tags/names.ts';
import { isOnSeenTip } from '../tags/seen-tags.ts';
import { openView } from './load-views.ts';
import { type Owner, sealView } from './saved-view.ts';

/** A tag in whose place another comes, on all tips that somebody sees. */
type Retagged = { from: { id: string; name: string }; to: string };

/**
 * Views that ask for a tag ask for what comes in its place: those that the desk shares, and those of people who see it on some tip, and
 * on none where it stays. Of others they are left, or they would tell what became of tips that their owner may not see. To be called
 * before tips change: done again after an end, it finds none that are left.
 */
export async function followTag(
  { database, masters, clock }: Pick<Context, 'database' | 'masters' | 'clock'>,
  viewer: Viewer,
  { from, to }: Retagged,
): Promise<void> {
  await database.write(async trx => {
    // As whoever changes or removes a view.
    await holdPeople(trx);
    const rows = await trx
      .selectFrom('saved_views')
      .select(['id', 'staff_id', 'name_hash', 'version', 'master', 'sealed'])
      .execute();
    for (const row of rows) {
      const view = openView(masters, row);
      const tag = view?.filter.tag;
      if (view === null || tag === undefined || !isSameName(tag, from.name)) continue;
      if (!(await losesTag(trx, viewer, row.staff_id, from.id))) continue;
      const query = String(heldQuery({ ...view, filter: { ...view.filter, tag: to } }));
      const sealed = sealView(masters, row.id, row.staff_id, { name: view.name, query });
      await trx
        .updateTable('saved_views')
        .set({ ...sealed, version: row.version + 1 })
        .where('id', '=', row.id)
        .execute();
      const changed = { kind: 'shared view changed', by: viewer.staffId, at: clock() } as const;
      if (view.isShared) await noteDeskEvent(trx, { ...changed, subject: row.id });
    }
  });
}

/** Whether the owner sees the tag, and will see it on no tip once it is taken off those that the viewer sees. */
async function losesTag(trx: Write, viewer: Viewer, owner: Owner, tag: string): Promise<boolean> {
  if (owner === null || owner === viewer.staffId) return true;
  const account = await trx
    .selectFrom('staff')
    .select(['id', 'email', 'name', 'lang', 'role'])
    .where('id', '=', owner)
    .executeTakeFirstOrThrow();
  const other = await loadViewer(trx, account);
  const seen = trx.selectFrom('tags').select('id').where('id', '=', tag).where(isOnSeenTip(other));
  if ((await seen.executeTakeFirst()) === undefined) return false;
  const kept = await trx
    .selectFrom('tip_tags')
    .innerJoin('tips', 'tips.number', 'tip_tags.tip')
    .select('tips.number')
    .where('tip_tags.tag', '=', tag)
    .where(tips => tips.and([visibleTo(other)(tips), tips.not(visibleTo(viewer)(tips))]))
    .limit(1)
    .executeTakeFirst();
  return kept === undefined;
}
