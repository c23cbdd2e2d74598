import { beforeEach, expect, test, vi } from 'vitest';
import type { Job } from '../../src/jobs/job.ts';
import { whenDone } from '../support/cleanup.ts';
import { waitFor } from '../support/wait-for.ts';
import { createJobsWorld, gate, type JobsWorld } from './jobs-world.ts';

let world: JobsWorld;
beforeEach(async () => {
  world = await createJobsWorld();
});

test('Stopping lets the job in hand end and settles it, and claims nothing more', async () => {
  const slow = gate();
  const runs: string[] = [];
  const jobs = world.start({
    'test mail': {
      async run(job) {
        runs.push(job.subject);
        await slow.opened;
      },
    },
  });
  await world.enqueue({ subject: 'in hand' });
  await waitFor(() => expect(runs).toHaveLength(1));
  let isStopped = false;
  const stopped = jobs.stop().then(() => {
    isStopped = true;
  });
  await world.enqueue({ subject: 'next' });
  expect(isStopped).toBe(false);
  slow.open();
  await stopped;
  expect(await world.rows()).toMatchObject([
    { subject: 'in hand', state: 'done' },
    { subject: 'next', state: 'owed', attempts: 0 },
  ]);
  expect(runs).toEqual(['in hand']);
});

test('A stop that may not wait any longer breaks the job off, and it is owed again at once', async () => {
  const runs: Job<'test mail'>[] = [];
  const run = (job: Job<'test mail'>) =>
    new Promise<void>((_, reject) => {
      runs.push(job);
      job.signal.addEventListener('abort', () => reject(new Error('broken off')));
    });
  const jobs = world.start({ 'test mail': { run } });
  await world.enqueue();
  await waitFor(() => expect(runs).toHaveLength(1));
  await jobs.stop(AbortSignal.timeout(50));
  expect(await world.rows()).toMatchObject([{ state: 'owed', due: world.clock() }]);
});

test('A stop ends although a job hears nothing', async () => {
  const runs: Job<'test mail'>[] = [];
  const never = gate();
  const run = async (job: Job<'test mail'>) => {
    runs.push(job);
    await never.opened;
  };
  const jobs = world.start({ 'test mail': { run } });
  await world.enqueue();
  await waitFor(() => expect(runs).toHaveLength(1));
  // Were it waited for, this would come to no end.
  await jobs.stop(AbortSignal.timeout(50));
  expect(await world.rows()).toMatchObject([{ state: 'owed', attempts: 1 }]);
  never.open();
  await waitFor(async () => expect(await world.rows()).toMatchObject([{ state: 'done' }]));
});

test('A stop while nothing is to do is at once', async () => {
  // Were the end of its sleep waited for, this would come to no end.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  whenDone(() => void vi.useRealTimers());
  const jobs = world.start({ 'test mail': { run: async () => {} } });
  await world.rows();
  await jobs.stop();
});
