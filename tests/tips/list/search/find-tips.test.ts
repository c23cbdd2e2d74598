import { expect, test } from 'vitest';
import { toViewer } from '../../../../src/staff/access.ts';
import { forgetTip } from '../../../../src/tips/end/forget.ts';
import { type ListQuestion, listTips } from '../../../../src/tips/list/list.ts';
import { createPace } from '../../../../src/tips/list/search/pace.ts';
import { addNote } from '../../../../src/tips/work/notes/note.ts';
import { plantTopics } from '../../../support/topics.ts';
import { createTipWorld, type TipWorld } from '../../tip-world.ts';
import { hastyPace } from './hasty-pace.ts';
import { indexTips } from './index-tips.ts';

/** Its time is never over, however slow the machine is. */
const patient = createPace({ now: () => 0 });

const numbersFor = async ({ desk, viewer }: TipWorld, search: string) =>
  (await listTips(desk, viewer, { search }, patient)).rows.map(({ number }) => number);

async function worldWith(messages: readonly string[]) {
  const world = await createTipWorld();
  for (const message of messages) await world.submit({ message });
  return world;
}

test('a search whose time is over says how far it came, and goes on from there to the end', async () => {
  const isFire = (number: number) => [3, 33].includes(number);
  const messages = Array.from({ length: 35 }, (_, i) => (isFire(i + 1) ? '화재' : '글'));
  const { desk, viewer } = await worldWith(messages);
  const look = (question: ListQuestion) =>
    listTips(desk, viewer, { search: '화재', ...question }, hastyPace(10));

  const first = await look({});
  expect(first.rows.map(({ number }) => number)).toEqual([33]);
  expect([first.newer, first.older, first.oldest]).toEqual([false, true, 26]);
  expect(first.found).toMatchObject({ count: 1, isMore: true, searchedTo: 26 });

  const second = await look({ before: 26 });
  expect([second.rows, second.newer, second.newest, second.oldest]).toEqual([[], true, 25, 16]);
  expect(second.found).toMatchObject({ isMore: true, searchedTo: 16 });

  const last = await look({ before: 6 });
  expect(last.rows.map(({ number }) => number)).toEqual([3]);
  expect([last.older, last.found?.searchedTo]).toEqual([false, null]);

  const up = await look({ after: 10 });
  expect([up.rows, up.newer, up.newest, up.older, up.oldest]).toEqual([[], true, 20, true, 11]);
  expect(up.found?.searchedTo).toBe(20);
});

test('how far a search came is told by tips that may be seen, and by no other', async () => {
  const { desk, viewer, submit } = await worldWith(Array.from({ length: 20 }, () => '글'));
  await indexTips(desk);
  for (let number = 21; number <= 25; number += 1) await submit({ message: '글' });
  await plantTopics(desk.database, viewer.staffId);
  const hidden = [1, 2, 9, 10, 19, 20, 21, 25];
  await desk.database.write(trx =>
    trx.updateTable('tips').set({ topic: 'other-secret' }).where('number', 'in', hidden).execute(),
  );
  const { staffId: id, email } = viewer;
  const editor = toViewer({ id, email, role: 'editor', topics: [] });
  const toldOnTheWay = async (search: string, lot: number) => {
    const told: number[] = [];
    for (let before: number | undefined; ; before = told.at(-1)) {
      const question = { search, ...(before !== undefined && { before }) };
      const { found } = await listTips(desk, editor, question, hastyPace(lot));
      if (found?.searchedTo == null) return told;
      told.push(found.searchedTo);
    }
  };
  for (const search of ['없는 말', '글 -글'])
    for (const lot of [1, 3, 10]) {
      const told = await toldOnTheWay(search, lot);
      // Beside one that is seen, and on the way to the last of them.
      expect(told.filter(number => hidden.includes(number - 1))).toEqual([]);
      expect(told).toEqual(told.toSorted((one, other) => other - one));
    }
});

test('a tip that is meant by its number is told though the time was over', async () => {
  const { desk, viewer } = await worldWith(Array.from({ length: 25 }, () => '글'));
  const { rows, found } = await listTips(desk, viewer, { search: '#7' }, hastyPace(10));
  expect(rows.map(({ number }) => number)).toEqual([7]);
  expect(found).toMatchObject({ count: 1, isMore: true, searchedTo: 16 });
});

test('what does not open is passed over and stops no search', async () => {
  const world = await worldWith(['화재 하나', '화재 둘', '화재 셋']);
  const { database } = world.desk;
  await database.write(async trx => {
    await trx.deleteFrom('tip_keys').where('tip', '=', 2).execute();
    await trx.updateTable('messages').set({ sealed: 'broken' }).where('tip', '=', 3).execute();
  });
  expect(await numbersFor(world, '화재')).toEqual([3, 1]);
  expect(await numbersFor(world, '#2')).toEqual([2]);
});

test('what an older version wrote in the clear is found beside what is sealed', async () => {
  const world = await createTipWorld();
  const fields = { message: '가'.repeat(100), name: '홍길동', phone: '010-1234-5678', consent_contact: 'on' };
  await world.submit({ ...fields, title: '화재' });
  world.desk.maySeal = async () => false;
  const file = { ...(await world.takeFile('x', '증거.jpg')), seal: null };
  await world.submit({ ...fields, title: '화재' }, [file]);
  const rows = await world.desk.database.query
    .selectFrom('messages')
    .select('body')
    .where('sealed', 'is', null)
    .execute();
  expect(rows).toEqual([{ body: fields.message }]);
  for (const search of ['화재', '가가', '홍길동', '01012345678'])
    expect(await numbersFor(world, search)).toEqual([2, 1]);
  expect(await numbersFor(world, '증거')).toEqual([2]);
});

test('a forgotten tip is found by its number alone', async () => {
  const world = await worldWith(['화재 12345', '화재 둘']);
  await addNote(world.desk, world.viewer, { number: 1, body: '화재 메모' });
  await forgetTip(world.desk, world.viewer, { number: 1, version: 1 });
  expect(await numbersFor(world, '화재')).toEqual([2]);
  const { rows } = await listTips(world.desk, world.viewer, { search: '1' });
  expect(rows).toMatchObject([{ number: 1, kept: false, headline: null, excerpt: null }]);
});

test('whoever may not list tips finds none, and learns of no count', async () => {
  const { desk } = await worldWith(['화재']);
  const stranger = toViewer({ id: 's', email: 'a@example.kr', role: 'unknown', topics: [] });
  await expect(listTips(desk, stranger, { search: '화재' })).rejects.toThrow('not-allowed');
});

test('the longest texts are found too, few of them at once', async () => {
  const world = await worldWith(Array.from({ length: 6 }, (_, i) => `${'가'.repeat(99_000)} 끝말${i}`));
  expect(await numbersFor(world, '끝말')).toEqual([6, 5, 4, 3, 2, 1]);
  expect(await numbersFor(world, '끝말0')).toEqual([1]);
});

test('a number in its international form is found by a number, and by no word', async () => {
  const world = await createTipWorld();
  await world.submit({ message: '글', phone: '010-1234-5678', consent_contact: 'on' });
  expect(await numbersFor(world, '+821012345678')).toEqual([1]);
  expect(await numbersFor(world, '+8210')).toEqual([]);
});

test('a number is found, and shown, however far its digits stand apart', async () => {
  const world = await worldWith([`${'나'.repeat(100)} 010 - - - - 1234 - - - - 5678`]);
  const { rows } = await listTips(world.desk, world.viewer, { search: '010-1234-5678' });
  expect(rows).toMatchObject([{ number: 1, excerpt: { in: 'message' } }]);
});

test('on a later page all that was found is counted as on the first', async () => {
  const { desk, viewer } = await worldWith(Array.from({ length: 52 }, () => '화재'));
  const { rows, found } = await listTips(desk, viewer, { search: '화재', before: 3 });
  expect([rows.length, found?.count, found?.isMore]).toEqual([2, 52, false]);
});
