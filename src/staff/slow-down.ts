/** Failures that cost nothing: people mistype. */
const FREE = 5;
/** Milliseconds, as all times here. */
const FIRST_STEP = 1_000;
const LONGEST_REFUSAL = 15 * 60_000;
const LONGEST_DELAY = 5_000;
/** After an hour of quiet a name starts afresh. */
const FORGOTTEN_AFTER = 60 * 60_000;
/** So that memory stays small under attack; the oldest is dropped first. */
const MOST_NAMES = 10_000;

/** Failures under one name (an address bucket or an account). In memory alone: a restart forgets them. */
export type Failures = {
  /** Counts an attempt as failed until `clear` says otherwise, so that many at once cannot slip through. */
  count(name: string): void;
  clear(name: string): void;
  /** Milliseconds until the next attempt is heard: 1 s after the free ones, doubled each time, at most 15 minutes. */
  refusal(name: string): number;
  /** Milliseconds an answer takes longer: 1 s after the free ones, doubled each time, at most 5 s. */
  delay(name: string): number;
};

export function createFailures(clock: () => number): Failures {
  const names = new Map<string, { failures: number; last: number }>();

  const find = (name: string) => {
    const found = names.get(name);
    // Either way: once the clock is set back, a failure may lie ahead of it.
    return found && Math.abs(clock() - found.last) < FORGOTTEN_AFTER ? found : { failures: 0, last: 0 };
  };
  const step = (failures: number, longest: number) =>
    failures < FREE ? 0 : Math.min(longest, FIRST_STEP * 2 ** Math.min(failures - FREE, 20));

  return {
    count(name) {
      const failures = find(name).failures + 1;
      names.delete(name);
      names.set(name, { failures, last: clock() });
      const [oldest] = names.keys();
      if (names.size > MOST_NAMES && oldest !== undefined) names.delete(oldest);
    },
    clear: name => void names.delete(name),
    refusal(name) {
      const { failures, last } = find(name);
      const whole = step(failures, LONGEST_REFUSAL);
      return Math.min(whole, Math.max(0, last + whole - clock()));
    },
    delay: name => step(find(name).failures, LONGEST_DELAY),
  };
}
