import { setImmediate as nextTurnOfLoop } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createPace, whileWanted } from '../../../../src/tips/list/search/pace.ts';

/** A clock that goes on with what is done, and with what is waited for. */
function createTime(isBusy: () => boolean) {
  let at = 0;
  let slept = 0;
  const pace = createPace({
    isBusy,
    now: () => at,
    async sleep(milliseconds) {
      at += milliseconds;
      slept += milliseconds;
    },
  });
  return {
    pace,
    slept: () => slept,
    work(milliseconds: number) {
      at += milliseconds;
    },
  };
}

test('between two slices all others go first', async () => {
  const { pace, work } = createTime(() => false);
  const order: string[] = [];
  await pace.inTurn(async breathe => {
    void nextTurnOfLoop().then(() => order.push('another'));
    for (const step of [1, 2, 3, 4]) {
      order.push(`step ${step}`);
      work(10);
      await breathe();
    }
  });
  expect(order).toEqual(['step 1', 'step 2', 'another', 'step 3', 'step 4']);
});

test('searches work one at a time, in the order in which they asked', async () => {
  const { pace } = createTime(() => false);
  const order: string[] = [];
  const search = async (name: string) => {
    for (const lot of [1, 2]) {
      await pace.inTurn(async () => {
        order.push(`${name}${lot} begins`);
        await nextTurnOfLoop();
        order.push(`${name}${lot} ends`);
      });
    }
  };
  await Promise.all([search('a'), search('b')]);
  expect(order).toEqual(['a1', 'b1', 'a2', 'b2'].flatMap(lot => [`${lot} begins`, `${lot} ends`]));
});

test('while others wait, searches take a third of the time', async () => {
  const { pace, work, slept } = createTime(() => true);
  for (let lot = 0; lot < 20; lot += 1) {
    await pace.inTurn(async breathe => {
      for (let step = 0; step < 10; step += 1) {
        work(10);
        await breathe();
      }
    });
  }
  expect(2_000 / (2_000 + slept())).toBeLessThanOrEqual(0.34);
});

test('a lot that fails keeps no other from its turn', async () => {
  const { pace } = createTime(() => false);
  await expect(pace.inTurn(() => Promise.reject(new Error('the database is away')))).rejects.toThrow('away');
  expect(await pace.inTurn(async () => 'next')).toBe('next');
});

test('who asks twice has the time of one search, which is over once nobody waits for it', () => {
  let [at, isWanted] = [7, true];
  const pace = whileWanted(createPace({ now: () => at }), () => isWanted);
  at = 9;
  expect([pace.begun(), pace.now()]).toEqual([7, 9]);
  isWanted = false;
  expect(pace.now()).toBe(Number.POSITIVE_INFINITY);
});
