import type { Left, ShownPlace } from '../../../../../views/staff/tip/bar/tip-place.tsx';
import { staffPaths } from '../../../../paths.ts';
import { MOST_COUNTED } from '../../../../tips/list/counts.ts';
import { type Filter, fieldsOf, wholeSearch } from '../../../../tips/list/filter.ts';
import { readNeighbours } from '../../../../tips/list/neighbours.ts';
import type { StaffContext } from '../../context.ts';
import { number, tipNumber } from '../../forms.ts';
import { readBack, readQuestion } from '../../list/list-question.ts';
import { settleQuestion } from '../../list/settled-question.ts';
import type { StaffRequest } from '../../request.ts';

/** Where a tip stands in the list that its page was reached from; null where it was reached from none, or from a search. */
export async function shownPlace(context: StaffContext, request: StaffRequest): Promise<ShownPlace | null> {
  const [filter, back] = [await askedBack(context, request), readBack(request)];
  const place = filter && (await readNeighbours(context, request.viewer, filter, tipNumber(request)));
  if (place === null) return null;
  const to = (number: number | null) => (number === null ? null : staffPaths.tip(number, back));
  return {
    list: filter && nameOf(filter, request),
    place: place.place !== null && place.place <= MOST_COUNTED ? place.place : null,
    count: Math.min(place.count, MOST_COUNTED),
    isMore: place.count > MOST_COUNTED,
    previous: to(place.previous),
    next: to(place.next),
  };
}

const nameOf = ({ view, saved }: Filter, { words }: StaffRequest): string =>
  saved?.name ?? words.staff.views[view];

/** What the press that led here did with the tip before. */
export function readLeft({ raw }: StaffRequest): Left | null {
  for (const by of ['closed', 'assigned', 'moved'] as const) {
    const { success, data } = number.safeParse(raw.query[by]);
    if (success) return { by, number: data };
  }
  return null;
}

/**
 * Where one stands once a tip is left: on the next one of the list that it was reached from, behind its last one on the list itself.
 * Asked before it is left, for it may not be in the list after that.
 */
export async function placeAfter(
  context: StaffContext,
  request: StaffRequest,
  by: Left['by'],
): Promise<string> {
  const [left, back, filter] = [tipNumber(request), readBack(request), await askedBack(context, request)];
  if (filter === null) return staffPaths.tip(left, back);
  const next = (await readNeighbours(context, request.viewer, filter, left))?.next ?? null;
  return next === null
    ? staffPaths.listDone(back, by)
    : staffPaths.tip(next, { ...back, [by]: String(left) });
}

/** The same of a change by which a tip may leave its list, or the viewer's sight. Asked before it, and answered after it. */
export async function placeIfLeft(context: StaffContext, request: StaffRequest, by: Left['by']) {
  const [tip, back, filter] = [tipNumber(request), readBack(request), await askedBack(context, request)];
  const isListed = async () =>
    filter !== null && (await readNeighbours(context, request.viewer, filter, tip))?.place != null;
  const [wasListed, next] = [await isListed(), await placeAfter(context, request, by)];
  return async (isSeen: boolean): Promise<string> => {
    if (!isSeen) return filter === null ? staffPaths.list(back) : next;
    return wasListed && !(await isListed()) ? next : staffPaths.tip(tip, back);
  };
}

/** By what that list is filtered; null where there is none, and for a search, in whose order nobody walks. */
async function askedBack(context: StaffContext, request: StaffRequest): Promise<Filter | null> {
  const { back } = readBack(request);
  if (back === undefined) return null;
  const { filter, search } = await settleQuestion(
    context,
    request.viewer,
    readQuestion(fieldsOf(new URLSearchParams(back))),
  );
  return wholeSearch(filter, search) === '' ? filter : null;
}
