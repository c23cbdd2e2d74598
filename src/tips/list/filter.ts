import { z } from 'zod';
import { emailLike } from '../../email.ts';
import { CHANNELS } from '../channels.ts';
import { OUTCOMES } from '../outcomes.ts';
import { STATES } from '../states.ts';
import { TAG_LIMIT } from '../tags/names.ts';
import { clean, isLongerThan } from '../text.ts';
import { TURNS } from '../turns.ts';
import { VIEWS, type View } from './views.ts';

/** What a tip may have. `media`: photos and videos; `contact`: a way by which its reader may be answered. */
export const HAVINGS = ['media', 'file', 'contact', 'permission'] as const;
export type Having = (typeof HAVINGS)[number];

export const SORTS = ['newest', 'oldest', 'changed', 'important'] as const;
export type Sort = (typeof SORTS)[number];

/** Whether a list in this order stands under days. */
export const standsUnderDays = (sort: Sort): boolean => sort === 'newest' || sort === 'oldest';

/** `most`: in code points, as names and tags are measured that are kept. */
const words = (most: number) =>
  z
    .string()
    .transform(clean)
    .pipe(
      z
        .string()
        .trim()
        .min(1)
        .refine(word => !isLongerThan(word, most)),
    );

const schema = z.object({
  /** Of these, or by the name that it was saved by: of which there are, the rows know. */
  view: words(80).default('new'),
  state: z.enum(STATES).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  topic: words(40).optional(),
  channel: z.enum(CHANNELS).optional(),
  assignee: z.union([z.enum(['me', 'none']), emailLike]).optional(),
  tag: words(TAG_LIMIT).optional(),
  talk: z.enum(TURNS).optional(),
  has: z
    .array(z.enum(HAVINGS))
    .transform(has => HAVINGS.filter(having => has.includes(having)))
    .default([]),
  unread: z
    .enum(['on', '1'])
    .transform(() => true)
    .default(false),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  sort: z.enum(SORTS).optional(),
});

/** As an address says it, be its view there or not. No order: the view's own, or the newest first. */
export type AskedFilter = z.infer<typeof schema>;
export type FilterField = keyof AskedFilter;

/**
 * What a list is asked for: all of it must be so, and what a saved view holds beside it. `from` and `to` are days of the desk's, both
 * included. Where there is a saved one, `view` is `all`.
 */
export type Filter = Omit<AskedFilter, 'view' | 'sort'> & { view: View; sort: Sort; saved?: SavedFilter };

/** What a saved view holds. `isHidden`: it names what the viewer may not know of, and so they are not told what it holds. */
export type SavedFilter = {
  id: string;
  name: string;
  isShared: boolean;
  version: number;
  filter: Omit<Filter, 'saved'>;
  /** What it searches for; empty for nothing. */
  search: string;
  isHidden: boolean;
};

export const FILTER_FIELDS = schema.keyof().options;

/** All tips, the newest first. */
export const EVERYTHING: Filter = { view: 'all', has: [], unread: false, sort: 'newest' };

/** What an address asks for that says nothing. */
export const EVERYDAY: Filter = { view: 'new', has: [], unread: false, sort: 'newest' };

export const isView = (name: string): name is View => VIEWS.some(view => view === name);

/** An address's or a form's fields, each once, or many times. */
type Fields = Readonly<Record<string, unknown>>;

/** What an address asks for. What is wrong in it is not asked, and named: whoever changes what a filter finds must not do more. */
export function readFilter(query: Fields): { filter: AskedFilter; wrong: FilterField[] } {
  const given = Object.fromEntries(FILTER_FIELDS.flatMap(field => givenIn(field, query[field])));
  const parsed = schema.safeParse(given);
  if (parsed.success) return { filter: parsed.data, wrong: [] };
  const wrong = FILTER_FIELDS.filter(field => parsed.error.issues.some(({ path }) => path[0] === field));
  const right = Object.entries(given).filter(([name]) => !wrong.some(field => field === name));
  return { filter: schema.parse(Object.fromEntries(right)), wrong };
}

/** A field that a form sends empty is none. */
function givenIn(field: FilterField, value: unknown): [FilterField, unknown][] {
  const values = [value].flat().filter(one => one !== undefined && one !== '');
  if (values.length === 0) return [];
  return [[field, field === 'has' ? values : values.length === 1 ? values[0] : values]];
}

/** The fields of an address, as forms have them. */
export const fieldsOf = (query: URLSearchParams): Record<string, string | string[] | undefined> =>
  Object.fromEntries(
    [...new Set(query.keys())]
      .map(name => [name, query.getAll(name)] as const)
      .map(([name, all]) => [name, all.length === 1 ? all[0] : all]),
  );

/** The same in an address: what goes without saying is left out. */
export function askedQuery({ view, has, unread, sort, ...rest }: AskedFilter): [string, string][] {
  const isPlain = sort === EVERYDAY.sort && isView(view);
  const only: Readonly<Record<string, string | undefined>> = {
    view: view === EVERYDAY.view ? undefined : view,
    ...rest,
    unread: unread ? 'on' : undefined,
    sort: isPlain ? undefined : sort,
  };
  return [
    ...Object.entries(only).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    ),
    ...has.map((having): [string, string] => ['has', having]),
  ];
}

export const filterQuery = (filter: Filter): [string, string][] => askedQuery(askedOf(filter));

/** As an address asks for it. */
export function askedOf({ saved, sort, ...rest }: Filter): AskedFilter {
  if (saved === undefined) return { ...rest, sort };
  return { ...rest, view: saved.name, ...(sort !== saved.filter.sort && { sort }) };
}

/** All that is searched for: what a saved view searches for, and what was typed beside it. */
export const wholeSearch = ({ saved }: Pick<Filter, 'saved'>, typed = ''): string =>
  [saved?.search ?? '', typed].filter(part => part !== '').join(' ');

/** What a saved view holds, as it is kept and as an address says it. */
export const heldQuery = ({ filter, search }: Pick<SavedFilter, 'filter' | 'search'>): URLSearchParams =>
  inOrder(new URLSearchParams([...askedQuery(filter), ...(search === '' ? [] : [['q', search]])]));

function inOrder(query: URLSearchParams): URLSearchParams {
  query.sort();
  return query;
}
