import { expect, test } from 'vitest';
import type { Viewer } from '../../../../src/staff/access.ts';
import { type ListQuestion, listTips } from '../../../../src/tips/list/list.ts';
import { addViewer, createTipWorld } from '../../tip-world.ts';
import { hastyPace } from './hasty-pace.ts';

/** A desk of so many tips that a hasty search needs several slices, and how many searches its history tells of. */
async function deskOfMany() {
  const world = await createTipWorld();
  for (let number = 1; number <= 25; number += 1) await world.submit({ message: '글' });
  const { desk, viewer } = world;
  return {
    ...world,
    search: (question: ListQuestion, by: Viewer = viewer) => listTips(desk, by, question, hastyPace(10)),
    noted: () =>
      desk.database.query
        .selectFrom('events')
        .select(['tip', 'staff_id', 'subject', 'detail'])
        .where('kind', '=', 'contacts searched')
        .execute(),
  };
}

test('a search stands in the history once, whoever goes on with it, and without what was searched for', async () => {
  const { viewer, search, noted } = await deskOfMany();
  const first = await search({ search: '010-1234-5678' });
  const next = { search: '010-1234-5678', searchMark: first.searchMark ?? '' };
  const second = await search({ ...next, before: first.oldest ?? 0 });
  expect([first.found?.searchedTo, second.found?.searchedTo]).toEqual([16, 6]);
  await search({ ...next, searchMark: second.searchMark ?? '', before: second.oldest ?? 0 });
  expect(await noted()).toEqual([{ tip: null, staff_id: viewer.staffId, subject: null, detail: null }]);
});

test('a slice that is asked for without a search’s mark, or with another’s, is a search of its own', async () => {
  const { desk, clock, search, noted } = await deskOfMany();
  const other = await addViewer(desk, 'other@newsroom.example');
  const { searchMark } = await search({ search: '홍길동' });
  const mark = searchMark ?? '';
  await search({ search: '홍길동', before: 16 });
  await search({ search: '홍길순', before: 16, searchMark: mark });
  await search({ search: '홍길동', before: 16, searchMark: mark }, other);
  await search({ search: '홍길동', before: 16, searchMark: `${mark}x` });
  expect(await noted()).toHaveLength(5);
  clock.move(13 * 60 * 60_000);
  await search({ search: '홍길동', before: 16, searchMark: mark });
  expect(await noted()).toHaveLength(6);
});

test('whoever looks at the whole list has searched nothing', async () => {
  const { search, noted } = await deskOfMany();
  expect((await search({})).searchMark).toBeNull();
  expect((await search({ search: '  ' })).searchMark).toBeNull();
  expect(await noted()).toEqual([]);
});
