import { beforeEach, expect, test, vi } from 'vitest';
import type { Job } from '../../src/outbox/job.ts';
import { createOutboxWorld, gate, type OutboxWorld } from './outbox-world.ts';

let world: OutboxWorld;
beforeEach(async () => {
  world = await createOutboxWorld();
});

test('Stopping lets the job in hand end and settles it, and claims nothing more', async () => {
  const slow = gate();
  const runs: string[] = [];
  const outbox = world.start({
    mail: {
      async run(job) {
        runs.push(job.subject);
        await slow.opened;
      },
    },
  });
  await world.owe({ subject: 'in hand' });
  await vi.waitFor(() => expect(runs).toHaveLength(1));
  const stopped = outbox.stop();
  await world.owe({ subject: 'next' });
  setTimeout(slow.open, 100);
  await stopped;
  expect(await world.rows()).toMatchObject([
    { subject: 'in hand', state: 'done' },
    { subject: 'next', state: 'owed', attempts: 0 },
  ]);
  expect(runs).toEqual(['in hand']);
});

test('A stop that may not wait any longer breaks the job off, and it is owed again at once', async () => {
  const runs: Job[] = [];
  const run = (job: Job) =>
    new Promise<void>((_, reject) => {
      runs.push(job);
      job.signal.addEventListener('abort', () => reject(new Error('broken off')));
    });
  const outbox = world.start({ mail: { run } });
  await world.owe();
  await vi.waitFor(() => expect(runs).toHaveLength(1));
  await outbox.stop(AbortSignal.timeout(50));
  expect(await world.rows()).toMatchObject([{ state: 'owed', due: world.clock() }]);
});

test('A stop ends although a job hears nothing', async () => {
  const runs: Job[] = [];
  const never = gate();
  const run = async (job: Job) => {
    runs.push(job);
    await never.opened;
  };
  const outbox = world.start({ mail: { run } });
  await world.owe();
  await vi.waitFor(() => expect(runs).toHaveLength(1));
  const before = Date.now();
  await outbox.stop(AbortSignal.timeout(50));
  expect(Date.now() - before).toBeLessThan(3_000);
  expect(await world.rows()).toMatchObject([{ state: 'owed', attempts: 1 }]);
  never.open();
  await vi.waitFor(async () => expect(await world.rows()).toMatchObject([{ state: 'done' }]));
});

test('A stop while nothing is to do is at once', async () => {
  const outbox = world.start({ mail: { run: async () => {} } });
  const before = Date.now();
  await outbox.stop();
  expect(Date.now() - before).toBeLessThan(1_000);
});
