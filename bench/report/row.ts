/** Something measured, several times, against something else measured in the same run. */
export type Row = {
  what: string;
  unit: 'a second' | 'MB a second' | 'ms' | 's' | 'MB' | 'µs' | 'bytes';
  ours: readonly number[];
  /** What it is held against; null: against the target itself. */
  against: { name: string; values: readonly number[] } | null;
  /** A ratio to what it is held against, else an amount in the row's unit. */
  target: { is: 'at least' | 'at most'; value: number } | null;
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** What so many of them, of 1, are no more than. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Ours against the other, by their medians; without another, ours itself. */
export const ratioOf = ({ ours, against }: Row): number =>
  against === null ? median(ours) : median(ours) / median(against.values);

export function isMet(row: Row): boolean | null {
  if (row.target === null) return null;
  const ratio = ratioOf(row);
  return row.target.is === 'at least' ? ratio >= row.target.value : ratio <= row.target.value;
}

/** The same work for ours and the other in turn, so that what else the machine does meets both alike. */
export async function inTurn(
  rounds: number,
  ours: () => Promise<number>,
  other: () => Promise<number>,
): Promise<{ ours: number[]; other: number[] }> {
  const found: { ours: number[]; other: number[] } = { ours: [], other: [] };
  for (let round = 0; round < rounds; round++) {
    found.ours.push(await ours());
    found.other.push(await other());
  }
  return found;
}
