import { beforeEach, expect, test, vi } from 'vitest';
import { claimRipe } from '../../src/outbox/claims.ts';
import { Failed, type Job } from '../../src/outbox/job.ts';
import { HOUR, MINUTE, START } from '../support/clock.ts';
import { createOutboxWorld, gate, type OutboxWorld } from './outbox-world.ts';

let world: OutboxWorld;
beforeEach(async () => {
  world = await createOutboxWorld();
  world.clock.set(START + 3 * HOUR);
});

const done = () => vi.waitFor(async () => expect(await world.rows()).toMatchObject([{ state: 'done' }]));

test('what was owed while the clock was hours ahead is done at once, once the clock is right', async () => {
  await world.owe();
  world.clock.set(START);
  world.start({ mail: { run: async () => {} } });
  await done();
});

test('what was in hand when its process died, while the clock was hours ahead, waits for one lease and no longer', async () => {
  await world.owe();
  await claimRipe(world.database, world.clock(), 'mail', 5);
  world.clock.set(START);
  const outbox = world.start({ mail: { run: async () => {} } });
  await vi.waitFor(async () => expect(await world.rows()).toMatchObject([{ due: START + MINUTE }]));
  world.clock.move(MINUTE);
  outbox.wake();
  await done();
});

test('a job that failed while the clock was hours ahead is tried again when the clock is set back as it works', async () => {
  let isBroken = true;
  const run = async () => {
    if (isBroken) throw new Failed('broken');
  };
  const outbox = world.start({ mail: { run } });
  await world.owe();
  await vi.waitFor(async () => expect(await world.rows()).toMatchObject([{ last_error: 'broken' }]));
  isBroken = false;
  world.clock.set(START);
  outbox.wake();
  await done();
});

test('a job in hand when the clock is set back is not done twice', async () => {
  const slow = gate();
  const runs: Job[] = [];
  const run = async (job: Job) => {
    runs.push(job);
    await slow.opened;
  };
  const outbox = world.start({ mail: { run } });
  await world.owe();
  await vi.waitFor(() => expect(runs).toHaveLength(1));
  world.clock.set(START);
  outbox.wake();
  await vi.waitFor(async () => expect(await world.rows()).toMatchObject([{ due: START + MINUTE }]));
  slow.open();
  await done();
  expect(runs).toHaveLength(1);
});

test('what was meant to wait ten minutes waits ten minutes of the right clock', async () => {
  await world.owe({ due: world.clock() + 10 * MINUTE });
  world.clock.set(START);
  const outbox = world.start({ mail: { run: async () => {} } });
  await vi.waitFor(async () =>
    expect(await world.rows()).toMatchObject([{ created_at: START, due: START + 10 * MINUTE }]),
  );
  world.clock.move(10 * MINUTE);
  outbox.wake();
  await done();
});
