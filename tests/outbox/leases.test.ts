import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { claimRipe, renewClaim, settleClaim } from '../../src/outbox/claims.ts';
import type { Job } from '../../src/outbox/job.ts';
import { MINUTE, SECOND } from '../support/clock.ts';
import { createOutboxWorld, gate, type OutboxWorld } from './outbox-world.ts';

let world: OutboxWorld;
beforeEach(async () => {
  world = await createOutboxWorld();
});
afterEach(() => {
  vi.useRealTimers();
});

const claim = () => claimRipe(world.database, world.clock(), 'mail', 5);

test('A claim holds for a minute and no longer, so that a crash delays a job by no more', async () => {
  await world.owe();
  expect(await claim()).toHaveLength(1);
  world.clock.move(MINUTE - 1);
  expect(await claim()).toEqual([]);
  world.clock.move(1);
  expect(await claim()).toMatchObject([{ attempts: 2 }]);
});

test('A hand that settles after another has claimed changes nothing', async () => {
  await world.owe();
  const [first] = await claim();
  world.clock.move(MINUTE);
  const [second] = await claim();
  if (!first || !second) throw new Error('both claim');
  expect(await renewClaim(world.database, first, world.clock())).toBe(false);
  expect(await settleClaim(world.database, first, world.clock(), { is: 'set aside', reason: 'late' })).toBe(
    'lost',
  );
  expect(await world.rows()).toMatchObject([{ state: 'owed', last_error: null, attempts: 2 }]);
  expect(await settleClaim(world.database, second, world.clock(), { is: 'done', outcome: null })).toBe(
    'settled',
  );
  expect(
    await settleClaim(world.database, first, world.clock(), { is: 'failed', reason: 'late', due: 0 }),
  ).toBe('lost');
  expect(await world.rows()).toMatchObject([{ state: 'done', last_error: null, settled_at: world.clock() }]);
});

test('A claim is only as many rows as were asked for', async () => {
  await world.owe({ recipients: Array.from({ length: 12 }, (_, index) => `${index}@desk.kr`) });
  expect(await claim()).toHaveLength(5);
  expect(await claim()).toHaveLength(5);
  expect(await claim()).toHaveLength(2);
});

test('Claims made at the same time share nothing', async () => {
  await world.owe({ recipients: Array.from({ length: 20 }, (_, index) => `${index}@desk.kr`) });
  const claims = await Promise.all([claim(), claim(), claim(), claim(), claim(), claim()]);
  const ids = claims.flat().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeLessThanOrEqual(20);
});

test('A job in hand is renewed every 20 seconds, so that a slow one is not done twice', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const slow = gate();
  const runs: Job[] = [];
  const handlers = {
    mail: {
      async run(job: Job) {
        runs.push(job);
        await slow.opened;
      },
    },
  };
  await world.owe();
  world.start(handlers);
  await vi.waitFor(() => expect(runs).toHaveLength(1));
  for (let step = 0; step < 6; step++) {
    world.clock.move(20 * SECOND);
    vi.advanceTimersByTime(20 * SECOND);
    await vi.waitFor(async () => expect(await world.rows()).toMatchObject([{ due: world.clock() + MINUTE }]));
  }
  world.start(handlers).wake();
  expect(await claim()).toEqual([]);
  slow.open();
  await vi.waitFor(async () => expect(await world.rows()).toMatchObject([{ state: 'done', attempts: 1 }]));
  expect(runs).toHaveLength(1);
});

test('A job whose lease another has taken is told that it is lost', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const runs: Job[] = [];
  await world.owe();
  const run = (job: Job) =>
    new Promise<void>((_, reject) => {
      runs.push(job);
      job.signal.addEventListener('abort', () => reject(new Error('lost')));
    });
  world.start({ mail: { run } });
  await vi.waitFor(() => expect(runs).toHaveLength(1));
  world.clock.move(MINUTE);
  const [other] = await claim();
  vi.advanceTimersByTime(20 * SECOND);
  await vi.waitFor(() => expect(runs[0]?.signal.aborted).toBe(true));
  expect(await world.rows()).toMatchObject([{ state: 'owed', attempts: other?.attempts, last_error: null }]);
});
