import { beforeAll, describe, expect, test } from 'vitest';
import { listTips, PAGE_SIZE } from '../../../src/tips/list/list.ts';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import { addNote } from '../../../src/tips/work/notes/note.ts';
import { addViewer, createTipWorld, type TipWorld } from '../tip-world.ts';

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

  test.each(['7', '#7', '제보 7번', '7번', 'Tip 7', '７'])('“%s” puts tip 7 first', async search => {
    expect((await numbers({ search }))[0]).toBe(7);
  });

  test('what begins with a zero is no tip’s number', async () => {
    expect(await numbers({ search: '010' })).toEqual([]);
  });

  test('the tip that a number means stands on the first page alone, and once', async () => {
    await world.submit({ message: '사연 7번 7번' });
    const [first, ...others] = await numbers({ search: '7' });
    const pages = [first, ...others, ...(await numbers({ search: '7', before: others.at(-1) ?? 0 }))];
    expect(first).toBe(7);
    expect(pages.filter(number => number === 7)).toEqual([7]);
    expect(others[0]).toBe(121);
  });

  test('what was found is counted, beyond the page too', async () => {
    const { found } = await listTips(world.desk, world.viewer, { search: '이야기' });
    expect(found).toMatchObject({ count: 120, isMore: false });
    expect((await listTips(world.desk, world.viewer, { search: '부산' })).found?.count).toBe(0);
    expect((await listTips(world.desk, world.viewer, {})).found).toBeNull();
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

describe('a telephone number', () => {
  let world: TipWorld;
  beforeAll(async () => {
    world = await createTipWorld();
    const typed = ['010-1234-5678', '01012345678', '+82 10 1234 5678', '010.1234.5678', '0082-10-1234-5678'];
    for (const phone of typed) await world.submit({ message: '글', phone, consent_contact: 'on' });
    await world.submit({ message: '그 사람 번호는 010 1234-5678이고 지금은 꺼져 있어요' });
    await world.submit({ message: '02-398-8585로 전화했어요' });
    await world.submit({ message: '계좌 110-234-567812' });
  });

  test.each([
    '010-1234-5678',
    '01012345678',
    '010 1234 5678',
    '+82 10-1234-5678',
    '+82 (0)10 1234 5678',
    '0082 10 1234 5678',
    '(010) 1234.5678',
    '０１０－１２３４－５６７８',
    '1234-5678',
    '12345678',
  ])('written as “%s” is found however readers wrote it', async search => {
    const { rows } = await listTips(world.desk, world.viewer, { search });
    expect(rows.map(row => row.number)).toEqual([6, 5, 4, 3, 2, 1]);
  });

  test.each([
    '010-1234-5678 010-1234-5678',
    '010-1234-5678  1234 5678',
    '82-10-1234-5678',
    '010—1234—5678',
    '010_1234_5678',
  ])('is found when one searches for “%s”', async search => {
    const { rows } = await listTips(world.desk, world.viewer, { search });
    expect(rows.map(row => row.number)).toEqual([6, 5, 4, 3, 2, 1]);
  });

  test.each([
    '010 99 88 77 66',
    '０１０－９９８８－７７６６',
    '010—9988—7766',
    '010ㅡ9988ㅡ7766',
    '010_9988_7766',
    '010,9988,7766',
    '010~9988~7766',
    '010‐9988‐7766',
    '010−9988−7766',
    '0 1 0 9 9 8 8 7 7 6 6',
    '010-9988-\n7766',
    '010\t9988\t7766',
    '82-10-9988-7766',
  ])('within a text is found and marked, written as “%s”', async typed => {
    const { number } = await world.submit({ message: `가${'나'.repeat(100)} ${typed} 다` });
    const search = '010-9988-7766';
    const [row] = (await listTips(world.desk, world.viewer, { search })).rows;
    expect([row?.number, row?.excerpt]).toMatchObject([number, { in: 'message' }]);
  });

  test('of a landline is found with its country before it, and beside a word', async () => {
    const numbersOf = async (search: string) =>
      (await listTips(world.desk, world.viewer, { search })).rows.map(row => row.number);
    expect(await numbersOf('+82 2 398 8585')).toEqual([7]);
    expect(await numbersOf('전화했어요 023988585')).toEqual([7]);
    expect((await numbersOf('82')).slice(-2)).toEqual([5, 3]);
  });
});

test('a receipt code finds its tip, however it was heard, and no one else’s word does', async () => {
  const world = await createTipWorld();
  await world.submit({ message: '앞 제보' });
  const { number, receipt } = await world.submit({ message: '글' });
  for (const search of [receipt, receipt.replaceAll('-', ' ').toLowerCase(), receipt.replaceAll('0', 'o')]) {
    const page = await listTips(world.desk, world.viewer, { search });
    expect(page.rows.map(row => row.number)).toEqual([number]);
    expect(page.found?.count).toBe(1);
  }
  const other = `${receipt.startsWith('A') ? 'B' : 'A'}${receipt.slice(1)}`;
  expect((await listTips(world.desk, world.viewer, { search: other })).rows).toEqual([]);
});

describe('what a row does not show of what was found', () => {
  let world: TipWorld;
  const excerptOf = async (search: string) =>
    (await listTips(world.desk, world.viewer, { search })).rows.map(row => row.excerpt);
  beforeAll(async () => {
    world = await createTipWorld();
    const message = `${'가나다라 '.repeat(60)}그때 화재 경보가 울렸어요. ${'마바사아 '.repeat(60)}`;
    const { number } = await world.submit(
      { title: '강남역', message, name: '홍길동', phone: '010-1234-5678', consent_contact: 'on' },
      [await world.takeFile('x', '증거 사진.jpg')],
    );
    await addNote(world.desk, world.viewer, { number, body: '소방서에 물어봄' });
  });

  test('is cut out of the message around the word', async () => {
    const [excerpt] = await excerptOf('화재');
    expect(excerpt).toEqual({ in: 'message', text: expect.stringMatching(/^….{20,40}화재 경보가.*…$/u) });
  });

  test('is told of notes and files, and of contacts only that they have it', async () => {
    expect(await excerptOf('소방서')).toEqual([{ in: 'note', text: '소방서에 물어봄' }]);
    expect(await excerptOf('증거')).toEqual([{ in: 'file', text: '증거 사진.jpg' }]);
    expect(await excerptOf('홍길동')).toEqual([{ in: 'contact' }]);
    expect(await excerptOf('010 1234 5678')).toEqual([{ in: 'contact' }]);
  });

  test('is nothing where the headline shows all', async () => {
    expect(await excerptOf('강남역')).toEqual([null]);
  });
});

test('resident registration numbers are masked in rows and in what was found', async () => {
  const world = await createTipWorld();
  await world.submit({
    message: `${'가'.repeat(100)} 주민번호 900101-1234567 화재`,
    title: '900101-1234567 씨',
  });
  const page = await listTips(world.desk, world.viewer, { search: '화재' });
  expect(page.rows[0]).toMatchObject({
    headline: '900101-******* 씨',
    excerpt: { in: 'message', text: expect.stringContaining('900101-*******') },
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
