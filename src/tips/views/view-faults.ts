import { type Reason, Refusal } from '../../errors.ts';
import { type Filter, type SavedFilter, wholeSearch } from '../list/filter.ts';
import { VIEWS } from '../list/views.ts';
import { isSameName } from '../tags/names.ts';
import { isLongerThan } from '../text.ts';
import type { SavedView } from './load-views.ts';
import { isSavable, mergedFilter } from './merged-filter.ts';
import { VIEW_NAME_LIMIT } from './saved-view.ts';

export const faultOf = (field: 'name' | 'query' | 'shared', reason: Reason) =>
  new Refusal(reason, { faults: { [field]: reason } });

/** A letter that is seen: a tab of none could be neither read nor pressed. */
const SEEN = /[^\p{Default_Ignorable_Code_Point}\p{C}\p{M}\p{Z}]/u;

/**
 * In one line, without spaces around.
 * @throws {Refusal} with a fault of `name` where nothing is left that is seen, or too much.
 */
export function readName(typed: string): string {
  const name = typed.replace(/[\p{Cc}\p{Z}]+/gu, ' ').trim();
  if (!SEEN.test(name)) throw faultOf('name', { code: 'view-nameless' });
  if (isLongerThan(name, VIEW_NAME_LIMIT))
    throw faultOf('name', { code: 'view-name-too-long', limit: VIEW_NAME_LIMIT });
  return name;
}

/**
 * `reserved`: what the desk's own views are called, in every language. `seen`: what the viewer has; `but`: the one of this id, which is called so.
 * @throws {Refusal} with a fault of `name`.
 */
export function refuseTaken(
  { name, but = null }: { name: string; but?: string | null },
  seen: readonly SavedView[],
  reserved: readonly string[],
): void {
  const taken = [
    ...VIEWS,
    ...reserved,
    ...seen.filter(view => view.id !== but).map(({ name: other }) => other),
  ];
  if (taken.some(other => isSameName(other, name))) throw faultOf('name', { code: 'view-name-taken' });
}

/** A list, by its filter and what was typed to be found in it. */
export type ListOf = { filter: Filter; search: string };

/**
 * All that a list is narrowed down by, with what a saved view holds, as one.
 * @throws {Refusal} where the viewer may not know all of it, or no one filter says the same.
 */
export function flattened({ filter, search: typed }: ListOf): Pick<SavedFilter, 'filter' | 'search'> {
  if (!isSavable(filter, typed)) throw faultOf('query', { code: 'view-query-wrong' });
  return { filter: mergedFilter(filter), search: wholeSearch(filter, typed) };
}
