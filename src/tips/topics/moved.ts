/** The topics, by their slugs, between which a tip was moved; null for none. */
export type Moved = { from: string | null; to: string | null };

/** What stands for none. */
const NONE = '–';

/** As the history keeps it. */
export const movedDetail = ({ from, to }: Moved): string => `${from ?? NONE} → ${to ?? NONE}`;

/** Null where an older version has not said it. */
export function readMoved(detail: string | null): Moved | null {
  const [, from, to] = /^(\S+) → (\S+)$/.exec(detail ?? '') ?? [];
  const slugOf = (word: string) => (word === NONE ? null : word);
  return from === undefined || to === undefined ? null : { from: slugOf(from), to: slugOf(to) };
}
