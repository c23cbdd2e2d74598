import { expect, test } from 'vitest';
import { createJobsWorld, gate } from '../../jobs/jobs-world.ts';
import { waitFor } from '../../support/wait-for.ts';

test('a job that another process is just claiming holds up no other kind', async () => {
  const world = await createJobsWorld();
  const [locked, over] = [gate(), gate()];
  await world.enqueueInspection('a file');
  const claiming = world.database.write(async trx => {
    await trx.selectFrom('outbox').select('id').forUpdate().execute();
    locked.open();
    await over.opened;
  });
  await locked.opened;
  // It stands behind the inspection.
  world.clock.move(1);
  await world.enqueue();
  const done: string[] = [];
  const run = async ({ kind }: { kind: string }) => void done.push(kind);
  world.start({ 'test mail': { run }, 'inspect file': { run } });
  await waitFor(() => expect(done).toEqual(['test mail']));
  over.open();
  await claiming;
  await waitFor(() => expect(done).toEqual(['test mail', 'inspect file']));
});
