import { expect, test } from 'vitest';
import { holdTipRow } from '../../../src/db/tip-keys.ts';
import { sweepForgotten } from '../../../src/tips/end/orphans.ts';
import { waitFor } from '../../support/wait-for.ts';
import { waitingForLocks } from '../../support/waiting-for-locks.ts';
import { forgottenByOlder } from '../../tips/work/notes/forgotten-drafts.ts';

test('Who holds a tip whose drafts are swept waits for none of another', async () => {
  const { desk, numbers, left } = await forgottenByOlder();
  const [first = 0, , last = 0] = numbers;
  await desk.database
    .write(async trx => {
      await holdTipRow(trx, 'postgres', last);
      await trx.deleteFrom('drafts').where('tip', '=', last).execute();
      const sweeping = sweepForgotten(desk);
      await waitFor(async () => expect(await waitingForLocks(desk.database)).toBeGreaterThan(0));
      // Had the sweep a hand on all of them, either would now wait for the other.
      await trx.deleteFrom('drafts').where('tip', '=', first).execute();
      return { sweeping };
    })
    .then(({ sweeping }) => sweeping);
  expect(await left()).toEqual([]);
});
