import type { Connections } from '../connections/connections.ts';
import type { LoadShedder } from '../load-shedding.ts';
import type { Family } from './exposition.ts';
import { ownCounts } from './families.ts';
import { createMeters, type Meters } from './meters.ts';

/** Given this process's own counts, tells how to read those of all on its port. */
export type ShareMetrics = (own: () => Family[]) => () => Promise<readonly Family[]>;

/** Of a process that has its port for itself. */
export const alone: ShareMetrics = own => async () => own();

/** What is counted while the desk works, and the token to read it by. */
export type Metrics = Meters & {
  token: string;
  /** What this process and all others on its port have counted. */
  counts: () => Promise<readonly Family[]>;
};

/** Null where nobody may read the counts: then nothing is counted. */
export function createMetrics(
  token: string | null,
  { load, connections }: { load: LoadShedder; connections: Connections },
  shareMetrics: ShareMetrics,
): Metrics | null {
  if (token === null) return null;
  const meters = createMeters();
  return { ...meters, token, counts: shareMetrics(() => ownCounts(meters, load, connections)) };
}
