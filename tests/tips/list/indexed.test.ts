import { expect, test } from 'vitest';
import { forgetTip } from '../../../src/tips/end/forget.ts';
import { listTips } from '../../../src/tips/list/list.ts';
import { createPace } from '../../../src/tips/list/pace.ts';
import { addNote } from '../../../src/tips/work/note.ts';
import { createTipWorld, type TipWorld } from '../tip-world.ts';
import { indexTips } from './index-tips.ts';

/** Its time is never over, however slow the machine is. */
const patient = createPace({ now: () => 0 });

const numbersFor = async ({ desk, viewer }: TipWorld, search: string) =>
  (await listTips(desk, viewer, { search }, patient)).rows.map(({ number }) => number);

const rowsIn = async ({ desk }: TipWorld, table: 'search_due' | 'search_building' | 'search_runs') =>
  (await desk.database.query.selectFrom(table).selectAll().execute()).length;

test('a tip is found as soon as it came, changed or was forgotten, in the index or not', async () => {
  const world = await createTipWorld();
  const { desk, viewer } = world;
  await world.submit({ message: '강남역 대형화재현장', title: 'École' });
  await world.submit({ message: '글', name: '홍길동', phone: '010-1234-5678', consent_contact: 'on' }, [
    await world.takeFile('x', '증거.jpg'),
  ]);
  expect(await numbersFor(world, '화재')).toEqual([1]);
  await indexTips(desk);
  expect([await rowsIn(world, 'search_due'), await rowsIn(world, 'search_building')]).toEqual([0, 0]);
  expect(await rowsIn(world, 'search_runs')).toBe(1);
  const found = ['화재', '재', 'ㅎㅈ', 'ecole', '대형 화재', '홍길동', '+82 10 1234 5678', '증거', '부산'];
  expect(await Promise.all(found.map(search => numbersFor(world, search)))).toEqual([
    ...[[1], [1], [1], [1], [1]],
    ...[[2], [2], [2], []],
  ]);

  await addNote(desk, viewer, { number: 2, body: '화재 메모' });
  await world.submit({ message: '세 번째 화재' });
  expect(await numbersFor(world, '화재')).toEqual([3, 2, 1]);
  await indexTips(desk);
  expect(await numbersFor(world, '화재')).toEqual([3, 2, 1]);
  expect(await numbersFor(world, '화재 -강남')).toEqual([3, 2]);

  await forgetTip(desk, viewer, { number: 1, version: 1 });
  expect(await numbersFor(world, '화재')).toEqual([3, 2]);
  const before = await desk.database.query.selectFrom('search_runs').select('id').executeTakeFirstOrThrow();
  await indexTips(desk);
  expect(await numbersFor(world, '화재')).toEqual([3, 2]);
  const after = await desk.database.query.selectFrom('search_runs').select('id').executeTakeFirstOrThrow();
  expect(after.id).not.toBe(before.id);
});
