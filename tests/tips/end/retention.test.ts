import { expect, test } from 'vitest';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import { bareTip } from '../../support/bare-tip.ts';
import { DAY } from '../../support/clock.ts';
import { createRetentionWorld } from './retention-world.ts';

const cases = [
  { name: 'closed as no news', row: { state: 'closed', outcome: 'not for us' }, rule: 'unused', days: 90 },
  { name: 'closed as spam', row: { state: 'closed', outcome: 'spam' }, rule: 'unused', days: 90 },
  { name: 'closed without a word', row: { state: 'closed', outcome: null }, rule: 'unused', days: 90 },
  { name: 'closed with a word unknown', row: { state: 'closed', outcome: 'x' }, rule: 'unused', days: 90 },
  { name: 'closed as used', row: { state: 'closed', outcome: 'used' }, rule: 'used', days: 200 },
  { name: 'new', row: { state: 'new' }, rule: 'open', days: 120 },
  { name: 'open', row: { state: 'open' }, rule: 'open', days: 120 },
] as const;

test.each(cases)(
  'a tip that is $name goes $days days later, to the millisecond',
  async ({ row, rule, days }) => {
    const world = await createRetentionWorld({ RETENTION_USED: '200d', RETENTION_OPEN: '120d' });
    const { desk, viewer, clock } = world;
    const from = clock();
    const number = await world.tip(row);
    await world.goTo(from + days * DAY - 1);
    expect(await world.forgotten()).toEqual([]);
    await world.goTo(from + days * DAY);
    expect(await world.forgotten()).toEqual([[number, rule]]);
    expect((await readTip(desk, viewer, number)).tip).toMatchObject({ kept: false, forgottenAt: clock() });
    const events = await desk.database.query.selectFrom('events').select(['kind', 'staff_id']).execute();
    expect(events).toContainEqual({ kind: 'forgotten', staff_id: null });
  },
);

test('an open tip is counted from its reader’s last word', async () => {
  const world = await createRetentionWorld({ RETENTION_OPEN: '100d' });
  const from = world.clock();
  const number = await world.tip({ state: 'open' });
  await world.goTo(from + 99 * DAY);
  await world.set(number, { reader_at: world.clock() });
  await world.goTo(from + 199 * DAY - 1);
  expect(await world.forgotten()).toEqual([]);
  await world.goTo(from + 199 * DAY);
  expect(await world.forgotten()).toEqual([[number, 'open']]);
  expect(await world.notices()).toMatchObject([{ tips: 1 }, { tips: 1 }]);
});

test('one that an older version took in without that time is counted from when it came', async () => {
  const world = await createRetentionWorld({ RETENTION_OPEN: '100d' });
  const from = world.clock();
  const number = await world.tip({ reader_at: null });
  await world.goTo(from + 100 * DAY - 1);
  expect(await world.forgotten()).toEqual([]);
  await world.goTo(from + 100 * DAY);
  expect(await world.forgotten()).toEqual([[number, 'open']]);
});

test('a state that this version does not know forgets nothing', async () => {
  const world = await createRetentionWorld();
  const from = world.clock() - 3_000 * DAY;
  await world.tip({ state: 'asked', state_since: from, reader_at: from });
  await world.goTo(world.clock() + 12 * DAY);
  expect(await world.forgotten()).toEqual([]);
  expect(await world.notices()).toEqual([]);
});

test('a tip that is reopened does not go by its closing, and is told anew when it is closed again', async () => {
  const world = await createRetentionWorld();
  const from = world.clock();
  const number = await world.tip({ state: 'closed' });
  await world.goTo(from + 88 * DAY);
  expect(await world.notices()).toMatchObject([{ tips: 1, mails: 2 }]);
  await world.set(number, { state: 'open', state_since: world.clock() });
  await world.goTo(from + 100 * DAY);
  await world.set(number, { state: 'closed', state_since: world.clock() });
  await world.goTo(from + 190 * DAY - 1);
  expect(await world.forgotten()).toEqual([]);
  expect(await world.notices()).toMatchObject([{ tips: 1 }, { tips: 1, mails: 2 }]);
  await world.goTo(from + 190 * DAY);
  expect(await world.forgotten()).toEqual([[number, 'unused']]);
});

test('a hold stops it, and once that is released the newsroom is told again before it goes', async () => {
  const world = await createRetentionWorld();
  const from = world.clock();
  const number = await world.tip({ state: 'closed' });
  await world.goTo(from + 85 * DAY);
  await world.hold(number);
  await world.goTo(from + 150 * DAY);
  expect(await world.forgotten()).toEqual([]);
  await world.release();
  await world.goTo(from + 152 * DAY);
  expect(await world.notices()).toHaveLength(2);
  await world.goTo(from + 159 * DAY - 1);
  expect(await world.forgotten()).toEqual([]);
  await world.goTo(from + 159 * DAY);
  expect(await world.forgotten()).toEqual([[number, 'unused']]);
});

test('hundreds go in one sweep, each with its proof, and two that sweep at once do it once', async () => {
  const world = await createRetentionWorld();
  const from = world.clock();
  const first = await world.tip({ state: 'closed' });
  const rows = Array.from({ length: 234 }, () => ({
    ...bareTip(),
    ...{ state: 'closed', state_since: from, headline: '글' },
  }));
  await world.desk.database.write(trx => trx.insertInto('tips').values(rows).execute());
  const kept = await world.tip({ state: 'open' });
  await world.goTo(from + 88 * DAY);
  expect(await world.notices()).toMatchObject([{ tips: 235, mails: 2 }]);
  world.clock.set(from + 90 * DAY);
  const counts = await Promise.all([world.sweep(), world.sweep()]);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(235);
  const gone = (await world.forgotten()).map(([tip]) => tip);
  expect(gone).toHaveLength(235);
  expect(gone).toContain(first);
  expect(gone).not.toContain(kept);
});

test('a tip that cannot be forgotten does not keep the others', async () => {
  const world = await createRetentionWorld();
  const from = world.clock();
  const numbers = [await world.tip({ state: 'closed' }), await world.tip({ state: 'closed' })];
  await world.goTo(from + 88 * DAY);
  // Its proof stands already, which no desk writes: the row is refused.
  const proof = {
    destroyed: '{}',
    digest: 'd',
    staff_id: null,
    rule: 'x',
    proved_at: null,
    tip_digest: null,
  };
  await world.desk.database.write(trx =>
    trx
      .insertInto('forgettings')
      .values({ tip: numbers[0] ?? 0, at: 1, ...proof })
      .execute(),
  );
  await world.goTo(from + 90 * DAY);
  expect(await world.forgotten()).toEqual([
    [numbers[0], 'x'],
    [numbers[1], 'unused'],
  ]);
});
