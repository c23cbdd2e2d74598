import { beforeEach, expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { Failed, SetAside } from '../../src/jobs/job.ts';
import { SECOND } from '../support/clock.ts';
import { waitFor } from '../support/wait-for.ts';
import { createJobsWorld, gate, type JobsWorld } from './jobs-world.ts';

let world: JobsWorld;
beforeEach(async () => {
  world = await createJobsWorld();
});

const states = async () => (await world.rows()).map(row => row.state);
const allAre = (state: string) =>
  waitFor(async () => expect(new Set(await states())).toEqual(new Set([state])));

test('A failed job is tried again after waits from five seconds to 15 minutes, for ever', async () => {
  const jobs = world.start({ 'test mail': { run: () => Promise.reject(new Failed('421 at RCPT TO')) } });
  await world.enqueue();
  const waits: number[] = [];
  for (let attempt = 1; attempt <= 10; attempt++) {
    jobs.wake();
    await waitFor(async () =>
      expect(await world.rows()).toMatchObject([{ attempts: attempt, settled_at: world.clock() }]),
    );
    const [row] = await world.rows();
    waits.push((row?.due ?? 0) - world.clock());
    world.clock.set(row?.due ?? 0);
  }
  const grown = [5, 10, 20, 40, 80, 160, 320, 640, 900, 900].map(seconds => seconds * SECOND);
  waits.forEach((wait, index) => {
    expect(wait).toBeLessThanOrEqual(grown[index] ?? 0);
    expect(wait).toBeGreaterThanOrEqual((grown[index] ?? 0) * 0.8 - 1);
  });
});

test('A failed job does not stop the others', async () => {
  const done: string[] = [];
  world.start({
    'test mail': {
      async run(job) {
        if (job.subject === 'bad') throw new Error('always');
        done.push(job.subject);
      },
    },
  });
  for (const subject of ['bad', 'one', 'bad', 'two', 'three']) await world.enqueue({ subject });
  await waitFor(() => expect(done.sort()).toEqual(['one', 'three', 'two']));
});

test('A failed job leaves a short code in row and log, never the words of the error', async () => {
  world.start({
    'test mail': {
      run: () => Promise.reject(Object.assign(new Error('550 제보 제목'), { code: 'ECONNREFUSED' })),
    },
  });
  await world.enqueue();
  await waitFor(async () => expect(await world.rows()).toMatchObject([{ last_error: 'ECONNREFUSED' }]));
  expect(world.logged.join()).toContain('ECONNREFUSED');
  expect(world.logged.join()).not.toContain('제보');
});

test('Health tells how many jobs wait, since when, and why', async () => {
  const jobs = world.start({ 'test mail': { run: () => Promise.reject(new Failed('ECONNREFUSED')) } });
  expect(await jobs.health(['test mail'])).toEqual({ waiting: 0, since: null, lastError: null, setAside: 0 });
  const since = world.clock();
  await world.enqueue({ recipients: ['a@desk.kr', 'b@desk.kr'] });
  jobs.wake();
  await waitFor(async () =>
    expect(await jobs.health(['test mail'])).toEqual({
      waiting: 2,
      since,
      lastError: 'ECONNREFUSED',
      setAside: 0,
    }),
  );
});

test('A job that failed for good is set aside until a person retries it', async () => {
  let refuses = true;
  const jobs = world.start({
    'test mail': {
      async run() {
        if (refuses) throw new SetAside('550 5.1.1 at RCPT TO');
      },
    },
  });
  await world.enqueue();
  await allAre('set aside');
  expect(await jobs.health(['test mail'])).toMatchObject({
    waiting: 0,
    setAside: 1,
    lastError: '550 5.1.1 at RCPT TO',
  });
  refuses = false;
  expect(await jobs.retry()).toBe(1);
  await allAre('done');
  expect(await jobs.health(['test mail'])).toEqual({ waiting: 0, since: null, lastError: null, setAside: 0 });
});

test('A retry makes all due that has failed, but for what is in hand', async () => {
  const slow = gate();
  let fails = true;
  const runs: string[] = [];
  const jobs = world.start({
    'test mail': {
      async run(job) {
        runs.push(job.subject);
        if (job.subject === 'slow') await slow.opened;
        else if (fails) throw new Error('down');
      },
    },
  });
  await world.enqueue({ subject: 'slow' });
  await world.enqueue({ subject: 'failed' });
  jobs.wake();
  await waitFor(async () => expect(await jobs.health(['test mail'])).toMatchObject({ waiting: 1 }));
  fails = false;
  expect(await jobs.retry()).toBe(1);
  await waitFor(async () => expect((await states()).sort()).toEqual(['done', 'owed']));
  slow.open();
  await allAre('done');
  expect(runs.filter(subject => subject === 'slow')).toHaveLength(1);
});

test('A database that fails does not end the loop', async () => {
  let broken = true;
  const flaky: Database = {
    ...world.database,
    write: work => (broken ? Promise.reject(new Error('gone')) : world.database.write(work)),
  };
  await world.enqueue();
  world.start({ 'test mail': { run: async () => {} } }, flaky);
  await waitFor(() => expect(world.logged.length).toBeGreaterThan(0));
  broken = false;
  await waitFor(async () => expect(await states()).toEqual(['done']));
});
