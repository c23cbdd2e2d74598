import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { Refusal } from '../../errors.ts';
import { authorize, type Viewer } from '../../staff/access.ts';
import { holdAccount } from '../../staff/accounts/hold-account.ts';
import { holdPeople } from '../../staff/accounts/hold-people.ts';
import type { SavedView } from './load-views.ts';
import { MOST_VIEWS, type Owner } from './saved-view.ts';
import { faultOf } from './view-faults.ts';

export type ViewContext = Pick<Context, 'database' | 'masters' | 'clock'>;

/** Until the transaction ends nobody else changes the desk's views, nor the viewer's own. In the order in which all hold these. */
export async function holdViews(trx: Write, { staffId }: Viewer, isShared: boolean): Promise<void> {
  if (isShared) await holdPeople(trx);
  if (!(await holdAccount(trx, staffId))) throw new Refusal({ code: 'not-allowed' });
}

/** @throws {Refusal} with a fault of `name` where there are as many as there may be. */
export async function refuseMany(trx: Write, owner: Owner): Promise<void> {
  const { count } = await trx
    .selectFrom('saved_views')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('staff_id', owner === null ? 'is' : '=', owner)
    .executeTakeFirstOrThrow();
  const reason = { code: 'too-many-views', limit: MOST_VIEWS } as const;
  if (count >= MOST_VIEWS) throw faultOf('name', reason);
}

/**
 * One that is there and does not open has its name too: it may be of a newer version. `but`: the one of this id, which is called so.
 * @throws {Refusal} with a fault of `name`.
 */
export async function refuseHeld(trx: Write, name_hash: string, but = ''): Promise<void> {
  const held = trx.selectFrom('saved_views').select('id').where('name_hash', '=', name_hash);
  if ((await held.where('id', '!=', but).executeTakeFirst()) !== undefined)
    throw faultOf('name', { code: 'view-name-taken' });
}

/** As the viewer saw it. */
export type SeenView = { id: string; version: number };

/** @throws {Refusal} where there is none, it is not as it was seen, or it is not theirs to change. */
export function heldBy(viewer: Viewer, seen: readonly SavedView[], { id, version }: SeenView): SavedView {
  const view = seen.find(other => other.id === id);
  if (view === undefined) throw new Refusal({ code: 'view-gone' });
  if (view.isShared) authorize(viewer, 'share views');
  if (view.version !== version) throw new Refusal({ code: 'view-stale' });
  return view;
}
