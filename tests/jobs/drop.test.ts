import { beforeEach, expect, test, vi } from 'vitest';
import { drop } from '../../src/jobs/enqueue.ts';
import { SetAside } from '../../src/jobs/job.ts';
import { waitFor } from '../support/wait-for.ts';
import { createJobsWorld, gate, type JobsWorld } from './jobs-world.ts';

let world: JobsWorld;
beforeEach(async () => {
  world = await createJobsWorld();
});

const states = async () => (await world.rows()).map(row => row.state);
const allAre = (state: string) =>
  waitFor(async () => expect(new Set(await states())).toEqual(new Set([state])));

const dropIt = () =>
  world.database.write(trx => drop(trx, world.clock(), { kind: 'test mail', subject: 'a' }));

test('A dropped job is not done any more, and what is done stays done', async () => {
  const run = vi.fn(async () => {});
  await world.enqueue({ subject: 'a' });
  await world.enqueue({ subject: 'ab' });
  await dropIt();
  const jobs = world.start({ 'test mail': { run } });
  await waitFor(async () => expect((await states()).sort()).toEqual(['done', 'dropped']));
  expect(run).toHaveBeenCalledOnce();
  expect(await jobs.retry()).toBe(0);
});

test('A dropped job does not come back from being set aside', async () => {
  const jobs = world.start({ 'test mail': { run: () => Promise.reject(new SetAside('550 at DATA')) } });
  await world.enqueue();
  await allAre('set aside');
  await dropIt();
  expect(await jobs.retry()).toBe(0);
  expect(await states()).toEqual(['dropped']);
});

test('A job that is dropped while it is in hand is undone', async () => {
  const started = gate();
  const slow = gate();
  const undo = vi.fn(async () => {});
  const jobs = world.start({
    'test mail': {
      async run() {
        started.open();
        await slow.opened;
      },
      undo,
    },
  });
  await world.enqueue();
  jobs.wake();
  await started.opened;
  await dropIt();
  slow.open();
  await waitFor(() => expect(undo).toHaveBeenCalledOnce());
  expect(await states()).toEqual(['dropped']);
});
