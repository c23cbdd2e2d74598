import { expect, test } from 'vitest';
import { buildIndex } from '../../../../src/search/building/indexing.ts';
import { may, type TipFacts, toViewer } from '../../../../src/staff/access.ts';
import { ROLES } from '../../../../src/staff/roles.ts';
import { forgetTip } from '../../../../src/tips/end/forget.ts';
import { listTips } from '../../../../src/tips/list/list.ts';
import { createPace } from '../../../../src/tips/list/search/pace.ts';
import { createTipSource } from '../../../../src/tips/list/search/tip-source.ts';
import { loadFacts } from '../../../../src/tips/read/load-facts.ts';
import { addNote } from '../../../../src/tips/work/notes/note.ts';
import { KINDS_OF_TIP, plantTopics, tipsOfAllKinds } from '../../../support/topics.ts';
import { createTipWorld, type TipWorld } from '../../tip-world.ts';
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

test('a builder that ends anywhere loses nothing, and the next one goes on', async () => {
  const world = await createTipWorld();
  const { desk } = world;
  for (const message of ['화재 하나', '화재 둘', '화재 셋']) await world.submit({ message });
  for (let steps = 1; (await rowsIn(world, 'search_runs')) === 0; steps++) {
    const ending = new AbortController();
    let left = steps;
    const yieldToPosts = async () => {
      left--;
      if (left === 0) ending.abort();
    };
    const course = { yieldToPosts, signal: ending.signal, enough: 1 };
    await buildIndex(desk, createTipSource(desk), course);
    expect(await numbersFor(world, '화재')).toEqual([3, 2, 1]);
  }
  await addNote(desk, world.viewer, { number: 1, body: '화재 메모' });
  await indexTips(desk);
  expect(await numbersFor(world, '메모')).toEqual([1]);
  const { query } = desk.database;
  const [runs, bins] = [query.selectFrom('search_runs').select('id'), query.selectFrom('search_bins')];
  expect((await bins.select('run').distinct().execute()).map(({ run }) => run)).toEqual(
    (await runs.execute()).map(({ id }) => id),
  );
  expect([await rowsIn(world, 'search_due'), await rowsIn(world, 'search_building')]).toEqual([0, 0]);
});

test('each role finds and counts what it may see, and by contacts only where it may see these', async () => {
  const world = await createTipWorld();
  const { desk, viewer } = world;
  await plantTopics(desk.database, viewer.staffId);
  const fields = { name: '홍길동', phone: '010-1234-5678', consent_contact: 'on' };
  await tipsOfAllKinds(desk.database, viewer.staffId, async message => {
    const { number } = await world.submit({ ...fields, message: `화재 ${message}` });
    return number;
  });
  await indexTips(desk);
  const all = Array.from({ length: KINDS_OF_TIP.length }, (_, i) => KINDS_OF_TIP.length - i);
  const facts = await desk.database.write(async trx => {
    const found: TipFacts[] = [];
    for (const number of all) found.push((await loadFacts(trx, number)) ?? raise(number));
    return found;
  });
  for (const role of ROLES) {
    const who = toViewer({ ...viewer, id: viewer.staffId, role, topics: ['own', 'own-secret'] });
    for (const [search, action] of [
      ['화재', 'see'],
      ['홍길동', 'see contacts'],
      ['01012345678', 'see contacts'],
    ] as const) {
      const { rows, found } = await listTips(desk, who, { search }, patient);
      const seen = facts.filter(tip => may(who, action, tip)).map(({ number }) => number);
      expect([role, search, rows.map(({ number }) => number)]).toEqual([role, search, seen]);
      expect(found).toMatchObject({ count: seen.length, isMore: false });
    }
  }
});

test('behind the first page tips are counted by the index, and none is opened for it', async () => {
  const world = await createTipWorld();
  const { desk, viewer } = world;
  for (let i = 0; i < 130; i++) await world.submit({ message: i === 3 ? '글' : '화재' });
  await indexTips(desk);
  const broken = { sealed: 'broken' };
  await desk.database.write(async trx => {
    await trx.updateTable('messages').set(broken).where('tip', '<=', 10).execute();
    await trx.updateTable('tip_heads').set(broken).where('tip', '<=', 10).execute();
  });
  await addNote(desk, viewer, { number: 4, body: '화재 메모' });
  const { rows, found } = await listTips(desk, viewer, { search: '화재' }, patient);
  expect([rows.length, found?.count, found?.isMore]).toEqual([50, 130, false]);
});

function raise(number: number): never {
  throw new Error(`there is no tip ${number}`);
}
