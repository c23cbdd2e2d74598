import { expect, test } from 'vitest';
import { chainEvents } from '../../src/history/chain.ts';
import { createChaining } from '../../src/history/chaining.ts';
import { formatHead, parseHead } from '../../src/history/head.ts';
import { createLog } from '../../src/log.ts';
import { whenDone } from '../support/cleanup.ts';
import { START } from '../support/clock.ts';
import { engine } from '../support/databases.ts';
import { createHistoryWorld, type HistoryWorld } from './history-world.ts';

const places = async ({ database }: HistoryWorld) =>
  (
    await database.query.selectFrom('history_chain').select(['place', 'event']).orderBy('place').execute()
  ).map(({ place, event }) => [place, event]);

test('every event is given its place once, in the order of their ids, whatever its clock said', async () => {
  const world = await createHistoryWorld(3);
  expect(await world.chain()).toBe(3);
  expect(await world.chain()).toBe(0);
  await world.note(2);
  expect(await world.chain()).toBe(2);
  expect(await places(world)).toEqual([1, 2, 3, 4, 5].map(place => [place, place]));
  expect(await world.verify()).toMatchObject({ entries: 5, faults: 0, waiting: 0, kept: null });
});

test('an event as an older version notes it is chained as well', async () => {
  const world = await createHistoryWorld();
  const older = { tip: 1, kind: 'viewed', staff_id: world.staff[0], at: START };
  await world.database.write(trx => trx.insertInto('events').values(older).execute());
  expect(await world.chain()).toBe(1);
  expect(await world.verify()).toMatchObject({ entries: 1, faults: 0 });
});

test('more events than fit one transaction are chained to the last', async () => {
  const world = await createHistoryWorld(1_203);
  expect(await world.chain()).toBe(1_203);
  expect(await world.verify()).toMatchObject({ entries: 1_203, faults: 0, waiting: 0 });
});

test('one that is broken off between two transactions is gone on with', async () => {
  const world = await createHistoryWorld(1_203);
  const { database, key } = world;
  const ending = new AbortController();
  const first = await chainEvents(
    { database, key },
    {
      signal: ending.signal,
      yieldToPosts: async () => ending.abort(),
    },
  );
  expect(first).toBe(500);
  expect(await world.verify()).toMatchObject({ entries: 500, faults: 0, waiting: 703 });
  expect(await world.chain()).toBe(703);
  expect(await world.verify()).toMatchObject({ entries: 1_203, faults: 0, waiting: 0 });
});

test('processes that chain at once make one chain', async () => {
  const world = await createHistoryWorld(1_203);
  const { database, key } = world;
  // In one thread SQLite's second connection would wait for the first, which waits for the thread.
  const other = engine() === 'postgres' ? await world.openBeside() : database;
  const chained = await Promise.all([world.chain(), chainEvents({ database: other, key }), world.chain()]);
  expect(chained.reduce((sum, count) => sum + count)).toBe(1_203);
  expect(await world.verify()).toMatchObject({ entries: 1_203, faults: 0, waiting: 0 });
});

test('the history is chained in the background until it is stopped', async () => {
  const world = await createHistoryWorld(2);
  const log = createLog(() => {});
  const chaining = createChaining({ ...world, log, yieldToPosts: async () => {}, lookEvery: 1 });
  whenDone(() => chaining.stop());
  chaining.start();
  await expect.poll(() => world.verify()).toMatchObject({ entries: 2, waiting: 0 });
  await world.note(1);
  await expect.poll(() => world.verify()).toMatchObject({ entries: 3, waiting: 0 });
  await chaining.stop();
  await world.note(1);
  expect(await world.verify()).toMatchObject({ entries: 3, faults: 0, waiting: 1 });
});

test('a head is read as it is told, and nothing else is one', async () => {
  const world = await createHistoryWorld(2);
  expect(await world.head()).toBeNull();
  await world.chain();
  const head = await world.head();
  expect(head).toMatchObject({ place: 2 });
  expect(head && parseHead(` ${formatHead(head)}\n`)).toEqual(head);
  for (const text of ['', '2', '2.', `2.${'a'.repeat(42)}`, `-2.${'a'.repeat(43)}`, `2.${'!'.repeat(43)}`])
    expect(parseHead(text)).toBeNull();
});
