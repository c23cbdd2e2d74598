/** Milliseconds. */
const FIRST = 60_000;
const LONGEST = 15 * 60_000;

/**
 * How many connections are used at once. Narrowed, it grows again by one after a minute; where that was too much once more, after
 * two, and so on to a quarter of an hour.
 */
export function createWidth(most: number, now: () => number = () => performance.now()) {
  let [width, growAfter, changedAt] = [most, FIRST, now()];
  return {
    now(): number {
      if (width === most || now() - changedAt < growAfter) return width;
      width += 1;
      changedAt = now();
      if (width === most) growAfter = FIRST;
      return width;
    },
    narrow(to: number): void {
      if (width < most) growAfter = Math.min(LONGEST, growAfter * 2);
      width = Math.max(1, Math.min(to, width));
      changedAt = now();
    },
  };
}
