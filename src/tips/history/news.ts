import { publishAfter } from '../../db/after-commit.ts';
import type { Database, Write } from '../../db/database.ts';
import { type EventKind, isReading } from './kinds.ts';

/** Topics to all processes, about a tip's number: one came, or what its row says has changed. */
export const TIP_CAME = 'tip came';
export const TIP_CHANGED = 'tip changed';

/** To be called once it is kept. */
export const publishNewTip = (database: Pick<Database, 'publish'>, number: number): void =>
  database.publish(TIP_CAME, String(number));

/** What stands in the history of a tip is news of it, once the transaction has come true. */
export function publishEvents(trx: Write, tip: number, kinds: readonly EventKind[]): void {
  if (!kinds.every(isReading)) publishAfter(trx, TIP_CHANGED, String(tip));
}
