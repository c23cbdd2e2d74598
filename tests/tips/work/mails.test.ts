import { expect, test } from 'vitest';
import { claimDue } from '../../../src/jobs/claims.ts';
import { giveUpMail, sendToInbox } from '../../../src/tips/work/mails.ts';
import { gate } from '../../jobs/jobs-world.ts';
import { engine } from '../../support/databases.ts';
import { waitFor } from '../../support/wait-for.ts';
import { waitingForLocks } from '../../support/waiting-for-locks.ts';
import { createTipWorld } from '../tip-world.ts';

/** A tip whose mail is set aside, and what holds it as a process does that claims it just now. */
async function withSetAside() {
  const { desk, viewer, clock, submit } = await createTipWorld();
  const { number } = await submit({ message: '글' });
  const [job] = await claimDue(desk.database, clock() + 60_000, 'tip mail', { most: 1, inHand: [] });
  if (job === undefined) throw new Error('The tip owes no mail');
  const { database } = desk;
  await database.write(trx =>
    trx
      .updateTable('outbox')
      .set({ state: 'owed', last_error: '450', due: 0, settled_at: clock() })
      .execute(),
  );
  const row = () => database.query.selectFrom('outbox').selectAll().executeTakeFirstOrThrow();
  return { desk, viewer, clock, number, mail: job.id, row };
}

test.each([
  ['given up', giveUpMail],
  ['sent to the inbox', sendToInbox],
])('A mail that is claimed while it is %s stays with who claimed it', async (_what, act) => {
  const { desk, viewer, number, mail, row } = await withSetAside();
  const [claimed, end] = [gate(), gate()];
  const claiming = desk.database.write(async trx => {
    await trx.updateTable('outbox').set({ attempts: 2, due: 9e12, settled_at: null }).execute();
    claimed.open();
    if (engine() === 'postgres') await end.opened;
  });
  await claimed.opened;
  const acting = act(desk, viewer, { number, mail }).then(
    () => 'done',
    error => error.code,
  );
  if (engine() === 'postgres')
    await waitFor(async () => expect(await waitingForLocks(desk.database)).toBeGreaterThan(0));
  end.open();
  await claiming;
  expect(await acting).toBe('stale');
  expect(await row()).toMatchObject({ state: 'owed', due: 9e12, settled_at: null });
});
