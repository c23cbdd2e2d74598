import { expect, test } from 'vitest';
import { READY_ANSWERS, readFact, setFact } from '../../../src/db/desk-facts.ts';
import {
  addReadyAnswer,
  changeReadyAnswer,
  moveReadyAnswer,
  removeReadyAnswer,
} from '../../../src/tips/talk/ready/change-answers.ts';
import { loadReadyAnswers } from '../../../src/tips/talk/ready/kept-answers.ts';
import { offerReadyAnswers } from '../../../src/tips/talk/ready/offer-answers.ts';
import { createTipWorld } from '../tip-world.ts';

const UNSAID = { ko: { place: '현장' }, en: { place: 'the scene' } };
const THANKS = {
  name: '고마움',
  texts: { ko: '{장소}에서 알려 주셔서 고마워요. {번호}번이에요.', en: '{newsroom}: thanks from {place}.' },
};

async function createDesk() {
  const world = await createTipWorld({ NEWSROOM_NAME: '제보신문' });
  const { desk, viewer } = world;
  const offered = (number: number) => offerReadyAnswers(desk, viewer, { number, unsaid: UNSAID });
  const names = async () => (await loadReadyAnswers(desk.database.query)).map(({ name }) => name);
  return { ...world, offered, names };
}

test('a ready answer is offered in the reader’s language, with number, place and newsroom filled in', async () => {
  const { desk, viewer, submit, offered } = await createDesk();
  const id = await addReadyAnswer(desk, viewer, THANKS);
  const korean = await submit({ message: '불이 났어요', place: '상암동', lang: 'ko' });
  const english = await submit({ message: 'A fire', lang: 'en' });
  expect(await offered(korean.number)).toEqual([
    {
      ...{ id, name: '고마움', lang: 'ko', isOther: false },
      text: `상암동에서 알려 주셔서 고마워요. ${korean.number}번이에요.`,
    },
  ]);
  expect(await offered(english.number)).toMatchObject([
    { text: '제보신문: thanks from the scene.', lang: 'en' },
  ]);
});

test('where the reader’s language is missing the other is offered, and said to be another', async () => {
  const { desk, viewer, submit, offered } = await createDesk();
  await addReadyAnswer(desk, viewer, { name: '고마움', texts: { ko: '고마워요.', en: '' } });
  const { number } = await submit({ message: 'A fire', lang: 'en' });
  expect(await offered(number)).toMatchObject([{ text: '고마워요.', lang: 'ko', isOther: true }]);
});

test('what a reader says of the place is filled in as it stands, braces and all', async () => {
  const { desk, viewer, submit, offered } = await createDesk();
  await addReadyAnswer(desk, viewer, { name: '곳', texts: { ko: '{장소}', en: '' } });
  const { number } = await submit({ message: '글', place: '$& {번호}' });
  expect(await offered(number)).toMatchObject([{ text: '$& {번호}' }]);
});

test('of two who change one ready answer the second is told, and nothing is overwritten', async () => {
  const { desk, viewer, names } = await createDesk();
  const id = await addReadyAnswer(desk, viewer, THANKS);
  const changes = ['하나', '둘'].map(name =>
    changeReadyAnswer(desk, viewer, { id, version: 1 }, { ...THANKS, name }),
  );
  const settled = await Promise.allSettled(changes);
  expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(settled.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'ready-answer-stale' },
  });
  expect(await names()).toHaveLength(1);
  await expect(removeReadyAnswer(desk, viewer, { id, version: 1 })).rejects.toMatchObject({
    code: 'ready-answer-stale',
  });
});

test('ready answers added at once are all kept, and one moved changes places', async () => {
  const { desk, viewer, names } = await createDesk();
  const ids = await Promise.all(
    ['가', '나', '다'].map(name => addReadyAnswer(desk, viewer, { ...THANKS, name })),
  );
  const before = await names();
  expect(before.toSorted()).toEqual(['가', '나', '다']);
  const [first] = await loadReadyAnswers(desk.database.query);
  expect(ids).toContain(first?.id);
  await moveReadyAnswer(desk, viewer, first?.id ?? '', 'down');
  await moveReadyAnswer(desk, viewer, first?.id ?? '', 'down');
  await moveReadyAnswer(desk, viewer, first?.id ?? '', 'down');
  expect(await names()).toEqual([...before.slice(1), before[0]]);
});

test('the history tells who changed a ready answer and which of its texts, without the texts', async () => {
  const { desk, viewer } = await createDesk();
  const id = await addReadyAnswer(desk, viewer, THANKS);
  const texts = { ...THANKS.texts, en: 'Thank you.' };
  await changeReadyAnswer(desk, viewer, { id, version: 1 }, { name: '감사', texts });
  await removeReadyAnswer(desk, viewer, { id, version: 2 });
  const events = await desk.database.query
    .selectFrom('events')
    .select(['kind', 'staff_id', 'subject', 'detail'])
    .where('kind', 'like', 'ready answer%')
    .orderBy('id')
    .execute();
  expect(events).toEqual([
    { kind: 'ready answer made', staff_id: viewer.staffId, subject: '고마움', detail: null },
    {
      ...{ kind: 'ready answer changed', staff_id: viewer.staffId, subject: '감사' },
      detail: 'name: 고마움 → 감사, text_en',
    },
    { kind: 'ready answer removed', staff_id: viewer.staffId, subject: '감사', detail: null },
  ]);
});

test('a language that only a newer version knows is handed on', async () => {
  const { desk, viewer } = await createDesk();
  const kept = [{ id: 'a', version: 1, name: '고마움', texts: { ko: '고마워요.', ja: 'ありがとう' } }];
  await setFact(desk.database, READY_ANSWERS, JSON.stringify(kept));
  await changeReadyAnswer(desk, viewer, { id: 'a', version: 1 }, THANKS);
  const fact = await readFact(desk.database.query, READY_ANSWERS);
  expect(JSON.parse(fact ?? '')).toMatchObject([{ texts: { ...THANKS.texts, ja: 'ありがとう' } }]);
});

test.each([
  [{ name: ' ', texts: { ko: '글', en: '' } }, { name: { code: 'name-missing' } }],
  [{ name: '이름', texts: { ko: '', en: ' ' } }, { text_ko: { code: 'ready-text-missing' } }],
  [
    { name: '이름', texts: { ko: '글', en: 'Dear {name}' } },
    { text_en: { code: 'placeholder-unknown', placeholder: '{name}' } },
  ],
  [
    { name: '이름', texts: { ko: '글'.repeat(2_001), en: '' } },
    { text_ko: { code: 'line-too-long', limit: 2_000 } },
  ],
])('of a ready answer that is wrong it is told in which field: %j', async (fields, faults) => {
  const { desk, viewer, names } = await createDesk();
  await expect(addReadyAnswer(desk, viewer, fields)).rejects.toMatchObject({ faults });
  expect(await names()).toEqual([]);
});
