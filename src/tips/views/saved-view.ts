import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { type Masters, viewsKey } from '../../crypto/masters.ts';
import { paddedJson, placeOf, seal, unseal } from '../../crypto/seal.ts';
import { foldName } from '../tags/names.ts';

/** Letters of a name, in code points. */
export const VIEW_NAME_LIMIT = 40;

/** So many of one's own, and so many that are shared: more are no tabs any more. */
export const MOST_VIEWS = 12;

/** Whose it is: an account's by its id, or null: the desk's. */
export type Owner = string | null;

/** By which a view is found, and there once for its owner; another's of the same name has another. Hex. */
export const hashOfView = ({ lasting }: Masters, owner: Owner, name: string): string =>
  createHmac('sha256', lasting.savedView)
    .update(placeOf(owner ?? '', foldName(name)))
    .digest('hex');

/** What it is called and what it holds, as `filterQuery` says it, with `q`. */
type Content = { name: string; query: string };
const CONTENT: z.ZodType<Content> = z.object({ name: z.string(), query: z.string() });

/** Whoever can write in the database alone makes nobody's view another's. */
const placeOfView = (id: string, owner: Owner) => placeOf('jebo view', 1, id, owner ?? '');

/** In bytes: as long as most are. */
const PADDING = 256;

export function sealView(
  { current }: Masters,
  id: string,
  owner: Owner,
  content: Content,
): { master: number; sealed: string } {
  const json = paddedJson(content, PADDING);
  return { master: current.id, sealed: seal(viewsKey(current.key), json, placeOfView(id, owner)) };
}

export type ViewRow = {
  id: string;
  staff_id: Owner;
  name_hash: string;
  version: number;
  master: number;
  sealed: string;
};

/** Null where it does not open. */
export function openContent(masters: Masters, row: ViewRow): Content | null {
  const key = masters.find(row.master);
  const place = placeOfView(row.id, row.staff_id);
  const text = key && unseal(viewsKey(key), row.sealed, place);
  const content = text === null ? null : CONTENT.safeParse(JSON.parse(text));
  if (content?.success) return content.data;
  masters.onUnopened?.(place);
  return null;
}
