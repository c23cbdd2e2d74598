import { expect, test } from 'vitest';
import { htmlFaults } from '../../../support/html.ts';
import { createTalkWorld } from '../../reader/talk/talk-world.ts';

const block = { version: '1', on: 'on' };

test.each([
  ['ko', '제보자와의 대화를 막았어요.', '대화를 막음', '막은 대화를 풂', '이 제보에는 더 보낼 수 없어요'],
  ['en', 'The talk is blocked', 'Talk blocked', 'Talk unblocked', 'Nothing more can be added to this tip'],
])('A talk is blocked and unblocked by staff, and its reader is told kindly, in %s', async (...words) => {
  const [lang, blocked, noted, undone, told] = words;
  const { world, reader } = await createTalkWorld();
  const staff = await world.signIn();
  const post = (fields: object) => staff.post(`/admin/tips/1/block?lang=${lang}`).type('form').send(fields);
  await post(block).expect(303);
  const { text } = await staff.get(`/admin/tips/1?lang=${lang}`).expect(200);
  for (const said of [blocked, noted]) expect(text).toContain(said);
  expect(await htmlFaults(text)).toEqual([]);
  const { body } = await staff.get('/admin').accept('json').expect(200);
  expect(body.tips).toMatchObject([{ talk_ended: 'closed', state: 'new' }]);
  const page = await reader.get(`/tip?lang=${lang}`).expect(200);
  expect(page.text).toContain(told);
  expect(page.text).not.toContain('역 앞에서');
  expect(await htmlFaults(page.text)).toEqual([]);
  const late = await reader.post('/tip/messages').type('form').send({ tip: 1, lang, message: '더' });
  expect([late.status, late.text.includes('\n더</textarea>')]).toEqual([409, true]);
  await post({ version: '2' }).expect(303);
  expect((await staff.get(`/admin/tips/1?lang=${lang}`)).text).toContain(undone);
  await reader.post('/tip/messages').type('form').send({ tip: 1, message: '다시' }).expect(303);
});

test('A reader whose talk is blocked can still withdraw their tip, which staff cannot unblock then', async () => {
  const { world, reader, page } = await createTalkWorld();
  const staff = await world.signIn();
  const post = (fields: object) => staff.post('/admin/tips/1/block').accept('json').type('form').send(fields);
  await post(block).expect(200, { version: 2 });
  await post({ ...block, version: '2' }).expect(409);
  const asked = await reader.post('/tip/withdrawal').type('form').send({ tip: 1, lang: 'ko' }).expect(422);
  expect(asked.text).toContain('표시해 주세요.');
  await reader.post('/tip/withdrawal').type('form').send({ tip: 1, sure: 'on' }).expect(303);
  expect(await page()).toContain('거두신 제보예요');
  await post({ version: '3' }).expect(409);
  const { body } = await staff.get('/admin/tips/1').accept('json').expect(200);
  expect(body).toMatchObject({ outcome: 'withdrawn', talk_ended: 'withdrawn' });
});

test('A reader whose talk is blocked can delete their contacts alone, and add none', async () => {
  const contact = { phone: '010-1234-5678', reply_by: 'phone', consent_contact: 'on' };
  const { world, reader, page } = await createTalkWorld(contact);
  const staff = await world.signIn();
  await staff.post('/admin/tips/1/block').accept('json').type('form').send(block).expect(200);
  expect(await htmlFaults(await page())).toEqual([]);
  expect(await page()).toContain('지금 남기신 것: 전화.');
  const post = (fields: object) =>
    reader
      .post('/tip/contacts')
      .type('form')
      .send({ tip: 1, ...fields });
  await post({ ...contact, phone: '010-8765-4321' }).expect(303);
  const kept = async () => (await staff.get('/admin/tips/1').accept('json').expect(200)).body;
  expect(await kept()).toMatchObject({ contacts: ['phone'], talk_ended: 'closed', version: 2 });
  await post({ take_back: 'on' }).expect(303);
  const told = await page();
  expect(told).toContain('이름과 연락처를 지웠어요. 이제 익명이에요.');
  expect(told).not.toContain('지금 남기신 것');
  expect(await kept()).toMatchObject({ contacts: [], talk_ended: 'closed', state: 'new' });
});
