/**
 * Why the database cannot be used just now. `full`: it has no free connection; `read-only`: a copy, as after a failover;
 * `no-rights`: the desk's user may not do what the desk does; `away`: it does not answer, or not to us.
 */
export type Trouble = 'full' | 'read-only' | 'no-rights' | 'away';

/** The database cannot be used just now. Nothing of what was asked for has been kept. */
export class DatabaseAway extends Error {
  override name = 'DatabaseAway';
  readonly why: Trouble;
  /** The database's or the system's own, where there is one. */
  readonly code: string | undefined;

  constructor(why: Trouble, code: string | undefined, cause: unknown) {
    super(`the database cannot be used: ${why}`, { cause });
    this.why = why;
    this.code = code;
  }

  /** Questions may still be answered. */
  get isReadable(): boolean {
    return this.why === 'read-only' || this.why === 'no-rights';
  }
}

/** What was so within the last minutes is told, in milliseconds. */
const RECENT = 10 * 60_000;

/** Remembers what was amiss, in memory alone. `onBegin` hears each kind once, until it has been well for ten minutes. */
export function createTroubles(onBegin: (error: DatabaseAway) => void, now = () => performance.now()) {
  const last = new Map<Trouble, number>();
  const isRecent = (why: Trouble) => now() - (last.get(why) ?? Number.NEGATIVE_INFINITY) < RECENT;
  return {
    note(error: DatabaseAway): void {
      const isKnown = isRecent(error.why);
      last.set(error.why, now());
      if (!isKnown) onBegin(error);
    },
    recent: (): readonly Trouble[] => [...last.keys()].filter(isRecent),
  };
}

export type Troubles = ReturnType<typeof createTroubles>;
