/** A clock that stands still until it is moved. */
export type MovableClock = {
  (): number;
  /** In milliseconds. */
  move(by: number): void;
  /** To milliseconds since 1970, UTC. */
  set(to: number): void;
};

/** Monday 23 November 2026, 14:05 in Seoul. */
export const START = Date.UTC(2026, 10, 23, 5, 5);

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export function createClock(start = START): MovableClock {
  let time = start;
  return Object.assign(() => time, {
    move(by: number) {
      time += by;
    },
    set(to: number) {
      time = to;
    },
  });
}
