import { z } from 'zod';
import { emailLike } from '../../email.ts';
import { CHANNELS } from '../channels.ts';
import { OUTCOMES } from '../outcomes.ts';
import { STATES } from '../states.ts';
import { TAG_LIMIT } from '../tags/tag.ts';
import { clean } from '../text.ts';
import { VIEWS } from './views.ts';

/** What a tip may have. `media`: photos and videos; `contact`: a way by which its reader may be answered. */
export const HAVINGS = ['media', 'file', 'contact', 'permission'] as const;
export type Having = (typeof HAVINGS)[number];

export const SORTS = ['newest', 'oldest', 'changed', 'important'] as const;
export type Sort = (typeof SORTS)[number];

const words = (most: number) => z.string().transform(clean).pipe(z.string().trim().min(1).max(most));

const schema = z.object({
  view: z.enum(VIEWS).default('new'),
  state: z.enum(STATES).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  topic: words(40).optional(),
  channel: z.enum(CHANNELS).optional(),
  assignee: z.union([z.enum(['me', 'none']), emailLike]).optional(),
  tag: words(TAG_LIMIT).optional(),
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
  sort: z.enum(SORTS).default('newest'),
});

/** What a list is asked for: all of it must be so. `from` and `to` are days of the desk's, both included. */
export type Filter = z.infer<typeof schema>;
export type FilterField = keyof Filter;

export const FILTER_FIELDS = schema.keyof().options;

/** All tips, the newest first. */
export const EVERYTHING: Filter = { view: 'all', has: [], unread: false, sort: 'newest' };

/** What an address asks for that says nothing. */
export const EVERYDAY = schema.parse({});

/** An address's or a form's fields, each once, or many times. */
type Fields = Readonly<Record<string, unknown>>;

/** What an address asks for. What is wrong in it is not asked, and named: whoever changes what a filter finds must not do more. */
export function readFilter(query: Fields): { filter: Filter; wrong: FilterField[] } {
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

/** The same in an address: what goes without saying is left out. */
export function filterQuery({ view, has, unread, sort, ...rest }: Filter): [string, string][] {
  const only: Readonly<Record<string, string | undefined>> = {
    view: view === EVERYDAY.view ? undefined : view,
    ...rest,
    unread: unread ? 'on' : undefined,
    sort: sort === EVERYDAY.sort ? undefined : sort,
  };
  return [
    ...Object.entries(only).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    ),
    ...has.map((having): [string, string] => ['has', having]),
  ];
}
