import { expect, test } from 'vitest';
import { type Code, Refusal } from '../../../src/errors.ts';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import { takeStep } from '../../../src/tips/work/state.ts';
import { plantTopics } from '../../support/topics.ts';
import { addViewer, createTipWorld } from '../tip-world.ts';

const refusedWith = (code: Code) => (error: unknown) => error instanceof Refusal && error.code === code;

/** Four tips, and what closes one as a duplicate of another. */
async function deskWithTips() {
  const world = await createTipWorld();
  const { desk, viewer, submit } = world;
  for (const message of ['하나', '둘', '셋', '넷']) await submit({ message });
  const close = (number: number, duplicateOf: number, by = viewer) =>
    takeStep(desk, by, 'closure', { number, version: 1 }, { closing: { outcome: 'duplicate', duplicateOf } });
  const original = async (number: number, by = viewer) => (await readTip(desk, by, number)).duplicateOf;
  return { ...world, close, original };
}

test('A duplicate of a duplicate is one of the tip behind it, and none of itself', async () => {
  const { close, original } = await deskWithTips();
  await close(2, 1);
  await close(3, 2);
  expect(await original(3)).toBe(1);
  await expect(close(1, 3)).rejects.toSatisfy(refusedWith('duplicate-of-itself'));
  expect(await original(1)).toBeNull();
});

test('Of tips that are closed at once as duplicates of each other one stays as it was', async () => {
  const { desk, close, original } = await deskWithTips();
  // Round the corner, not only each other.
  const pairs = [
    [1, 2],
    [2, 3],
    [3, 4],
    [4, 1],
  ] as const;
  for (let round = 0; round < 5; round += 1) {
    const closed = await Promise.allSettled(pairs.map(([one, other]) => close(one, other)));
    const refused = closed.flatMap(one => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toSatisfy(refusedWith('duplicate-of-itself'));
    const named = await Promise.all(pairs.map(([number]) => original(number)));
    expect(named.filter(one => one === null)).toHaveLength(1);
    await desk.database.write(trx =>
      trx.updateTable('tips').set({ state: 'new', outcome: null, duplicate_of: null, version: 1 }).execute(),
    );
  }
});

test('A duplicate names no tip that the viewer may not see', async () => {
  const { desk, viewer, close, original } = await deskWithTips();
  await plantTopics(desk.database, viewer.staffId);
  await desk.database.write(trx =>
    trx.updateTable('tips').set({ topic: 'other-secret' }).where('number', '=', 1).execute(),
  );
  const editor = { ...(await addViewer(desk, 'other@newsroom.example')), role: 'editor' as const };
  await expect(close(2, 1, editor)).rejects.toSatisfy(refusedWith('duplicate-unknown'));
  await close(2, 1);
  expect(await original(2)).toBe(1);
  expect(await original(2, editor)).toBeNull();
  // What they see of the chain ends here.
  await close(3, 2, editor);
  expect(await original(3, editor)).toBe(2);
});
