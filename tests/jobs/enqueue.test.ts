import { beforeEach, expect, test } from 'vitest';
import { enqueue } from '../../src/jobs/enqueue.ts';
import type { Job } from '../../src/jobs/job.ts';
import { KINDS } from '../../src/jobs/kinds.ts';
import { MINUTE } from '../support/clock.ts';
import { waitFor } from '../support/wait-for.ts';
import { createJobsWorld, gate, type JobsWorld } from './jobs-world.ts';

let world: JobsWorld;
beforeEach(async () => {
  world = await createJobsWorld();
});

const states = async () => (await world.rows()).map(row => row.state);
const allAre = (state: string) =>
  waitFor(async () => expect(new Set(await states())).toEqual(new Set([state])));

test('A delivery is done once for each recipient, in positions from one', async () => {
  const done: Job<'test mail'>[] = [];
  world.start({ 'test mail': { run: async job => void done.push(job) } });
  await world.enqueue({ subject: '12', recipients: ['a@desk.kr', 'b@desk.kr', 'c@desk.kr'] });
  await allAre('done');
  expect(done.map(job => [job.subject, job.position, job.recipient]).sort()).toEqual([
    ['12', 1, 'a@desk.kr'],
    ['12', 2, 'b@desk.kr'],
    ['12', 3, 'c@desk.kr'],
  ]);
  expect(done.every(job => job.attempts === 1 && job.claimedAt === world.clock())).toBe(true);
});

test('A job is not enqueued when the transaction fails', async () => {
  const { database, clock } = world;
  const failing = database.write(async trx => {
    await enqueue(trx, clock(), { kind: 'test mail', subject: 'a', recipients: ['a@desk.kr'] });
    throw new Error('the tip could not be kept');
  });
  await expect(failing).rejects.toThrow('could not be kept');
  expect(await world.rows()).toEqual([]);
});

test('A job waits until it is due', async () => {
  const done: string[] = [];
  const jobs = world.start({ 'test mail': { run: async ({ subject }) => void done.push(subject) } });
  await world.enqueue({ subject: 'later', due: world.clock() + MINUTE });
  await world.enqueue({ subject: 'now', due: world.clock() });
  await waitFor(async () => expect(await states()).toContain('done'));
  expect(done).toEqual(['now']);
  world.clock.move(MINUTE);
  jobs.wake();
  await allAre('done');
});

test('A job is never done twice, though two processes claim from a long queue', async () => {
  const runs: string[] = [];
  const bothBusy = gate();
  const run = async (job: Job<'test mail'>) => {
    runs.push(`${job.subject}.${job.position}`);
    await bothBusy.opened;
  };
  const recipients = Array.from({ length: 60 }, (_, index) => `${index}@desk.kr`);
  await world.enqueue({ recipients });
  const both = [world.start({ 'test mail': { run } }), world.start({ 'test mail': { run } })];
  for (const jobs of both) jobs.wake();
  await waitFor(() => expect(runs).toHaveLength(2 * KINDS['test mail'].slots));
  bothBusy.open();
  await allAre('done');
  expect(runs).toHaveLength(60);
  expect(new Set(runs).size).toBe(60);
});

test('A job without a recipient is one row, and its handler is handed what it is about', async () => {
  const done: Job<'inspect file'>[] = [];
  world.start({ 'inspect file': { run: async job => void done.push(job) } });
  await world.enqueueInspection('a file');
  await allAre('done');
  expect(await world.rows()).toMatchObject([{ kind: 'inspect file', subject: 'a file', recipient: null }]);
  expect(done).toMatchObject([{ kind: 'inspect file', subject: 'a file', attempts: 1 }]);
});

test('A tip is named by its number, to the row and back', async () => {
  const done: unknown[] = [];
  await world.database.write(trx =>
    enqueue(trx, world.clock(), { kind: 'tip mail', subject: 12, recipients: ['a@desk.kr'] }),
  );
  expect(await world.rows()).toMatchObject([{ subject: '12' }]);
  world.start({ 'tip mail': { run: async job => void done.push(job.subject) } });
  await allAre('done');
  expect(done).toEqual([12]);
});
