import { createPace } from '../../../../src/tips/list/search/pace.ts';

/** With each look at the clock the time is over, so that a search gets one lot of so many tips. */
export function hastyPace(lot: number) {
  let now = 0;
  return createPace({
    lot,
    now() {
      now += 10_000;
      return now;
    },
  });
}
