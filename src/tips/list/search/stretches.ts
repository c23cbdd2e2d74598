import type { Segment, Segments } from '../../../search/segments.ts';

/** `isVisible`: all its candidates may be seen. */
export type Stretch = Segment & { isVisible?: boolean };

export type Stretches = ReturnType<typeof createStretches>;

/** What a search goes along, stretch by stretch, and how far it has come. `few`: all tips that it could find, where they are few. */
export function createStretches(segments: Segments, goesUp: boolean, few: readonly number[] | null) {
  let ahead: Stretch[] = [];
  let at: number | null = null;
  let isAtEnd = false;

  function passBy(): void {
    const stretch = ahead.shift();
    if (stretch !== undefined) at = goesUp ? stretch.high : stretch.low;
    isAtEnd = ahead.length === 0 && segments.areOver();
  }

  return {
    passBy,
    /** The last tip that was looked at, or could have been; null for none. */
    at: () => at,
    isAtEnd: () => isAtEnd,
    /** The one to go on in; null at the end. `parts`: makes several of each that is ahead. */
    async current(parts: ((stretch: Stretch) => Stretch[]) | null): Promise<Stretch | null> {
      if (ahead.length === 0) ahead = (await segments.next()).map(stretch => amongFew(stretch, few));
      if (parts !== null) ahead = ahead.flatMap(parts);
      isAtEnd = ahead.length === 0;
      return ahead[0] ?? null;
    },
    /** Goes on behind this tip. */
    behind(number: number): void {
      at = number;
      const [stretch] = ahead;
      if (stretch === undefined) return;
      const rest = restOf(stretch, number, goesUp);
      if (rest.candidates?.length === 0) passBy();
      else ahead[0] = rest;
    },
    /** Goes on in the same stretch with these candidates alone. */
    leave(candidates: readonly number[]): void {
      const [stretch] = ahead;
      if (stretch !== undefined) ahead[0] = { ...stretch, candidates, isVisible: true };
    },
  };
}

/** In the order of the candidates; what the index does not know of a stretch, the few that stand in it are candidates of. */
function amongFew(stretch: Stretch, few: readonly number[] | null): Stretch {
  if (few === null) return stretch;
  const { low, high, candidates } = stretch;
  const within = new Set(few.filter(number => low <= number && number <= high));
  return { ...stretch, candidates: candidates?.filter(number => within.has(number)) ?? null };
}

function restOf(stretch: Stretch, last: number, goesUp: boolean): Stretch {
  const isAhead = (number: number) => (goesUp ? number > last : number < last);
  const bounds = goesUp ? { low: last + 1 } : { high: last - 1 };
  return { ...stretch, ...bounds, candidates: stretch.candidates?.filter(isAhead) ?? null };
}

/** What the index does not know stands in a stretch of its own, before all else of it. */
export function changedFirst(stretch: Stretch): Stretch[] {
  const { candidates, changed } = stretch;
  if (candidates === null || changed.size === 0) return [stretch];
  const known = candidates.filter(number => !changed.has(number));
  if (known.length === 0) return [stretch];
  return [
    { ...stretch, candidates: candidates.filter(number => changed.has(number)) },
    { ...stretch, candidates: known, changed: new Set() },
  ];
}
