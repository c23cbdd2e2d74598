import { expect, test } from 'vitest';
import { Refusal } from '../../../src/errors.ts';
import { forgetTip } from '../../../src/tips/end/forget.ts';
import { loadChecks } from '../../../src/tips/read/load-checks.ts';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import { changeCheck } from '../../../src/tips/work/checks.ts';
import { allRows } from '../../support/all-rows.ts';
import { addViewer, createTipWorld } from '../tip-world.ts';

const ITEMS = ['원본을 봤어요', '쓸 허락을 받았어요'];

/** A tip, and what is checked on it. */
async function deskWithTip() {
  const world = await createTipWorld();
  const { desk, viewer, submit } = world;
  await submit({ message: '글' });
  const change = (version: number, item: string, done: boolean, items = ITEMS, by = viewer) =>
    changeCheck(desk, by, { number: 1, version, item, done, items });
  const load = () => loadChecks(desk.database.query, desk, 1);
  return { ...world, change, load };
}

test('A check says who made sure and when, stays theirs, and is sealed', async () => {
  const { desk, clock, viewer, change, load } = await deskWithTip();
  const other = await addViewer(desk, 'other@newsroom.example');
  const at = clock();
  expect(await change(1, '원본을 봤어요', true)).toBe(2);
  clock.move(60_000);
  await change(2, '원본을 봤어요', true, ITEMS, other);
  expect(await load()).toMatchObject([{ item: '원본을 봤어요', at, by: { email: viewer.email } }]);
  expect(await allRows(desk.database.query)).not.toContain('원본을 봤어요');
  await change(3, '원본을 봤어요', false, ITEMS, other);
  await change(4, '원본을 봤어요', false, ITEMS, other);
  expect(await load()).toEqual([]);
  const { events } = await readTip(desk, viewer, 1);
  const told = events.filter(({ kind }) => kind === 'checked' || kind === 'unchecked');
  expect(told.map(({ kind }) => kind)).toEqual(['checked', 'checked', 'unchecked', 'unchecked']);
});

test('What has left the list can be taken back, and is not checked anew', async () => {
  const { change, load } = await deskWithTip();
  await change(1, '쓸 허락을 받았어요', true);
  await change(2, '쓸 허락을 받았어요', false, []);
  expect(await load()).toEqual([]);
  const unknown = (error: unknown) => error instanceof Refusal && error.code === 'check-unknown';
  for (const done of [true, false])
    await expect(change(3, '쓸 허락을 받았어요', done, [])).rejects.toSatisfy(unknown);
  expect(await load()).toEqual([]);
});

test('Of two who check the same at once one is late, and it stands once', async () => {
  const { change, load } = await deskWithTip();
  const both = await Promise.allSettled([change(1, '원본을 봤어요', true), change(1, '원본을 봤어요', true)]);
  const [late] = both.flatMap(one => (one.status === 'rejected' ? [one.reason] : []));
  expect(late).toMatchObject({ code: 'stale' });
  expect(await load()).toHaveLength(1);
});

test('A forgotten tip has no checks, and takes none', async () => {
  const { desk, viewer, change, load } = await deskWithTip();
  await change(1, '원본을 봤어요', true);
  await forgetTip(desk, viewer, { number: 1, version: 2 });
  expect(await load()).toEqual([]);
  await expect(change(3, '원본을 봤어요', true)).rejects.toMatchObject({ code: 'stale' });
});
