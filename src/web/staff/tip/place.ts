import type { ShownPlace } from '../../../../views/staff/tip/tip-place.tsx';
import { staffPaths } from '../../../paths.ts';
import { MOST_COUNTED } from '../../../tips/list/counts.ts';
import { type Neighbours, readNeighbours } from '../../../tips/list/neighbours.ts';
import type { StaffContext } from '../context.ts';
import { tipNumber } from '../forms.ts';
import { askedBack, readBack } from '../list/list-question.ts';
import type { StaffRequest } from '../request.ts';

/** Where a tip stands in the list that its page was reached from; null where it was reached from none, or from a search. */
export async function shownPlace(context: StaffContext, request: StaffRequest): Promise<ShownPlace | null> {
  const [filter, back] = [askedBack(request), readBack(request)];
  const place = filter && (await readNeighbours(context, request.viewer, filter, tipNumber(request)));
  if (place === null) return null;
  const to = (number: number | null) => (number === null ? null : staffPaths.tip(number, back));
  return {
    view: filter?.view ?? null,
    place: place.place !== null && place.place <= MOST_COUNTED ? place.place : null,
    count: Math.min(place.count, MOST_COUNTED),
    isMore: place.count > MOST_COUNTED,
    previous: to(place.previous),
    next: to(place.next),
  };
}

/**
 * Where one stands once a tip is closed: on the next one of the list that it was reached from, behind its last one on the list itself.
 * Asked before it is closed, for it may leave the list by that.
 */
export async function placeAfter(context: StaffContext, request: StaffRequest): Promise<string> {
  const [number, back, filter] = [tipNumber(request), readBack(request), askedBack(request)];
  if (filter === null) return staffPaths.tip(number, back);
  const place: Neighbours | null = await readNeighbours(context, request.viewer, filter, number);
  const next = place?.next ?? null;
  return next === null
    ? staffPaths.listDone(back, 'closed')
    : staffPaths.tip(next, { ...back, closed: String(number) });
}
