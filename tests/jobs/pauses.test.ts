import { beforeEach, expect, test, vi } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { Failed, type Handler } from '../../src/jobs/job.ts';
import { tellReason } from '../../src/jobs/pauses.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../support/clock.ts';
import { waitFor } from '../support/wait-for.ts';
import { createJobsWorld, gate, type JobsWorld } from './jobs-world.ts';

let world: JobsWorld;
beforeEach(async () => {
  world = await createJobsWorld();
});

/** A server that is in trouble until `isWell`, and how often anybody spoke to it. */
function createServer() {
  const server = { isWell: false, asked: 0, remedy: 'wait' as const, reason: '535 5.7.8 at AUTH PLAIN' };
  const speak = async () => {
    server.asked += 1;
    if (!server.isWell) throw new Failed(server.reason, { remedy: server.remedy });
  };
  const handler: Handler<'tip mail' | 'test mail'> = { run: speak, probe: speak };
  return Object.assign(server, { handlers: { 'tip mail': handler, 'test mail': handler } });
}

const many = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => world.enqueue({ subject: String(index) })));
const paused = (facts: object = {}) =>
  waitFor(async () => expect(await world.pauses()).toMatchObject([{ ended_at: null, ...facts }]));
const allDone = () =>
  waitFor(async () =>
    expect(new Set((await world.rows()).map(({ state }) => state))).toEqual(new Set(['done'])),
  );

/** The desk at work while so long goes by. */
async function pass(time: number, jobs: readonly { wake(): void }[], step = 5 * SECOND) {
  for (let gone = 0; gone < time; gone += step) {
    world.clock.move(step);
    for (const one of jobs) one.wake();
    await waitFor(async () => {
      const standing = (await world.pauses()).filter(({ ended_at }) => ended_at === null);
      for (const { probe_due } of standing) expect(probe_due).toBeGreaterThan(world.clock());
    });
  }
}

test('A server in trouble is asked by one probe with growing waits, however many jobs wait', async () => {
  const server = createServer();
  const jobs = [world.start(server.handlers), world.start(server.handlers)];
  await many(30);
  await paused();
  const begun = server.asked;
  expect(begun).toBeLessThanOrEqual(4);
  await pass(5 * MINUTE, jobs);
  expect(server.asked - begun).toBeGreaterThanOrEqual(3);
  expect(server.asked - begun).toBeLessThanOrEqual(8);
  expect((await world.rows()).filter(row => row.state !== 'owed' || row.attempts !== 0)).toEqual([]);
});

test('While a server is in trouble, no flood of new jobs makes more than twenty looks a second', async () => {
  const server = createServer();
  let writes = 0;
  const counted: Database = {
    ...world.database,
    write(work) {
      writes += 1;
      return world.database.write(work);
    },
  };
  world.start(server.handlers, counted);
  await world.enqueue();
  await paused();
  await waitFor(async () => expect((await world.rows())[0]?.settled_at).not.toBeNull());
  const begun = performance.now();
  writes = 0;
  for (let index = 0; index < 200; index++) await world.enqueue({ subject: String(index) });
  const looks = Math.ceil((performance.now() - begun) / 50) + 1;
  // Each is a claim that finds nothing, and tells those that have come why they wait.
  expect(writes).toBeLessThanOrEqual(2 * looks);
});

test('A server in trouble is asked at least every 15 minutes', async () => {
  const server = createServer();
  const jobs = world.start(server.handlers);
  await world.enqueue();
  for (let probes = 1; probes <= 12; probes++) {
    await paused();
    world.clock.move(15 * MINUTE);
    jobs.wake();
    await paused({ probes });
  }
});

test('What waited for a server is done at once when it works again', async () => {
  const server = createServer();
  const jobs = world.start(server.handlers);
  await many(30);
  await paused();
  await pass(20 * MINUTE, [jobs], MINUTE);
  server.isWell = true;
  world.clock.move(15 * MINUTE);
  jobs.wake();
  await allDone();
});

test('The trouble of a server is told once, and so is its end', async () => {
  const server = createServer();
  const jobs = [world.start(server.handlers), world.start(server.handlers)];
  await many(30);
  await paused();
  await pass(10 * MINUTE, jobs, 30 * SECOND);
  expect(world.logged.filter(line => line.includes('in trouble'))).toHaveLength(1);
  server.isWell = true;
  await pass(20 * MINUTE, jobs, 5 * MINUTE);
  await allDone();
  expect(world.logged.filter(line => line.includes('works again'))).toHaveLength(1);
  expect(world.logged).toHaveLength(2);
});

test('A pause stands across a restart', async () => {
  const server = createServer();
  const jobs = world.start(server.handlers);
  await many(3);
  await paused();
  await jobs.stop();
  const asked = server.asked;
  const restarted = world.start(server.handlers);
  restarted.wake();
  await world.enqueueInspection('a');
  await waitFor(async () => expect(await restarted.health(['test mail'])).toMatchObject({ waiting: 3 }));
  expect(server.asked).toBe(asked);
});

test('A retry by a person asks the server at once', async () => {
  const server = createServer();
  const jobs = world.start(server.handlers);
  await many(3);
  await paused();
  server.isWell = true;
  await jobs.retry();
  await allDone();
});

test('Health tells what waits for a server, since when, and why', async () => {
  const server = createServer();
  const jobs = world.start(server.handlers);
  await many(30);
  await paused();
  await waitFor(async () =>
    expect(await jobs.health(['test mail'])).toEqual({
      waiting: 30,
      since: world.clock(),
      lastError: server.reason,
      setAside: 0,
      pausedSince: world.clock(),
    }),
  );
});

test('What waits for a server tells what keeps it now, not what was mended', async () => {
  const server = createServer();
  const jobs = world.start(server.handlers);
  await many(3);
  await paused();
  jobs.wake();
  const told = (reason: string) =>
    waitFor(async () =>
      expect(new Set((await world.rows()).map(row => row.last_error))).toEqual(new Set([reason])),
    );
  await told(server.reason);
  await tellReason(world.database, 'mail server', 'CERT_HAS_EXPIRED');
  await told('CERT_HAS_EXPIRED');
  expect(await jobs.health(['test mail'])).toMatchObject({ lastError: 'CERT_HAS_EXPIRED', waiting: 3 });
});

test('A trouble that comes back soon is asked with the waits of the one before', async () => {
  const server = createServer();
  const jobs = world.start(server.handlers);
  await world.enqueue();
  await paused();
  for (let probes = 1; probes <= 4; probes++) {
    world.clock.move(15 * MINUTE);
    jobs.wake();
    await paused({ probes });
  }
  // The probe passes, and the job itself does not.
  world.start({ 'test mail': { ...server.handlers['test mail'], probe: async () => {} } });
  await jobs.stop();
  world.clock.move(15 * MINUTE);
  await world.enqueue();
  await waitFor(async () => {
    const [pause] = await world.pauses();
    expect(pause?.ended_at).toBeNull();
    expect((pause?.probe_due ?? 0) - world.clock()).toBeGreaterThan(2 * MINUTE);
  });
});

test('Jobs of other kinds go on while a server is in trouble', async () => {
  const server = createServer();
  const inspect = vi.fn(async () => {});
  world.start({ ...server.handlers, 'inspect file': { run: inspect } });
  await many(3);
  await paused();
  await world.enqueueInspection('a');
  await waitFor(() => expect(inspect).toHaveBeenCalledOnce());
});

test('A clock that is set back puts off no probe', async () => {
  const server = createServer();
  world.clock.move(3 * HOUR);
  const jobs = world.start(server.handlers);
  await world.enqueue();
  await waitFor(async () => expect(await world.rows()).toMatchObject([{ last_error: server.reason }]));
  server.isWell = true;
  world.clock.move(-3 * HOUR);
  jobs.wake();
  await allDone();
});

test('What only one job meets again and again waits by itself, and holds up no other', async () => {
  const bad = new Failed('421 4.3.0 at RCPT TO', { remedy: 'wait once' });
  const done: string[] = [];
  const run: Handler<'test mail'>['run'] = async ({ subject }) => {
    if (subject === 'bad') throw bad;
    done.push(subject);
  };
  const jobs = world.start({ 'test mail': { run, probe: async () => {} } });
  await world.enqueue({ subject: 'bad' });
  await waitFor(async () => expect(await world.pauses()).toHaveLength(1));
  world.clock.move(15 * MINUTE);
  jobs.wake();
  await waitFor(async () => expect(await world.rows()).toMatchObject([{ attempts: 2 }]));
  await waitFor(async () => expect((await world.rows())[0]?.due).toBeGreaterThan(world.clock()));
  await world.enqueue({ subject: 'good' });
  await waitFor(() => expect(done).toEqual(['good']));
});

test('A refusal that may pass is tried for five days, in ever longer waits, then set aside', async () => {
  const run = vi.fn(() => Promise.reject(new Failed('552 5.2.2 at RCPT TO', { remedy: 'for days' })));
  const jobs = world.start({ 'test mail': { run } });
  const begun = world.clock();
  await world.enqueue();
  for (;;) {
    const calls = run.mock.calls.length;
    await waitFor(async () => expect((await world.rows())[0]?.settled_at).toBe(world.clock()));
    const [row] = await world.rows();
    if (row?.state !== 'owed') break;
    expect(row.due - world.clock()).toBeLessThanOrEqual(12 * HOUR);
    world.clock.set(row.due);
    jobs.wake();
    await waitFor(() => expect(run.mock.calls.length).toBe(calls + 1));
  }
  expect(await world.rows()).toMatchObject([{ state: 'set aside', last_error: '552 5.2.2 at RCPT TO' }]);
  expect(world.clock() - begun).toBeGreaterThanOrEqual(5 * DAY);
  expect(world.clock() - begun).toBeLessThan(6 * DAY);
  expect(run.mock.calls.length).toBeLessThan(30);
  await jobs.retry();
  await waitFor(async () => expect(await world.rows()).toMatchObject([{ state: 'owed' }]));
});

test('A pause holds up nobody who does not know it, such as an older version', async () => {
  const server = createServer();
  world.start(server.handlers);
  await world.enqueue();
  await paused();
  const { query } = world.database;
  await waitFor(async () => {
    const due = query
      .selectFrom('outbox')
      .select('id')
      .where('state', '=', 'owed')
      .where('due', '<=', world.clock());
    expect(await due.execute()).toHaveLength(1);
  });
});

test('A probe that takes long is not hurried: the database is left in peace meanwhile', async () => {
  const slow = gate();
  const server = createServer();
  const probe = vi.fn(() => slow.opened);
  const reads = vi.spyOn(world.database.query, 'selectFrom');
  const jobs = world.start({ 'test mail': { ...server.handlers['test mail'], probe } });
  await world.enqueue();
  await paused();
  world.clock.move(MINUTE);
  jobs.wake();
  await waitFor(() => expect(probe).toHaveBeenCalledOnce());
  // The time of the next one has come too.
  world.clock.move(15 * MINUTE);
  jobs.wake();
  const LOOKS = 500;
  const before = reads.mock.calls.length;
  for (let read = 0; read < LOOKS; read++) await world.rows();
  // Whoever hurries reads between any two of these; one turn in a few seconds reads a few times.
  expect(reads.mock.calls.length - before - LOOKS).toBeLessThan(LOOKS / 2);
  expect(probe).toHaveBeenCalledOnce();
  server.isWell = true;
  slow.open();
  await allDone();
});
