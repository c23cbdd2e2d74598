import type * as ko from '../../../ko/staff/tip/place.ts';

export const place: typeof ko.place = {
  toView: view => `Back to the list: ${view}`,
  of: (place, count, isMore) => `${place} of ${count}${isMore ? '+' : ''}`,
  previous: 'Previous tip',
  next: 'Next tip',
  closed: number => `Tip ${number} is closed. This is the next one.`,
  assigned: number => `Tip ${number} is assigned. This is the next one.`,
  moved: number => `Tip ${number} has another topic. This is the next one.`,
  toClosed: 'See the closed tip',
};
