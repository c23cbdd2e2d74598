import { expect, test } from 'vitest';
import { createYielding } from '../../src/jobs/yielding.ts';

const COST = 2;

/** A clock that goes on with what is done, and with what is waited for. */
function createTime(isBusy: () => boolean) {
  let at = 0;
  let worked = 0;
  const turn = createYielding({
    isBusy,
    now: () => at,
    async sleep(milliseconds) {
      at += milliseconds;
    },
  });
  return {
    at: () => at,
    worked: () => worked,
    pass: (milliseconds: number) => {
      at += milliseconds;
    },
    async work() {
      await turn();
      at += COST;
      worked += COST;
    },
  };
}

test('while others go first, jobs take a third of the time, and one cost more at most', async () => {
  const time = createTime(() => true);
  const slots = Array.from({ length: 10 }, async () => {
    for (let count = 0; count < 20; count += 1) await time.work();
  });
  await Promise.all(slots);
  expect(time.worked()).toBe(400);
  expect(time.worked() / time.at()).toBeLessThanOrEqual(1 / 3 + 0.01);
  expect(time.worked() / time.at()).toBeGreaterThan(0.3);
});

test('where nobody waits, jobs begin at once', async () => {
  const time = createTime(() => false);
  for (let count = 0; count < 100; count += 1) await time.work();
  expect(time.at()).toBe(time.worked());
});

test('however late the loop is, one job begins in each period', async () => {
  const time = createTime(() => true);
  for (let count = 0; count < 20; count += 1) {
    await time.work();
    // A long turn of the loop: the slice of this period has gone by.
    time.pass(25);
  }
  expect(time.at()).toBeLessThanOrEqual(20 * (2 * 30));
});

test('whoever waits goes on when the last of the others has gone', async () => {
  let isBusy = true;
  const time = createTime(() => isBusy);
  await time.work();
  isBusy = false;
  const before = time.at();
  await time.work();
  expect(time.at() - before).toBe(COST);
});
