import { beforeEach, expect, test } from 'vitest';
import { claimDue } from '../../src/jobs/claims.ts';
import { Failed, type Job } from '../../src/jobs/job.ts';
import { HOUR, MINUTE, START } from '../support/clock.ts';
import { waitFor } from '../support/wait-for.ts';
import { createJobsWorld, gate, type JobsWorld } from './jobs-world.ts';

let world: JobsWorld;
beforeEach(async () => {
  world = await createJobsWorld();
  world.clock.set(START + 3 * HOUR);
});

const done = () => waitFor(async () => expect(await world.rows()).toMatchObject([{ state: 'done' }]));

test('what was owed while the clock was hours ahead is done at once, once the clock is right', async () => {
  await world.enqueue();
  world.clock.set(START);
  world.start({ 'test mail': { run: async () => {} } });
  await done();
});

test('what was in hand when its process died, while the clock was hours ahead, waits for one lease and no longer', async () => {
  await world.enqueue();
  await claimDue(world.database, world.clock(), 'test mail', { most: 5, inHand: [] });
  world.clock.set(START);
  const jobs = world.start({ 'test mail': { run: async () => {} } });
  await waitFor(async () => expect(await world.rows()).toMatchObject([{ due: START + MINUTE }]));
  world.clock.move(MINUTE);
  jobs.wake();
  await done();
});

test('a job that failed while the clock was hours ahead is tried again when the clock is set back as it works', async () => {
  let isBroken = true;
  const run = async () => {
    if (isBroken) throw new Failed('broken');
  };
  const jobs = world.start({ 'test mail': { run } });
  await world.enqueue();
  await waitFor(async () => expect(await world.rows()).toMatchObject([{ last_error: 'broken' }]));
  isBroken = false;
  world.clock.set(START);
  jobs.wake();
  await done();
});

test('a job in hand when the clock is set back is not done twice', async () => {
  const slow = gate();
  const runs: Job<'test mail'>[] = [];
  const run = async (job: Job<'test mail'>) => {
    runs.push(job);
    await slow.opened;
  };
  const jobs = world.start({ 'test mail': { run } });
  await world.enqueue();
  await waitFor(() => expect(runs).toHaveLength(1));
  world.clock.set(START);
  jobs.wake();
  await waitFor(async () => expect(await world.rows()).toMatchObject([{ due: START + MINUTE }]));
  slow.open();
  await done();
  expect(runs).toHaveLength(1);
});

test('what was meant to wait ten minutes waits ten minutes of the right clock', async () => {
  await world.enqueue({ due: world.clock() + 10 * MINUTE });
  world.clock.set(START);
  const jobs = world.start({ 'test mail': { run: async () => {} } });
  await waitFor(async () =>
    expect(await world.rows()).toMatchObject([{ created_at: START, due: START + 10 * MINUTE }]),
  );
  world.clock.move(10 * MINUTE);
  jobs.wake();
  await done();
});
