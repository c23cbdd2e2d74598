import { expect, test } from 'vitest';
import { announceDue } from '../../../src/tips/end/notices.ts';
import { DAY, HOUR } from '../../support/clock.ts';
import { createRetentionWorld } from './retention-world.ts';

test('the newsroom is told a whole notice before, once for each tip, and at most once a day', async () => {
  const world = await createRetentionWorld();
  const from = world.clock();
  const due: number[] = [];
  await world.goTo(from + 80 * DAY);
  // From then on one is closed every three hours, as if 80 days ago.
  for (let step = 0; step < 24; step++) {
    world.clock.move(3 * HOUR);
    due.push(world.clock() + 10 * DAY);
    await world.tip({ state: 'closed', state_since: world.clock() - 80 * DAY });
    if (step % 2 === 1) await world.sweep();
  }
  await world.goTo(from + 94 * DAY);
  const notices = await world.notices();
  expect(notices.reduce((sum, { tips }) => sum + tips, 0)).toBe(24);
  const gaps = notices.slice(1).map(({ at }, index) => (at ?? 0) - (notices[index]?.at ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(20 * HOUR);
  for (const { mails } of notices) expect(mails).toBe(2);
  // Each went at the first look after its time: none had to wait for its notice.
  const rows = await world.desk.database.query
    .selectFrom('forgettings')
    .select('at')
    .orderBy('tip')
    .execute();
  const late = rows.map(({ at }, index) => at - (due[index] ?? 0));
  expect(Math.max(...late)).toBeLessThanOrEqual(2 * DAY);
  expect(rows).toHaveLength(24);
});

test('without anything to go there is no notice', async () => {
  const world = await createRetentionWorld();
  await world.tip({ state: 'open' });
  await world.goTo(world.clock() + 30 * DAY);
  expect(await world.notices()).toEqual([]);
});

test('told off in the middle, a notice is taken up by the next look, and goes out once', async () => {
  const world = await createRetentionWorld();
  const from = world.clock();
  for (const state of ['closed', 'closed', 'open']) await world.tip({ state });
  world.clock.set(from + 88 * DAY);
  const { database } = world.desk;
  // Killed once the first are gathered.
  let writes = 0;
  const write: typeof database.write = work => {
    if (++writes > 2) throw new Error('killed');
    return database.write(work);
  };
  const dying = { ...world.desk, database: { ...database, write } };
  await expect(announceDue(dying, world.clock())).rejects.toThrow('killed');
  expect(await world.notices()).toMatchObject([{ at: null, tips: 0, mails: 0 }]);

  await Promise.all([announceDue(world.desk, world.clock()), announceDue(world.desk, world.clock())]);
  expect(await world.notices()).toMatchObject([{ at: world.clock(), tips: 2, mails: 2 }]);
});

test('what is gathered and not yet told of does not go', async () => {
  const world = await createRetentionWorld();
  const from = world.clock();
  const number = await world.tip({ state: 'closed' });
  await world.goTo(from + 80 * DAY);
  await world.desk.database.write(async trx => {
    await trx.insertInto('notices').values({ id: 'n', at: null, tips: 0, first_due: null }).execute();
    await trx
      .insertInto('announcements')
      .values({ tip: number, due: from + 90 * DAY, notice: 'n' })
      .execute();
  });
  world.clock.set(from + 82 * DAY);
  await world.sweep();
  await world.goTo(from + 89 * DAY);
  expect(await world.forgotten()).toEqual([]);
  expect(await world.notices()).toMatchObject([{ tips: 1, mails: 2 }]);
});
