import { expect, test } from 'vitest';
import type { Write } from '../../../src/db/database.ts';
import { settledEvent } from '../../../src/db/settled-event.ts';
import { noteDeskEvent } from '../../../src/history/note-desk-event.ts';
import { createHistoryWorld } from '../../history/history-world.ts';
import { START } from '../../support/clock.ts';

const noteOne = (trx: Write) =>
  noteDeskEvent(trx, { kind: 'signed in', by: null, at: START, subject: 'someone' });
const AT_ONCE = { patience: 0 };

test('an event that is committed after one with a higher id is chained, and proved, all the same', async () => {
  const world = await createHistoryWorld(2);
  const { database } = world;
  await database.write(async late => {
    await noteOne(late);
    await world.note(1);
    expect(await settledEvent(database, AT_ONCE)).toBeNull();
    expect(await world.chain()).toBe(3);
    expect(await world.verify()).toMatchObject({ entries: 3, faults: 0, waiting: 0 });
  });
  expect(await world.verify()).toMatchObject({ entries: 3, faults: 0, waiting: 1 });
  expect(await world.chain()).toBe(1);
  expect(await world.verify()).toMatchObject({ entries: 4, faults: 0, waiting: 0 });
  const places = await database.query.selectFrom('history_chain').select('event').orderBy('place').execute();
  expect(places.map(({ event }) => event)).toEqual([1, 2, 4, 3]);
  await world.note(1);
  await world.chain();
  // Whoever writes in another database of the server holds it back too.
  await expect.poll(() => settledEvent(database)).toBe(5);
});

test('an id that was given out and whose transaction looks at a state is not settled', async () => {
  const world = await createHistoryWorld(2);
  const { database } = world;
  const reading = database.query.transaction().setIsolationLevel('repeatable read');
  await reading.execute(async trx => {
    // It has no number of its own yet, and may write at any time.
    await trx.selectFrom('events').select('id').execute();
    expect(await settledEvent(database, AT_ONCE)).toBeNull();
  });
  await expect.poll(() => settledEvent(database)).toBe(2);
});
