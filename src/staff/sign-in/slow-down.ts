import { createBackoff } from '../../backoff.ts';
import { Refusal } from '../../errors.ts';
import { createExpiringMap } from '../../limiter.ts';

/** Failures that cost nothing: people mistype. */
const FREE = 5;
/** Milliseconds, as all times here. */
const FIRST_STEP = 1_000;
const LONGEST_REFUSAL = 15 * 60_000;
const LONGEST_DELAY = 5_000;
/** After an hour of quiet a name starts afresh. */
const FORGOTTEN_AFTER = 60 * 60_000;
const MOST_NAMES = 10_000;
/** Delayed answers that may be owed under one name at once; more stand in line, or are refused for a moment. */
const DELAYED_AT_ONCE = 20;
/** Who is known is not to be refused because of others who try at the same place. The last waits for 50 s: silence is cut at 60. */
export const MOST_IN_LINE = 180;
/** To loopback, where a proxy may stand for everybody: only to bound the memory. */
const DELAYED_LOCALLY = 200;

/** Failures under one name (an address bucket or an account). In memory alone: a restart forgets them. */
type Failures = {
  /** Counts an attempt as failed until `clear` says otherwise, so that many at once cannot slip through. */
  count(name: string): void;
  clear(name: string): void;
  /** Milliseconds until the next attempt is heard: 1 s after the free ones, doubled each time, at most 15 minutes. */
  refusal(name: string): number;
  /** Milliseconds an answer takes longer: 1 s after the free ones, doubled each time, at most 5 s. */
  delay(name: string): number;
};

export function createFailures(clock: () => number): Failures {
  const names = createExpiringMap<{ failures: number; last: number }>({
    lasts: FORGOTTEN_AFTER,
    most: MOST_NAMES,
    clock,
  });
  const find = (name: string) => names.get(name) ?? { failures: 0, last: 0 };
  const refusalOf = waitAfter(LONGEST_REFUSAL);
  const delayOf = waitAfter(LONGEST_DELAY);

  return {
    count: name => names.set(name, { failures: find(name).failures + 1, last: clock() }),
    clear: names.delete,
    refusal(name) {
      const { failures, last } = find(name);
      const whole = refusalOf(failures);
      return Math.min(whole, Math.max(0, last + whole - clock()));
    },
    delay: name => delayOf(find(name).failures),
  };
}

/** Without jitter: each who is told to wait is told exactly how long. */
function waitAfter(longest: number): (failures: number) => number {
  const wait = createBackoff({ first: FIRST_STEP, longest, jitter: 0 });
  return failures => wait(failures - FREE + 1);
}

/** Lets answers wait, in bounds. Those in line come no faster than those before them. */
export function createDelays(pause: (milliseconds: number) => Promise<unknown>, mostInLine = 0) {
  const delayed = new Map<string, number>();
  /** @throws {Refusal} when too many wait under this name. */
  return async (name: string, milliseconds: number, isLocal = false): Promise<void> => {
    if (milliseconds === 0) return;
    const others = delayed.get(name) ?? 0;
    const atOnce = isLocal ? DELAYED_LOCALLY : DELAYED_AT_ONCE;
    if (others >= atOnce + mostInLine) throw tooOften(milliseconds);
    delayed.set(name, others + 1);
    await pause(milliseconds * Math.max(1, (others + 1) / atOnce));
    const left = (delayed.get(name) ?? 1) - 1;
    if (left > 0) delayed.set(name, left);
    else delayed.delete(name);
  };
}

export const tooOften = (milliseconds: number) =>
  new Refusal({ code: 'too-many-sign-ins' }, { retryAfter: Math.ceil(milliseconds / 1_000) });
