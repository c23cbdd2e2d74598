import { expect, test } from 'vitest';
import { htmlFaults } from '../../../support/html.ts';
import { notesOf } from '../../../support/sealed-tips.ts';
import { fieldsOf, textOf } from '../../page.ts';
import { createTalkWorld } from '../../reader/talk/talk-world.ts';

/** A desk with a tip that its reader has open too, and what its page sends to staff. */
async function createDesk() {
  const { world, reader } = await createTalkWorld();
  const staff = await world.signIn();
  const page = async () => (await staff.get('/admin/tips/1').expect(200)).text;
  const answer = async (fields: Record<string, string>, html?: string) =>
    staff
      .post('/admin/tips/1/messages')
      .type('form')
      .send({ ...fieldsOf(html ?? (await page())), side: 'to-reader', ...fields });
  return {
    ...{ world, reader, staff, page, answer },
    more: (message: string) =>
      reader.post('/tip/messages').type('form').send({ tip: 1, message }).expect(303),
    said: async (): Promise<{ id: string; from: string; body: string }[]> =>
      (await staff.get('/admin/tips/1').accept('json').expect(200)).body.messages,
  };
}

const chosenSide = (html: string) => /id="(to-\w+)"[^>]* checked/.exec(html)?.[1];

test('What is typed to the reader goes to them alone, and a note that was begun beside it stays one', async () => {
  const { world, page, answer, said } = await createDesk();
  expect(chosenSide(await page())).toBe('to-staff');
  const sent = await answer({ messages_body: '영상을 써도 될까요?', body: '목소리가 익숙함' });
  expect(sent.headers['location']).toBe('/admin/tips/1#notes');
  expect((await said()).map(({ body }) => body)).toEqual(['역 앞에서 불이 났어요', '영상을 써도 될까요?']);
  expect(await notesOf(world)).toEqual([]);
  const html = await page();
  expect(fieldsOf(html)).toMatchObject({ body: '목소리가 익숙함', messages_body: '' });
  expect(textOf(html)).toMatch(
    /editor@newsroom\.example → 제보자접수 코드 화면.*영상을 써도 될까요\?곧 보내요 되돌리기/s,
  );
  expect(await htmlFaults(html)).toEqual([]);
});

test('Who has not seen the newest is shown it above what they typed, and sends it from there', async () => {
  const { page, answer, more, said } = await createDesk();
  const before = await page();
  await more('이름은 빼 주세요');
  const late = await answer({ messages_body: '\n성함을 알려 주세요' }, before);
  expect(late.status).toBe(409);
  const [newest, notice] = [late.text.indexOf('이름은 빼 주세요'), late.text.indexOf('먼저 읽어 보세요')];
  expect([newest > 0, notice > newest]).toEqual([true, true]);
  expect(chosenSide(late.text)).toBe('to-reader');
  expect(fieldsOf(late.text)['messages_body']).toBe('\n성함을 알려 주세요');
  expect(await htmlFaults(late.text)).toEqual([]);
  expect(await said()).toHaveLength(2);
  await answer({}, late.text);
  expect((await said()).at(-1)?.body).toBe('\n성함을 알려 주세요');
});

test('An answer that is undone stands in its field again, before what was begun there since', async () => {
  const { world, staff, page, answer, said } = await createDesk();
  await answer({ messages_body: '내일 뵐까요?' });
  const [, { id } = { id: '' }] = await said();
  const fields = { ...fieldsOf(await page()), messages_body: '그리고' };
  await staff.post(`/admin/tips/1/messages/${id}/undo`).type('form').send(fields).expect(303);
  expect(await said()).toHaveLength(1);
  const html = await page();
  expect([chosenSide(html), fieldsOf(html)['messages_body']]).toEqual([
    'to-reader',
    '내일 뵐까요?\n\n그리고',
  ]);
  await answer({});
  world.clock.move(16_000);
  expect(await page()).not.toContain('/undo');
});

test('An empty answer is told beside its field, and a draft of one is found again and is no note', async () => {
  const { page, answer, staff } = await createDesk();
  const empty = await answer({ messages_body: ' ' });
  expect([empty.status, empty.text.includes('id="messages_body-fault"')]).toEqual([422, true]);
  const fields = { ...fieldsOf(await page()), messages_body: '전화드려도 될까요?' };
  await staff.post('/admin/tips/1/opening').type('form').send(fields).expect(303);
  const html = await page();
  expect([chosenSide(html), fieldsOf(html)['messages_body']]).toEqual(['to-reader', '전화드려도 될까요?']);
  expect(textOf(html)).toContain('아직 보내지 않았고');
  expect(textOf(html)).toContain('제보자에게 쓰던 말을 아직 보내지 않았어요.');
});

test('A reader is written to by mail only where they chose that, and by no way once the talk is over', async () => {
  const { world, staff, page } = await createDesk();
  expect(await page()).not.toContain('value="email"');
  const contact = { message: '글', email: 'reader@mail.example', reply_by: 'email', consent_contact: 'on' };
  await world.request
    .post('/tips')
    .type('form')
    .send({ ...contact, age_14: 'yes' })
    .expect(303);
  const { text } = await staff.get('/admin/tips/2').expect(200);
  expect(text).toMatch(/name="messages_way" value="email"[^>]* checked/);
  const fields = { ...fieldsOf(text), on: 'on' };
  await staff.post('/admin/tips/2/block').type('form').send(fields).expect(303);
  const over = (await staff.get('/admin/tips/2').expect(200)).text;
  expect(over).not.toContain('name="messages_body"');
  expect(textOf(over)).toContain('제보자에게 더 쓸 수 없어요.');
});

test('What was typed to a reader whose talk is over by then stands there still, whatever is pressed', async () => {
  const { staff, page, answer, said } = await createDesk();
  const before = await page();
  const block = async (on: string) => {
    const fields = { ...fieldsOf(await page()), on };
    await staff.post('/admin/tips/1/block').type('form').send(fields).expect(303);
  };
  await block('on');
  const late = await answer({ messages_body: '내일 뵐까요?' }, before);
  expect([late.status, fieldsOf(late.text)['messages_body']]).toEqual([409, '내일 뵐까요?']);
  expect(textOf(late.text)).toContain('제보자와의 대화가 끝나서 답할 수 없어요.');
  expect(await htmlFaults(late.text)).toEqual([]);
  await block('');
  expect(fieldsOf(await page())['messages_body']).toBe('내일 뵐까요?');
  expect(await said()).toHaveLength(1);
});

test('What is typed stays where an answer can no longer be undone', async () => {
  const { world, page, answer, said, staff } = await createDesk();
  await answer({ messages_body: '내일 뵐까요?' });
  const [, { id } = { id: '' }] = await said();
  const fields = { ...fieldsOf(await page()), body: '전화해 보기' };
  await world.database.write(trx =>
    trx.updateTable('messages').set({ shown_at: 1 }).where('id', '=', id).execute(),
  );
  const late = await staff.post(`/admin/tips/1/messages/${id}/undo`).type('form').send(fields);
  expect([late.status, fieldsOf(late.text)['body']]).toEqual([409, '전화해 보기']);
  expect(textOf(late.text)).toContain('이미 보냈거나 되돌린 답이에요.');
});

test('A way that is sent twice answers nobody', async () => {
  const { staff, page, said } = await createDesk();
  const { version, messages_seen: seen } = fieldsOf(await page());
  const asked = `version=${version}&seen=${seen}&body=${encodeURIComponent('네')}&way=email&way=receipt`;
  const told = await staff.post('/admin/tips/1/messages').accept('json').type('form').send(asked).expect(422);
  expect(told.body.errors).toHaveProperty('way');
  expect(await said()).toHaveLength(1);
});

test('An answer that came due while the talk was closed is told not to have gone, and can be undone', async () => {
  const { world, staff, page, answer } = await createDesk();
  await answer({ messages_body: '내일 뵐까요?' });
  const block = async (on: string) => {
    const fields = { ...fieldsOf(await page()), on };
    await staff.post('/admin/tips/1/block').type('form').send(fields).expect(303);
  };
  await block('on');
  await world.database.write(trx =>
    trx.updateTable('outbox').set({ state: 'done' }).where('kind', '=', 'show answer').execute(),
  );
  expect(await page()).not.toContain('/undo');
  await block('');
  const html = await page();
  expect(textOf(html)).toContain('그사이 대화가 끝나서 보내지 않음');
  // Nobody waits for a reader who has been told nothing.
  expect((await staff.get('/admin/tips/1').accept('json').expect(200)).body.talk).toBeNull();
  expect(html).toContain('/undo');
});
