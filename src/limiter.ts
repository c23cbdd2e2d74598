/** At most `atOnce` works go on at the same time. */
export type Slots = {
  /** Works in its turn. @throws `refusal`, before the work has begun, when too many wait already. */
  within<T>(work: () => Promise<T>): Promise<T>;
  /** How many are at work now. */
  taken(): number;
};

/** Those beyond the slots wait, first come, first served; `whenFull`: at most so many, and what the others are told. */
export function createSlots(atOnce: number, whenFull?: { mostWaiting: number; refusal: () => Error }): Slots {
  let taken = 0;
  const waiting: (() => void)[] = [];
  return {
    async within(work) {
      if (taken < atOnce) taken += 1;
      else if (whenFull !== undefined && waiting.length >= whenFull.mostWaiting) throw whenFull.refusal();
      else await new Promise<void>(resolve => waiting.push(resolve));
      try {
        return await work();
      } finally {
        // Whoever waits next is given the slot itself, so that nobody who comes now is before them.
        const next = waiting.shift();
        if (next === undefined) taken -= 1;
        else next();
      }
    },
    taken: () => taken,
  };
}

/** `lasts`: milliseconds. `most`: so that memory stays small under attack; the oldest are dropped first. */
type Expiry = { lasts: number; most?: number; clock: () => number };

/** What is remembered under a name for a while, in memory alone: a restart forgets it. */
export function createExpiringMap<Value>({ lasts, most = Number.POSITIVE_INFINITY, clock }: Expiry) {
  /** Those that were set longest ago first. */
  const entries = new Map<string, { value: Value; at: number }>();
  // Either way: once the clock is set back, what was set may lie ahead of it.
  const isOver = ({ at }: { at: number }) => Math.abs(clock() - at) >= lasts;

  const tidy = () => {
    for (const [name, entry] of entries) {
      if (entries.size <= most && !isOver(entry)) break;
      entries.delete(name);
    }
  };
  return {
    get(name: string): Value | undefined {
      const entry = entries.get(name);
      return entry === undefined || isOver(entry) ? undefined : entry.value;
    },
    /** As of now. */
    set(name: string, value: Value): void {
      entries.delete(name);
      entries.set(name, { value, at: clock() });
      tidy();
    },
    delete: (name: string) => void entries.delete(name),
    clear: () => entries.clear(),
    values(): Value[] {
      tidy();
      return [...entries.values()].map(({ value }) => value);
    },
  };
}

/** So often in `lasts` milliseconds; of at most so many names at once. */
type Rate = { most: number; lasts: number; names: number; clock: () => number };

/** Counts what comes under a name, in memory alone. */
export function createRate({ most, lasts, names, clock }: Rate) {
  const counts = createExpiringMap<{ since: number; count: number }>({ lasts, most: names, clock });
  return {
    /** Counts one. Null: that is not too many; else seconds until there may be more. */
    add(name: string): number | null {
      const known = counts.get(name);
      const period = known ?? { since: clock(), count: 0 };
      period.count += 1;
      if (known === undefined) counts.set(name, period);
      if (period.count <= most) return null;
      return Math.max(1, Math.ceil((period.since + lasts - clock()) / 1_000));
    },
    forget: (name: string) => counts.delete(name),
    clear: () => counts.clear(),
  };
}
