/** Milliseconds. A phone in a tunnel is silent for less; after a minute of silence a connection is closed in any case. */
const WINDOW = 60_000;

/** Bytes within one to two windows, so 10 a second: a bad line brings a hundred times as much, and a trickle that only holds on does not. */
const LEAST = 600;

/**
 * How fast something goes on. `moved`: bytes that went either way up to now, or null while it is we who keep the other side
 * waiting.
 */
export function createPace(moved: () => number | null, begun: number) {
  let [older, newer] = [0, 0];
  let markedAt = begun;
  return {
    begun,
    /** To be called more often than once in a window. */
    mark(now: number): void {
      if (now - markedAt < WINDOW) return;
      [older, newer] = [newer, moved() ?? newer];
      markedAt = now;
    },
    /** Bytes in the last window and what has passed of the one before; infinite while we keep the other side waiting. */
    recent(): number {
      const all = moved();
      return all === null ? Number.POSITIVE_INFINITY : all - older;
    },
    /** Long enough there to be judged. */
    isLaggard(now: number): boolean {
      return now - begun >= WINDOW && this.recent() < LEAST;
    },
  };
}

export type Pace = ReturnType<typeof createPace>;

/** Below the least pace, by what `recent` told. */
export const isSlow = (recent: number): boolean => recent < LEAST;
