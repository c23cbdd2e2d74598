import { type Filter, HAVINGS, type SavedFilter, wholeSearch } from '../list/filter.ts';
import { isLongerThan } from '../text.ts';

/** One's search may be no longer than the list's. */
const SEARCH_LIMIT = 200;

/** Whether one filter says the same, and the viewer may know all of it. */
export const isSavable = (filter: Filter, typed: string): boolean =>
  !(filter.saved?.isHidden || isLongerThan(wholeSearch(filter, typed), SEARCH_LIMIT) || isAtOdds(filter));

/** Fields that stand for one condition each, in the order of the chips. */
export const SINGLE_FIELDS = [
  'state',
  'outcome',
  'topic',
  'channel',
  'assignee',
  'tag',
  'talk',
  'from',
  'to',
] as const;

const isAtOdds = ({ saved, ...own }: Filter): boolean =>
  SINGLE_FIELDS.some(field => {
    const held = saved?.filter[field];
    return held !== undefined && own[field] !== undefined && own[field] !== held;
  });

/** Where both say something, what was chosen last counts. */
export function mergedFilter({ saved, ...own }: Filter): SavedFilter['filter'] {
  if (saved === undefined) return own;
  const { view, has, unread, ...held } = saved.filter;
  return {
    ...held,
    ...own,
    view,
    has: HAVINGS.filter(having => has.includes(having) || own.has.includes(having)),
    unread: unread || own.unread,
  };
}
