import { beforeEach, expect, test, vi } from 'vitest';
import type { Job } from '../../src/outbox/job.ts';
import { owe } from '../../src/outbox/owe.ts';
import { MINUTE } from '../support/clock.ts';
import { createOutboxWorld, type OutboxWorld } from './outbox-world.ts';

let world: OutboxWorld;
beforeEach(async () => {
  world = await createOutboxWorld();
});

const states = async () => (await world.rows()).map(row => row.state);
const allAre = (state: string) =>
  vi.waitFor(async () => expect(new Set(await states())).toEqual(new Set([state])));

test('What is owed is done once for each recipient, in positions from one', async () => {
  const jobs: Job[] = [];
  world.start({ mail: { run: async job => void jobs.push(job) } });
  await world.owe({ subject: '12', recipients: ['a@desk.kr', 'b@desk.kr', 'c@desk.kr'] });
  await allAre('done');
  expect(jobs.map(job => [job.subject, job.position, job.recipient]).sort()).toEqual([
    ['12', 1, 'a@desk.kr'],
    ['12', 2, 'b@desk.kr'],
    ['12', 3, 'c@desk.kr'],
  ]);
  expect(jobs.every(job => job.attempts === 1 && job.claimedAt === world.clock())).toBe(true);
});

test('What is owed is not owed when the transaction fails', async () => {
  const { database, clock } = world;
  const failing = database.write(async trx => {
    await owe(trx, clock(), { kind: 'mail', subject: '1', recipients: ['a@desk.kr'] });
    throw new Error('the tip could not be kept');
  });
  await expect(failing).rejects.toThrow('could not be kept');
  expect(await world.rows()).toEqual([]);
});

test('What is owed waits until it is due', async () => {
  const run = vi.fn(async () => {});
  const outbox = world.start({ mail: { run } });
  await world.owe({ due: world.clock() + MINUTE });
  outbox.wake();
  await new Promise(resolve => setTimeout(resolve, 200));
  expect(run).not.toHaveBeenCalled();
  world.clock.move(MINUTE);
  outbox.wake();
  await allAre('done');
});

test('What is owed is left alone when nobody here knows its kind', async () => {
  const outbox = world.start({ mail: { run: async () => {} } });
  await world.owe({ kind: 'of a later version' });
  await world.owe({ kind: 'mail' });
  outbox.wake();
  await vi.waitFor(async () => expect((await states()).sort()).toEqual(['done', 'owed']));
  world.clock.move(2 * MINUTE);
  expect(await outbox.health(['mail', 'of a later version'])).toMatchObject({ waiting: 1, lastError: null });
});

test('What is owed is never in two hands, though two processes take from a full outbox', async () => {
  const runs: string[] = [];
  const run = async (job: Job) => {
    runs.push(`${job.subject}.${job.position}`);
    await new Promise(resolve => setTimeout(resolve, 2));
  };
  const recipients = Array.from({ length: 60 }, (_, index) => `${index}@desk.kr`);
  await world.owe({ recipients });
  const both = [world.start({ mail: { run } }), world.start({ mail: { run } })];
  for (const outbox of both) outbox.wake();
  await allAre('done');
  expect(runs).toHaveLength(60);
  expect(new Set(runs).size).toBe(60);
});

test('What is owed is done by five hands at once and no more', async () => {
  let busy = 0;
  let most = 0;
  await world.owe({ recipients: Array.from({ length: 30 }, (_, index) => `${index}@desk.kr`) });
  world.start({
    mail: {
      async run() {
        busy += 1;
        most = Math.max(most, busy);
        await new Promise(resolve => setTimeout(resolve, 5));
        busy -= 1;
      },
    },
  });
  await allAre('done');
  expect(most).toBe(5);
});
