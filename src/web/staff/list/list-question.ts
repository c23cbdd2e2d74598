import { z } from 'zod';
import { staffPaths } from '../../../paths.ts';
import {
  type AskedFilter,
  askedOf,
  askedQuery,
  EVERYDAY,
  type Filter,
  type FilterField,
  fieldsOf,
  readFilter,
  wholeSearch,
} from '../../../tips/list/filter.ts';
import type { ListPage, ListQuestion } from '../../../tips/list/list.ts';
import type { Place } from '../../../tips/list/walk.ts';
import { clean } from '../../../tips/text.ts';
import { text } from '../forms.ts';
import type { PageRequest } from '../request.ts';

const WRITTEN_PLACE = /^(?:(\d{1,15})-)?(\d{1,15})$/;

/** A number, or what the list is sorted by and a number. */
const maybePlace = z
  .string()
  .regex(WRITTEN_PLACE)
  .transform(typed => typed.split('-').map(Number))
  .transform(([first = 0, second]): Place => (second === undefined ? first : [first, second]))
  .optional()
  .catch(undefined);

/** What the list's address asks beside its filter; what is wrong in it is not asked. */
const question = z.object({
  // However long: were it dropped, all tips would stand there as what was found.
  q: z.string().transform(clean).catch(''),
  before: maybePlace,
  after: maybePlace,
  day: z.iso.date().optional().catch(undefined),
  mark: text(200),
});

/** As an address asks. `wrong`: the fields of its filter that say nothing that is known. */
export type AskedList = Omit<ListQuestion, 'filter'> & {
  filter: AskedFilter;
  wrong: readonly FilterField[];
  /** The page that begins with it: `YYYY-MM-DD`. A place goes before it. */
  day?: string;
};

export function readQuestion(query: Readonly<Record<string, unknown>>): AskedList {
  const { q, before, after, day, mark } = question.parse(query);
  return {
    ...readFilter(query),
    search: q.trim(),
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(day !== undefined && before === undefined && after === undefined && { day }),
    ...(mark !== '' && { searchMark: mark }),
  };
}

/** The list that a page shows. `search`: what was typed, beside what its view searches for. */
export type ShownList = ListQuestion & { filter: Filter };

/** The fields of the list's address that are set. */
const queryOf = ({ filter, search, ...place }: ShownList): URLSearchParams =>
  askedListQuery(
    { filter: askedOf(filter), ...place, ...(search !== undefined && { search }) },
    wholeSearch(filter, search) !== '',
  );

const askedListQuery = (
  { filter, search = '', before, after, searchMark }: Omit<AskedList, 'wrong'>,
  isSearch = search !== '',
): URLSearchParams =>
  new URLSearchParams([
    ...askedQuery(filter),
    ...field('q', search),
    ...field('before', before === undefined ? '' : placeText(before)),
    ...field('after', after === undefined ? '' : placeText(after)),
    ...field('mark', isSearch ? searchMark : ''),
  ]);

const field = (name: string, value = ''): [string, string][] => (value === '' ? [] : [[name, value]]);

const placeText = (place: Place) => (typeof place === 'number' ? String(place) : place.join('-'));

/** The addresses of the pages beside one, older and newer; null where there is none. */
export type Neighbours = { next: string | null; previous: string | null };

export function neighbours(
  { newer, older, newest, oldest, searchMark }: ListPage,
  { filter, search = '' }: ShownList,
): Neighbours {
  const to = (edge: Pick<ListQuestion, 'before' | 'after'>) =>
    staffPaths.list(queryOf({ filter, search, ...edge, ...(searchMark !== null && { searchMark }) }));
  return {
    next: older && oldest !== null ? to({ before: oldest }) : null,
    previous: newer && newest !== null ? to({ after: newest }) : null,
  };
}

/** Where this list begins, and where is asked what has changed of it. */
export function liveAddresses({ before: _before, after: _after, ...first }: ShownList) {
  const query = queryOf(first);
  return { list: staffPaths.list(query), address: staffPaths.liveList(query) };
}

/** All of a list, whatever page of it is shown. */
export function wholeList({ before: _before, after: _after, ...asked }: ShownList): string {
  return String(queryOf(asked)) || PLAIN;
}

/** Which list a page was reached from, to be put into addresses; empty where it was reached from none. */
export type Back = { back?: string };

/** The plain list has to be named too: from it one goes on to the next tip. */
const PLAIN = `view=${EVERYDAY.view}`;

export const backTo = (asked: ShownList): Back => ({ back: String(queryOf(asked)) || PLAIN });

/** Read anew as the list's own fields, be its view there or not, so that it can lead nowhere else. */
export function readBack({ raw }: Pick<PageRequest, 'raw'>): Back {
  const typed = text(2_000).parse(raw.query['back']);
  const asked = readQuestion(fieldsOf(new URLSearchParams(typed)));
  const back = String(askedListQuery(asked, asked.searchMark !== undefined));
  if (back !== '') return { back };
  return typed === PLAIN ? { back: PLAIN } : {};
}

/** As it stands in an address, behind the question mark. */
export const readList = (query: string): AskedList => readQuestion(fieldsOf(new URLSearchParams(query)));
