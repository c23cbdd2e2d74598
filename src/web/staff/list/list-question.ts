import { z } from 'zod';
import { staffPaths } from '../../../paths.ts';
import type { ListPage, ListQuestion } from '../../../tips/list/list.ts';
import { maybeNumber, text } from '../forms.ts';
import type { PageRequest } from '../request.ts';

/** What the list's address asks; what is wrong in it is not asked. */
const question = z.object({
  q: text(200),
  topic: text(40),
  before: maybeNumber,
  after: maybeNumber,
  mark: text(200),
});

/** The fields of the list's address that are set. */
type ListQuery = Readonly<Record<string, string>>;

export function readQuestion(query: unknown): ListQuestion {
  const { q, topic, before, after, mark } = question.parse(query);
  return {
    search: q.trim(),
    ...(topic !== '' && { topic }),
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(mark !== '' && { searchMark: mark }),
  };
}

const queryOf = ({ search = '', topic, before, after, searchMark }: ListQuestion): ListQuery => ({
  ...(search !== '' && { q: search }),
  ...(topic !== undefined && { topic }),
  ...(before !== undefined && { before: String(before) }),
  ...(after !== undefined && { after: String(after) }),
  ...(search !== '' && searchMark !== undefined && { mark: searchMark }),
});

/** The addresses of the pages beside one, older and newer; null where there is none. */
export type Neighbours = { next: string | null; previous: string | null };

export function neighbours(
  { newer, older, newest, oldest, searchMark }: ListPage,
  { search = '', topic }: ListQuestion,
): Neighbours {
  const to = (edge: ListQuestion) =>
    staffPaths.list(
      queryOf({
        search,
        ...(topic !== undefined && { topic }),
        ...edge,
        ...(searchMark !== null && { searchMark }),
      }),
    );
  return {
    next: older && oldest !== null ? to({ before: oldest }) : null,
    previous: newer && newest !== null ? to({ after: newest }) : null,
  };
}

/** Where this list begins, and where is asked what has changed of it. */
export function liveAddresses({ before: _before, after: _after, ...first }: ListQuestion) {
  const query = queryOf(first);
  return { list: staffPaths.list(query), address: staffPaths.liveList(query) };
}

/** Which list a page was reached from, to be put into addresses; empty for the plain list. */
export type Back = { back?: string };

export function backTo(asked: ListQuestion): Back {
  const back = String(new URLSearchParams(queryOf(asked)));
  return back === '' ? {} : { back };
}

/** Read anew as the list's own fields, so that it can lead nowhere else. */
export function readBack({ raw }: Pick<PageRequest, 'raw'>): Back {
  const typed = text(2_000).parse(raw.query['back']);
  return backTo(readQuestion(Object.fromEntries(new URLSearchParams(typed))));
}
