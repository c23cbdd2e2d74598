import type { Context } from '../../context.ts';
import type { Masters } from '../../crypto/masters.ts';
import type { Viewer } from '../../staff/access.ts';
import { fieldsOf, heldQuery, isView, readFilter, type SavedFilter } from '../list/filter.ts';
import { hashOfView, openContent, type ViewRow } from './saved-view.ts';

/** As its viewers see it, of whom none is known here. */
export type SavedView = Omit<SavedFilter, 'isHidden'> & { hash: string };

export type ReadingViews = Pick<Context, 'masters'> & { database: Pick<Context['database'], 'query'> };

/**
 * The views that this viewer has, those of the desk first, each in the order in which they came. One of their own stands before one of
 * the same name that the desk shares. Those that do not open are left out.
 */
export async function loadViews(reading: ReadingViews, viewer: Viewer): Promise<SavedView[]> {
  const views = await loadAllViews(reading, viewer);
  const own = new Set(views.filter(({ isShared }) => !isShared).map(({ hash }) => hash));
  const isBehind = ({ isShared, name }: SavedView) =>
    isShared && own.has(hashOfView(reading.masters, viewer.staffId, name));
  return views
    .filter(view => !isBehind(view))
    .toSorted((one, other) => Number(other.isShared) - Number(one.isShared));
}

/** The same, with those behind one of their own. */
export async function loadAllViews(
  { database, masters }: ReadingViews,
  { staffId }: Viewer,
): Promise<SavedView[]> {
  const rows = await database.query
    .selectFrom('saved_views')
    .select(['id', 'staff_id', 'name_hash', 'version', 'master', 'sealed'])
    .where(({ eb, or }) => or([eb('staff_id', 'is', null), eb('staff_id', '=', staffId)]))
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(row => openView(masters, row)).filter(view => view !== null);
}

/** Null where it does not open, or asks for what this version does not know: what it finds must not be more. */
export function openView(masters: Masters, row: ViewRow): SavedView | null {
  const content = openContent(masters, row);
  const held = content && readHeld(content.query);
  if (content === null || held === null) return null;
  const { id, version, name_hash: hash } = row;
  return { id, name: content.name, version, hash, isShared: row.staff_id === null, ...held };
}

function readHeld(query: string): Pick<SavedFilter, 'filter' | 'search'> | null {
  const fields = new URLSearchParams(query);
  const { filter: asked, wrong } = readFilter(fieldsOf(fields));
  const search = fields.get('q') ?? '';
  const { view, sort = 'newest', ...rest } = asked;
  if (wrong.length > 0 || !isView(view)) return null;
  const isAll = String(heldQuery({ filter: { ...rest, view, sort }, search })) === query;
  return isAll ? { filter: { ...rest, view, sort }, search } : null;
}
