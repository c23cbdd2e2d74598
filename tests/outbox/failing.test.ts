import { beforeEach, expect, test, vi } from 'vitest';
import { Failed, SetAside } from '../../src/outbox/job.ts';
import { SECOND } from '../support/clock.ts';
import { createOutboxWorld, gate, type OutboxWorld } from './outbox-world.ts';

let world: OutboxWorld;
beforeEach(async () => {
  world = await createOutboxWorld();
});

const states = async () => (await world.rows()).map(row => row.state);
const allAre = (state: string) =>
  vi.waitFor(async () => expect(new Set(await states())).toEqual(new Set([state])));

test('What fails is tried again after waits that grow from five seconds to a quarter of an hour, and for ever', async () => {
  const outbox = world.start({ mail: { run: () => Promise.reject(new Failed('421 at RCPT TO')) } });
  await world.owe();
  const waits: number[] = [];
  for (let attempt = 1; attempt <= 10; attempt++) {
    outbox.wake();
    await vi.waitFor(async () =>
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

test('What fails does not stop the others', async () => {
  const done: string[] = [];
  world.start({
    mail: {
      async run(job) {
        if (job.subject === 'bad') throw new Error('always');
        done.push(job.subject);
      },
    },
  });
  for (const subject of ['bad', 'one', 'bad', 'two', 'three']) await world.owe({ subject });
  await vi.waitFor(() => expect(done.sort()).toEqual(['one', 'three', 'two']));
});

test('What fails leaves a short code in the row and the log, never the words of the error', async () => {
  world.start({
    mail: {
      run: () => Promise.reject(Object.assign(new Error('550 제보 제목'), { code: 'ECONNREFUSED' })),
    },
  });
  await world.owe();
  await vi.waitFor(async () => expect(await world.rows()).toMatchObject([{ last_error: 'ECONNREFUSED' }]));
  expect(world.logged.join()).toContain('ECONNREFUSED');
  expect(world.logged.join()).not.toContain('제보');
});

test('What fails is told by the health: how many wait, since when, and why', async () => {
  const outbox = world.start({ mail: { run: () => Promise.reject(new Failed('ECONNREFUSED')) } });
  expect(await outbox.health(['mail'])).toEqual({ waiting: 0, since: null, lastError: null, setAside: 0 });
  const since = world.clock();
  await world.owe({ recipients: ['a@desk.kr', 'b@desk.kr'] });
  outbox.wake();
  await vi.waitFor(async () =>
    expect(await outbox.health(['mail'])).toEqual({
      waiting: 2,
      since,
      lastError: 'ECONNREFUSED',
      setAside: 0,
    }),
  );
});

test('What fails is set aside when trying again is of no use, and tried again when a person says so', async () => {
  let refuses = true;
  const outbox = world.start({
    mail: {
      async run() {
        if (refuses) throw new SetAside('550 5.1.1 at RCPT TO');
      },
    },
  });
  await world.owe();
  await allAre('set aside');
  expect(await outbox.health(['mail'])).toMatchObject({
    waiting: 0,
    setAside: 1,
    lastError: '550 5.1.1 at RCPT TO',
  });
  refuses = false;
  expect(await outbox.retry()).toBe(1);
  await allAre('done');
  expect(await outbox.health(['mail'])).toEqual({ waiting: 0, since: null, lastError: null, setAside: 0 });
});

test('What fails is all due at once when a person says so, but for what is in hand', async () => {
  const slow = gate();
  let fails = true;
  const runs: string[] = [];
  const outbox = world.start({
    mail: {
      async run(job) {
        runs.push(job.subject);
        if (job.subject === 'slow') await slow.opened;
        else if (fails) throw new Error('down');
      },
    },
  });
  await world.owe({ subject: 'slow' });
  await world.owe({ subject: 'failed' });
  outbox.wake();
  await vi.waitFor(async () => expect(await outbox.health(['mail'])).toMatchObject({ waiting: 1 }));
  fails = false;
  expect(await outbox.retry()).toBe(1);
  await vi.waitFor(async () => expect((await states()).sort()).toEqual(['done', 'owed']));
  slow.open();
  await allAre('done');
  expect(runs.filter(subject => subject === 'slow')).toHaveLength(1);
});

test('What fails does not end the loop when it is the database', async () => {
  let broken = true;
  const flaky = {
    ...world.database,
    write: ((work: Parameters<typeof world.database.write>[0]) =>
      broken ? Promise.reject(new Error('gone')) : world.database.write(work)) as typeof world.database.write,
  };
  await world.owe();
  world.start({ mail: { run: async () => {} } }, flaky);
  await vi.waitFor(() => expect(world.logged.length).toBeGreaterThan(0));
  broken = false;
  await vi.waitFor(async () => expect(await states()).toEqual(['done']), { timeout: 5_000 });
});
