import { expect, test } from 'vitest';
import { htmlFaults } from '../../support/html.ts';
import { createWorld } from '../../support/world.ts';
import { fieldsOf, textOf } from '../page.ts';

const PATH = '/admin/ready-answers';
const THANKS = { name: '고마움', text_ko: '{장소}에서 알려 주셔서 고마워요.', text_en: 'Thank you.' };

async function createDesk() {
  const world = await createWorld();
  const staff = await world.signIn();
  const post = (path: string, fields: Record<string, string>) => staff.post(path).type('form').send(fields);
  return { world, staff, post };
}

test('A ready answer is written without a script, and stands in the list', async () => {
  const { staff, post } = await createDesk();
  await post(`${PATH}?lang=ko`, THANKS).expect(303).expect('location', PATH);
  for (const lang of ['ko', 'en']) {
    const { text } = await staff.get(`${PATH}?lang=${lang}`).expect(200);
    expect(textOf(text)).toContain('고마움');
    expect(await htmlFaults(text)).toEqual([]);
  }
});

test('What is typed of a wrong ready answer stays in its fields, with the fault beside', async () => {
  const { post } = await createDesk();
  const typed = { ...THANKS, text_en: 'Dear {name}, thank you.' };
  const { text } = await post(`${PATH}?lang=en`, typed).expect(422);
  expect(text).toContain('Dear {name}, thank you.');
  expect(text).toContain(THANKS.text_ko);
  expect(textOf(text)).toContain('Nothing can be filled in for {name}.');
  expect(await htmlFaults(text)).toEqual([]);
});

test('Who saves what another has changed meanwhile is shown both, and can save again', async () => {
  const { staff, post } = await createDesk();
  const json = staff.post(PATH).accept('json').type('form');
  const { id } = (await json.send(THANKS).expect(201)).body;
  const path = `${PATH}/${id}`;
  await post(path, { version: '1', ...THANKS, text_en: 'Many thanks.' }).expect(303);
  const mine = { ...THANKS, text_en: 'Thanks a lot.' };
  const { text } = await post(`${path}?lang=en`, { version: '1', ...mine }).expect(409);
  expect(text).toContain('Thanks a lot.');
  expect(textOf(text)).toContain('As it is now: Many thanks.');
  expect(await htmlFaults(text)).toEqual([]);
  await post(path, { version: '2', ...mine }).expect(303);
  expect((await staff.get(path).accept('json').expect(200)).body).toEqual({ id, ...mine, version: 3 });
});

test('Programs read the ready answers as they would be sent to the reader of a tip', async () => {
  const { world, staff, post } = await createDesk();
  await post(PATH, THANKS).expect(303);
  const tip = { message: '불이 났어요', place: '상암동', lang: 'ko' };
  await world.request.post('/tips').type('form').send(tip).expect(303);
  const { body } = await staff.get('/admin/tips/1/ready-answers').accept('json').expect(200);
  expect(body.ready_answers).toMatchObject([
    { name: '고마움', text: '상암동에서 알려 주셔서 고마워요.', lang: 'ko', other_language: false },
  ]);
});

test('A chosen one is put behind what is typed to the reader, without a script, and nothing is sent', async () => {
  const { world, staff, post } = await createDesk();
  await post(PATH, THANKS).expect(303);
  await world.request.post('/tips').type('form').send({ message: '불', place: '상암동', lang: 'ko' });
  const page = (await staff.get('/admin/tips/1').expect(200)).text;
  expect(await htmlFaults(page)).toEqual([]);
  const [answer] = (await staff.get(PATH).accept('json').expect(200)).body.ready_answers;
  const typed = { ...fieldsOf(page), messages_body: '안녕하세요.', body: '우리끼리', ready: answer.id };
  await post('/admin/tips/1/ready-answers', typed).expect(303);
  expect(fieldsOf((await staff.get('/admin/tips/1')).text)).toMatchObject({
    messages_body: '안녕하세요.\n\n상암동에서 알려 주셔서 고마워요.',
    body: '우리끼리',
  });
  const { messages } = (await staff.get('/admin/tips/1').accept('json').expect(200)).body;
  expect(messages).toHaveLength(1);
});
