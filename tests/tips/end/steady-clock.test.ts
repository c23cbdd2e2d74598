import { expect, test } from 'vitest';
import { DAY, HOUR } from '../../support/clock.ts';
import { createRetentionWorld } from './retention-world.ts';

const YEAR = 365 * DAY;

/** A tip of every rule, of today, on a desk that has looked. */
async function threeTips() {
  const world = await createRetentionWorld();
  const tips = [
    await world.tip({ state: 'closed' }),
    await world.tip({ state: 'closed', outcome: 'used' }),
    await world.tip({ state: 'open' }),
  ];
  await world.sweep();
  return { ...world, tips };
}

test('a clock that jumps a year ahead, and back, destroys nothing and announces nothing', async () => {
  const world = await threeTips();
  const right = world.clock();
  world.clock.move(2 * YEAR);
  await world.sweep();
  world.clock.set(right + HOUR);
  await world.sweep();
  expect(await world.forgotten()).toEqual([]);
  expect(await world.notices()).toEqual([]);
});

test('a clock that stays ahead has the newsroom told, and a whole notice to put it right', async () => {
  const world = await threeTips();
  const right = world.clock();
  world.clock.move(2 * YEAR);
  await world.sweep();
  world.clock.move(6 * HOUR);
  await world.sweep();
  expect(await world.notices()).toMatchObject([{ tips: 3, mails: 2 }]);
  const told = world.clock();
  await world.goTo(told + 7 * DAY - 1);
  expect(await world.forgotten()).toEqual([]);

  // Somebody did: what was told of then is told of again in its own time.
  world.clock.set(right + 7 * DAY);
  await world.sweep();
  await world.goTo(right + 90 * DAY - 1);
  expect(await world.forgotten()).toEqual([]);
  expect(await world.notices()).toHaveLength(2);
  await world.goTo(right + 90 * DAY);
  expect(await world.forgotten()).toEqual([[world.tips[0], 'unused']]);
});

test('a clock that nobody puts right forgets what it says, a notice after the mail', async () => {
  const world = await threeTips();
  world.clock.move(2 * YEAR);
  await world.sweep();
  await world.goTo(world.clock() + 10 * DAY);
  expect((await world.forgotten()).map(([tip]) => tip)).toEqual(world.tips);
});

test('a clock that jumps again and again never makes a notice ripe', async () => {
  const world = await threeTips();
  world.clock.move(2 * YEAR);
  await world.sweep();
  world.clock.move(HOUR);
  await world.sweep();
  for (let jump = 0; jump < 20; jump++) {
    world.clock.move(30 * DAY);
    await world.sweep();
    world.clock.move(HOUR);
    await world.sweep();
  }
  expect(await world.forgotten()).toEqual([]);
  expect(await world.notices()).toHaveLength(1);
});

test('of two machines, one a year ahead, neither forgets nor tells anything', async () => {
  const world = await threeTips();
  for (let look = 0; look < 40; look++) {
    world.clock.move(YEAR);
    await world.sweep();
    world.clock.move(6 * HOUR - YEAR);
    await world.sweep();
  }
  expect(await world.forgotten()).toEqual([]);
  expect(await world.notices()).toEqual([]);
});

test('days in which the desk was off do not count for a notice, and its weekends do', async () => {
  const world = await threeTips();
  const from = world.clock();
  await world.goTo(from + 82 * DAY);
  expect(await world.notices()).toMatchObject([{ tips: 1 }]);
  world.clock.move(62 * HOUR);
  await world.sweep();
  world.clock.move(30 * DAY);
  await world.sweep();
  expect(await world.forgotten()).toEqual([]);
  await world.goTo(world.clock() + 7 * DAY);
  expect(await world.forgotten()).toEqual([[world.tips[0], 'unused']]);
  expect(await world.notices()).toHaveLength(1);
});
