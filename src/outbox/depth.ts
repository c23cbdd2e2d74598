import type { Database } from '../db/database.ts';
import { unsettled } from './claims.ts';

/** What is owed of one kind; `since`: milliseconds since 1970, UTC, of the oldest. */
export type Depth = { kind: string; state: string; count: number; since: number };

/** All that is owed or set aside, for each kind. */
export function readDepth({ query }: Database): Promise<Depth[]> {
  return query
    .selectFrom('outbox')
    .select(row => [
      'kind',
      'state',
      row.fn.countAll<number>().as('count'),
      row.fn.min<number>('created_at').as('since'),
    ])
    .where(unsettled)
    .groupBy(['kind', 'state'])
    .execute();
}
