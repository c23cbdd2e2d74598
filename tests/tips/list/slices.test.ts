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

/** How many slices a million numbers are, where each takes the way to the database and so long for a thousand numbers; and the longest. */
async function slicesAt(way: number, ofThousand: number) {
  let [time, count, longest] = [0, 0, 0];
  const look = async ({ low, high }: NumberRange) => {
    const took = way + ((high - low + 1) / 1_000) * ofThousand;
    time += took;
    count += 1;
    longest = Math.max(longest, took - way);
    return 'more' as const;
  };
  await inSlices({ whole: { low: 1, high: 1_000_000 }, goesDown: true, width: 20_000 }, look, () => time);
  return { count, longest };
}

test('Slices do not shrink for a database that is far away, or a walk would never end', async () => {
  expect((await slicesAt(25, 0.1)).count).toBeLessThan(30);
});

test.each([
  [0, 2],
  [25, 2],
])('Slices shrink where it is their width that takes long (way: %s ms)', async (way, ofThousand) => {
  const { count, longest } = await slicesAt(way, ofThousand);
  expect(longest).toBeLessThanOrEqual(60);
  expect(count).toBeLessThan(400);
});
