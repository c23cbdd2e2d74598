import { beforeAll, describe, expect, test } from 'vitest';
import { listTips, PAGE_SIZE } from '../../src/tips/list.ts';
import { readTip } from '../../src/tips/read.ts';
import { addViewer, createTipWorld, type TipWorld } from './tip-world.ts';

describe('with a hundred and twenty tips', () => {
  let world: TipWorld;
  beforeAll(async () => {
    world = await createTipWorld();
    for (let i = 1; i <= 120; i++) await world.submit({ message: `제보 ${i}번 이야기` });
  });
  const numbers = async (question: Parameters<typeof listTips>[2]) =>
    (await listTips(world.desk, world.viewer, question)).rows.map(row => row.number);

  test('the newest fifty come first', async () => {
    const page = await listTips(world.desk, world.viewer, {});
    expect(page.rows.map(row => row.number)).toEqual(Array.from({ length: PAGE_SIZE }, (_, i) => 120 - i));
    expect([page.newer, page.older]).toEqual([false, true]);
  });

  test('older and newer pages meet without a gap', async () => {
    expect(await numbers({ before: 71 })).toEqual(Array.from({ length: 50 }, (_, i) => 70 - i));
    expect(await numbers({ after: 70 })).toEqual(Array.from({ length: 50 }, (_, i) => 120 - i));
    const last = await listTips(world.desk, world.viewer, { before: 21 });
    expect(last.rows.map(row => row.number)).toEqual(Array.from({ length: 20 }, (_, i) => 20 - i));
    expect([last.newer, last.older]).toEqual([true, false]);
  });

  test('a number finds its tip, with and without the hash', async () => {
    expect(await numbers({ search: '7' })).toContain(7);
    expect(await numbers({ search: '#119' })).toEqual([119]);
  });
});

describe('the search', () => {
  let world: TipWorld;
  beforeAll(async () => {
    world = await createTipWorld();
    await world.submit({ message: '강남역 화재경보가 울렸어요', place: 'Gangnam' });
    await world.submit({ message: '할인 100%_행사', title: 'ÉCOLE' });
    await world.submit({ message: '연락 바람', phone: '010-1234-5678', consent_contact: 'on' }, [
      await world.takeFile('x', '증거 사진.jpg'),
    ]);
  });

  test.each([
    ['화재', [1]],
    ['화재경보 강남역', [1]],
    ['화재 부산', []],
    ['gangnam', [1]],
    ['école', [2]],
    ['0%_행', [2]],
    ['%', [2]],
    ['_', [2]],
    ['\\', []],
    ['1234-5678', [3]],
    ['증거', [3]],
    ['\u1112\u116a\u110c\u1162', [1]],
    ["'; drop table tips; --", []],
  ])('“%s” finds %j', async (search, found) => {
    const page = await listTips(world.desk, world.viewer, { search });
    expect(page.rows.map(row => row.number)).toEqual(found);
  });
});

test('a row tells files, ways to answer and place, and is unread until this viewer has seen it', async () => {
  const world = await createTipWorld();
  const { number } = await world.submit(
    { message: '글', place: '서울', phone: '1', email: 'a@b.kr', reply_by: ['email'], consent_contact: 'on' },
    [await world.takeFile('a'), await world.takeFile('b')],
  );
  const colleague = await addViewer(world.desk, 'other@newsroom.example');
  await readTip(world.desk, world.viewer, number);

  const rowFor = async (viewer: typeof colleague) => (await listTips(world.desk, viewer, {})).rows[0];
  expect(await rowFor(world.viewer)).toMatchObject({
    fileCount: 2,
    replyWays: ['email'],
    place: '서울',
    unread: false,
  });
  expect(await rowFor(colleague)).toMatchObject({ unread: true });
});
