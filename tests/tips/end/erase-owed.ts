import { createJobs } from '../../../src/jobs/jobs.ts';
import { erasingHandlers } from '../../../src/tips/end/erasing.ts';
import { MINUTE } from '../../support/clock.ts';
import { allLeftOwed } from '../../support/jobs.ts';
import { waitUntil } from '../../support/wait-for.ts';
import type { TipWorld } from '../tip-world.ts';

/** Two minutes later, all that is still to be erased of forgotten tips is. */
export async function eraseOwed({ desk, clock }: Pick<TipWorld, 'desk' | 'clock'>): Promise<void> {
  clock.move(2 * MINUTE);
  const jobs = createJobs({ ...desk, handlers: { ...allLeftOwed, ...erasingHandlers(desk) } });
  jobs.start();
  const owed = desk.database.query
    .selectFrom('outbox')
    .select(['attempts', 'due', 'settled_at'])
    .where('kind', 'in', ['erase file', 'erase traces'])
    .where('state', '=', 'owed');
  await waitUntil(async () => {
    const left = await owed.execute();
    // What failed once is tried again after seconds. What is in hand would lose its lease if the clock went on.
    const waits = left.every(
      ({ attempts, due, settled_at }) => settled_at === clock() || (attempts === 0 && due > clock()),
    );
    if (left.length > 0 && waits) {
      clock.move(MINUTE);
      jobs.wake();
    }
    return left.length === 0;
  }).finally(() => jobs.stop());
}
