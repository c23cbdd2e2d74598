import { expect, test } from 'vitest';
import { htmlFaults } from '../../../support/html.ts';
import { createTalkWorld, enter, seenByStaff } from './talk-world.ts';

const FIELDS = {
  name: '홍길동',
  phone: '010-1234-5678',
  reply_by: ['phone'],
  consent_contact: 'on',
  consent_media: 'on',
};

test('a reader sees how far their tip has come, step by step', async () => {
  const { world, page } = await createTalkWorld();
  expect(await page()).toContain('담당자가 읽을 차례예요');
  const editor = await world.signIn();
  await editor.get('/admin/tips/1').expect(200);
  expect(await page()).toContain('담당자가 읽었어요');
  await editor.post('/admin/tips/1/opening').type('form').send({ version: 1 }).expect(303);
  expect(await page()).toMatch(/<li class="here" aria-current="step">(?:(?!<\/li>).)*사실을 확인하고 있어요/);
  const closing = { version: 2, outcome: 'used', article: 'https://news.example/1' };
  await editor.post('/admin/tips/1/closure').type('form').send(closing).expect(303);
  const closed = await page();
  expect(closed).toContain('뉴스가 됐어요.');
  expect(closed).toContain('href="https://news.example/1"');
  await editor.post('/admin/tips/1/reopening').type('form').send({ version: 3 }).expect(303);
  await editor.post('/admin/tips/1/closure').type('form').send({ version: 4, outcome: 'spam' }).expect(303);
  const refused = await page();
  expect(refused).toContain('이번에는 쓰지 않기로 했어요.');
  expect(refused).not.toContain('news.example');
});

test('of the newsroom’s own words, and of name and contacts, a reader’s page tells nothing', async () => {
  const { world, page } = await createTalkWorld(FIELDS);
  const editor = await world.signIn();
  await editor.post('/admin/tips/1/notes').type('form').send({ body: '우리끼리', version: 1 }).expect(303);
  const text = await page();
  for (const secret of ['우리끼리', 'editor@', '홍길동', '1234-5678']) expect(text).not.toContain(secret);
  expect(text).toContain('지금 남기신 것: 이름, 전화.');
});

test('three answers are ready for photos and films, and staff see the one that was given', async () => {
  const { world, reader, page } = await createTalkWorld(FIELDS);
  expect(await page()).toContain('지금은 이렇게 알고 있어요: 써도 돼요');
  await reader.post('/tip/permission').type('form').send({ tip: 1, lang: 'ko', use: 'unnamed' }).expect(303);
  expect(await page()).toContain('지금은 이렇게 알고 있어요: 이름 없이 써도 돼요');
  expect(await seenByStaff(world)).toMatchObject({ permission: 'unnamed', version: 2 });
  await reader.post('/tip/permission').type('form').send({ tip: 1, use: 'perhaps' }).expect(303);
  expect((await seenByStaff(world)).permission).toBe('unnamed');
});

test('a reader changes how they may be reached, with consent, and takes it back', async () => {
  const { world, reader } = await createTalkWorld(FIELDS);
  const mail = { lang: 'ko', email: 'hong@example.kr', reply_by: ['email'] };
  const refused = await reader
    .post('/tip/contacts')
    .type('form')
    .send({ tip: 1, ...mail })
    .expect(422);
  expect(refused.text).toContain('여기에 동의해 주세요.');
  expect(refused.text).toContain('value="hong@example.kr"');
  await reader
    .post('/tip/contacts')
    .type('form')
    .send({ tip: 1, ...mail, consent_contact: 'on' })
    .expect(303);
  expect(await seenByStaff(world)).toMatchObject({ ways: ['email'], contacts: ['email'] });
  await reader.post('/tip/contacts').type('form').send({ tip: 1, lang: 'ko', take_back: 'on' }).expect(303);
  expect(await seenByStaff(world)).toMatchObject({ ways: [], contacts: [] });
});

test('withdrawing asks once, says what it cannot reach, and ends the talk in every browser', async () => {
  const { world, receipt, reader, page } = await createTalkWorld(FIELDS);
  const other = await enter(world, receipt);
  const asked = await reader.post('/tip/withdrawal').type('form').send({ tip: 1, lang: 'ko' }).expect(422);
  expect(asked.text).toContain('표시해 주세요.');
  expect(asked.text).toContain('글과 파일은 늦어도 7일 뒤에 지워요.');
  expect(await page()).toContain('역 앞에서');
  await reader.post('/tip/withdrawal').type('form').send({ tip: 1, lang: 'ko', sure: 'on' }).expect(303);
  for (const browser of [reader, other]) {
    const { text } = await browser.get('/tip?lang=ko').expect(200);
    for (const told of [
      '거두신 제보예요',
      '글과 파일은 2026년 11월 30일 (월) 14:05 이후에 지워요.',
      '이미 나간 뉴스',
    ])
      expect(text).toContain(told);
    expect(text).not.toContain('역 앞에서');
  }
  const late = await other.post('/tip/messages').type('form').send({ tip: 1, lang: 'ko', message: '더' });
  expect(late.status).toBe(409);
  for (const told of ['방금 보내신 것은 저장하지 않았어요.', '\n더</textarea>', '거두신 제보예요'])
    expect(late.text).toContain(told);
  expect(await htmlFaults(late.text)).toEqual([]);
  expect(await seenByStaff(world)).toMatchObject({ state: 'closed', outcome: 'withdrawn', contacts: [] });
  const editor = await world.signIn();
  const { text } = await editor.get('/admin/tips/1').set('Accept-Language', 'ko').expect(200);
  expect(text).toContain('제보자가 제보를 거둠');
});

test('a forgotten tip opens kind words, and nothing else', async () => {
  const { world, reader, page } = await createTalkWorld();
  const editor = await world.signIn();
  await editor
    .post('/admin/tips/1/forgetting')
    .type('form')
    .send({ version: 1, confirmed: 'on' })
    .expect(303);
  const text = await page();
  expect(text).toContain('지워진 제보예요');
  expect(text).not.toContain('역 앞에서');
  const late = await reader.post('/tip/messages').type('form').send({ tip: 1, lang: 'ko', message: '더' });
  expect(late.status).toBe(409);
});

test.each(['ko', 'en'])('the pages of a talk are sound HTML in %s', async lang => {
  const { world, reader } = await createTalkWorld(FIELDS);
  await reader.post('/tip/messages').type('form').send({ tip: 1, message: '<b>더</b>' }).expect(303);
  const pages = [await world.request.get(`/receipt?lang=${lang}`), await reader.get(`/tip?lang=${lang}`)];
  await reader.post('/tip/withdrawal').type('form').send({ tip: 1, sure: 'on' }).expect(303);
  pages.push(await reader.get(`/tip?lang=${lang}`));
  for (const { text } of pages) {
    expect(text).toContain(`<html lang="${lang}">`);
    expect(text).not.toContain('<b>더');
    expect(await htmlFaults(text)).toEqual([]);
  }
});
