import type { Database } from '../db/database.ts';
import { LEASE, unsettled } from './claims.ts';

/**
 * What a clock ahead of its time has put off would wait until that time comes round again: hours, or years where a
 * machine started with a wrong date. Once the clock is right, nothing waits longer than it would have waited without that.
 */
export async function catchUp(database: Database, now: number, kinds: readonly string[]): Promise<void> {
  await database.write(async trx => {
    const owed = trx
      .updateTable('outbox')
      .where(unsettled)
      .where('state', '=', 'owed')
      .where('kind', 'in', kinds);
    // In hand, or it was when its process died: whoever lives renews the lease long before it ends.
    await owed
      .set({ due: now + LEASE })
      .where('attempts', '>', 0)
      .where('settled_at', 'is', null)
      .where('due', '>', now + LEASE)
      .execute();
    await owed.set({ due: now }).where('settled_at', '>', now).where('due', '>', now).execute();
    // Never tried, such as a mail that waits for the scan of its files: it waits as long as it was meant to.
    await owed
      .set(row => ({ due: row(row('due', '-', row.ref('created_at')), '+', now), created_at: now }))
      .where('attempts', '=', 0)
      .where('created_at', '>', now)
      .execute();
  });
}
