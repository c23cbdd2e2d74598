import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { claimDue, renewLease, settleClaim } from '../../src/jobs/claims.ts';
import type { Job } from '../../src/jobs/job.ts';
import { MINUTE, SECOND } from '../support/clock.ts';
import { waitFor } from '../support/wait-for.ts';
import { createJobsWorld, gate, type JobsWorld } from './jobs-world.ts';

let world: JobsWorld;
beforeEach(async () => {
  world = await createJobsWorld();
});
afterEach(() => {
  vi.useRealTimers();
});

const claim = () => claimDue(world.database, world.clock(), 'test mail', { most: 5, inHand: [] });

test('A lease is a minute and no longer, so that a crash delays a job by no more', async () => {
  await world.enqueue();
  expect(await claim()).toHaveLength(1);
  world.clock.move(MINUTE - 1);
  expect(await claim()).toEqual([]);
  world.clock.move(1);
  expect(await claim()).toMatchObject([{ attempts: 2 }]);
});

test('Whoever settles after another process has claimed changes nothing', async () => {
  await world.enqueue();
  const [first] = await claim();
  world.clock.move(MINUTE);
  const [second] = await claim();
  if (!first || !second) throw new Error('both claim');
  expect(await renewLease(world.database, first, world.clock())).toBe(false);
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

test('A renewal that comes after a failed job was settled does not put off its next try', async () => {
  await world.enqueue();
  const [first] = await claim();
  if (!first) throw new Error('it is claimed');
  const due = world.clock() + 5 * SECOND;
  await settleClaim(world.database, first, world.clock(), { is: 'failed', reason: 'busy', due });
  expect(await renewLease(world.database, first, world.clock())).toBe(false);
  expect(await world.rows()).toMatchObject([{ due }]);
});

test('A claim is only as many rows as were asked for', async () => {
  await world.enqueue({ recipients: Array.from({ length: 12 }, (_, index) => `${index}@desk.kr`) });
  expect(await claim()).toHaveLength(5);
  expect(await claim()).toHaveLength(5);
  expect(await claim()).toHaveLength(2);
});

test('Claims made at the same time share nothing', async () => {
  await world.enqueue({ recipients: Array.from({ length: 20 }, (_, index) => `${index}@desk.kr`) });
  const claims = await Promise.all([claim(), claim(), claim(), claim(), claim(), claim()]);
  const ids = claims.flat().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeLessThanOrEqual(20);
});

test('A lease is renewed every 20 seconds, so that a slow job is not done twice', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const slow = gate();
  const runs: Job<'test mail'>[] = [];
  const handlers = {
    'test mail': {
      async run(job: Job<'test mail'>) {
        runs.push(job);
        await slow.opened;
      },
    },
  };
  await world.enqueue();
  world.start(handlers);
  await waitFor(() => expect(runs).toHaveLength(1));
  for (let step = 0; step < 6; step++) {
    world.clock.move(20 * SECOND);
    vi.advanceTimersByTime(20 * SECOND);
    await waitFor(async () => expect(await world.rows()).toMatchObject([{ due: world.clock() + MINUTE }]));
  }
  world.start(handlers).wake();
  expect(await claim()).toEqual([]);
  slow.open();
  await waitFor(async () => expect(await world.rows()).toMatchObject([{ state: 'done', attempts: 1 }]));
  expect(runs).toHaveLength(1);
});

test('A clock that leaps ahead has no process claim again what it has in hand', async () => {
  const slow = gate();
  const runs: string[] = [];
  const run = async ({ subject }: Job<'test mail'>) => {
    runs.push(subject);
    if (subject === 'slow') await slow.opened;
  };
  world.start({ 'test mail': { run } });
  await world.enqueue({ subject: 'slow' });
  await waitFor(() => expect(runs).toEqual(['slow']));
  world.clock.move(10 * MINUTE);
  for (const subject of ['next', 'last']) {
    await world.enqueue({ subject });
    await waitFor(() => expect(runs).toContain(subject));
  }
  slow.open();
  await waitFor(async () =>
    expect((await world.rows()).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['done', 1],
      ['done', 1],
      ['done', 1],
    ]),
  );
  expect(runs).toEqual(['slow', 'next', 'last']);
});

test('A job whose lease another has taken is told that it is lost', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const runs: Job<'test mail'>[] = [];
  await world.enqueue();
  const run = (job: Job<'test mail'>) =>
    new Promise<void>((_, reject) => {
      runs.push(job);
      job.signal.addEventListener('abort', () => reject(new Error('lost')));
    });
  world.start({ 'test mail': { run } });
  await waitFor(() => expect(runs).toHaveLength(1));
  world.clock.move(MINUTE);
  const [other] = await claim();
  vi.advanceTimersByTime(20 * SECOND);
  await waitFor(() => expect(runs[0]?.signal.aborted).toBe(true));
  expect(await world.rows()).toMatchObject([{ state: 'owed', attempts: other?.attempts, last_error: null }]);
});
