import { expect, test } from 'vitest';
import { inSlices, type NumberRange } from '../../../src/tips/list/slices.ts';

async function slicesOf(whole: NumberRange, goesDown: boolean, enoughAt = Number.NaN) {
  const seen: NumberRange[] = [];
  await inSlices({ whole, goesDown, width: 10 }, async slice => {
    seen.push(slice);
    return slice.low <= enoughAt && enoughAt <= slice.high ? 'enough' : 'more';
  });
  return seen;
}

test.each([true, false])('Slices meet without a gap from end to end (downwards: %s)', async goesDown => {
  const seen = await slicesOf({ low: 3, high: 5_000 }, goesDown);
  const upwards = goesDown ? seen.toReversed() : seen;
  expect(upwards.at(0)?.low).toBe(3);
  expect(upwards.at(-1)?.high).toBe(5_000);
  for (const [index, slice] of upwards.slice(1).entries())
    expect(slice.low).toBe((upwards[index]?.high ?? 0) + 1);
});

test('Slices grow where they take no time, so that much that is empty is soon gone through', async () => {
  expect((await slicesOf({ low: 1, high: 1_000_000 }, true)).length).toBeLessThan(50);
});

test('Nothing is looked at behind what was enough', async () => {
  const seen = await slicesOf({ low: 1, high: 1_000 }, false, 15);
  expect(seen.at(-1)).toMatchObject({ low: 11 });
});

test('Where there is nothing, nothing is looked at', async () => {
  expect(await slicesOf({ low: 1, high: 0 }, true)).toEqual([]);
});
