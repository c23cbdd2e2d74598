import { expect, test } from 'vitest';
import { readerLetter } from '../../src/mail/letters/reader-letter.ts';
import { loadReaderNews } from '../../src/tips/talk/load-news.ts';
import { receiveMessage } from '../../src/tips/talk/receive-message.ts';
import { withdrawTip } from '../../src/tips/talk/withdraw.ts';
import { placeHold } from '../../src/tips/work/hold.ts';
import { createTipWorld } from '../tips/tip-world.ts';

const DESK = 'desk@newsroom.example';

async function deskWithReader() {
  const world = await createTipWorld();
  const { number } = await world.submit({ message: '상암동에서 불이 났어요' });
  const attached = { taken: [], uploaded: [] };
  return {
    ...world,
    number,
    add: (body: string) => receiveMessage(world.desk, { number, id: null, body, attached }),
    jobs: async () => {
      const rows = world.desk.database.query.selectFrom('outbox').select(['subject', 'recipient']);
      return rows.where('kind', '=', 'reader mail').where('recipient', '=', DESK).orderBy('due').execute();
    },
  };
}

test('What a reader adds within a minute and a half is one mail, in the thread of their tip', async () => {
  const { desk, clock, number, add, jobs } = await deskWithReader();
  await add('소방차가 다섯 대 왔어요');
  clock.move(60_000);
  await add('주민등록번호 900101-1234568');
  const [job, ...others] = await jobs();
  expect(others).toEqual([]);
  const event = Number(job?.subject);
  const news = await loadReaderNews(desk, event, DESK);
  if (news === null) throw new Error('nothing is told');
  const about = { event, position: 1, to: DESK, date: clock() };
  const letter = readerLetter(news, about, desk.settings);
  expect(letter.subject).toMatch(/^\[제보 #1\] 제보 1번의 제보자가 더 보냈어요: 상암동/);
  expect(letter).toMatchObject({ id: `tip-${number}.${event}.1`, inThreadOf: `tip-${number}.1` });
  for (const part of [letter.text, letter.html]) {
    expect(part).toContain('소방차가 다섯 대 왔어요');
    expect(part).toContain('900101-*******');
  }
  expect(await loadReaderNews(desk, event, 'stranger@newsroom.example')).toBeNull();
  clock.move(30_001);
  await add('나중에 하나 더');
  expect(await jobs()).toHaveLength(2);
});

test('Of a withdrawn tip under a legal hold the mail does not say that it goes soon', async () => {
  const { desk, clock, viewer, number, jobs } = await deskWithReader();
  await placeHold(desk, viewer, { number, version: 1, reason: '소송' });
  await withdrawTip(desk, number);
  const event = Number((await jobs())[0]?.subject);
  const news = await loadReaderNews(desk, event, DESK);
  if (news === null) throw new Error('nothing is told');
  const letter = readerLetter(news, { event, position: 1, to: DESK, date: clock() }, desk.settings);
  for (const part of [letter.text, letter.html]) expect(part).toContain('보존을 풀면 지워져요.');
});

test('Of a tip that is withdrawn nothing is told but that it is', async () => {
  const { desk, number, add, jobs } = await deskWithReader();
  await add('지울 말');
  await withdrawTip(desk, number);
  const told = (await jobs()).map(({ subject }) => loadReaderNews(desk, Number(subject), DESK));
  expect((await Promise.all(told)).filter(news => news !== null)).toMatchObject([
    { kind: 'withdrawn', content: null },
  ]);
});
