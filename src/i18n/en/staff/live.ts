import type { live as ko } from '../../ko/staff/live.ts';

export const live: typeof ko = {
  came: (count, isMore) =>
    count === 1 && !isMore
      ? '1 new tip has come. Show it'
      : `${count}${isMore ? ' or more' : ''} new tips have come. Show them`,
  again: 'Look again',
  alsoHere: 'Also here: {who}',
};
