import { expect, test } from 'vitest';
import { CLOSING_OUTCOMES } from '../../../../src/tips/outcomes.ts';
import { DAY } from '../../../support/clock.ts';
import { htmlFaults } from '../../../support/html.ts';
import type { World } from '../../../support/world.ts';
import { textOf } from '../../page.ts';
import { createTalkWorld } from './talk-world.ts';

/** The first tip, which nobody has changed since it was closed last. */
async function close(world: World, outcome: string, version: number) {
  const editor = await world.signIn();
  const closing = { version, outcome, article: 'https://news.example/1', duplicate_of: '2' };
  await editor.post('/admin/tips/1/closure').type('form').send(closing).expect(303);
}

test('the newsroom’s thanks and hours stand on the receipt and on the reader’s page, in each language', async () => {
  const hours = { DESK_HOURS_KO: '평일 9시부터 18시까지', DESK_HOURS_EN: 'weekdays from 9 to 18' };
  const thanks = { RECEIPT_LEAD_KO: '사회부가 읽을게요.', RECEIPT_LEAD_EN: 'Our city desk will read it.' };
  const { world, reader } = await createTalkWorld({}, { ...hours, ...thanks });
  const sent = await world.request.post('/tips').type('form').send({ message: '글' }).expect(303);
  const cookie = String(sent.headers['set-cookie']).split(';')[0] ?? '';
  for (const [lang, ...told] of [
    ['ko', '사회부가 읽을게요.', '담당자가 있는 때: 평일 9시부터 18시까지'],
    ['en', 'Our city desk will read it.', 'The desk is staffed: weekdays from 9 to 18'],
  ]) {
    const receipt = await world.request.get(`/sent?lang=${lang}`).set('cookie', cookie).expect(200);
    const own = await reader.get(`/tip?lang=${lang}`).expect(200);
    for (const { text } of [receipt, own]) {
      for (const words of told) expect(textOf(text)).toContain(words);
      expect(await htmlFaults(text)).toEqual([]);
    }
  }
});

test('where the newsroom does not tell it, nobody learns whether their tip was read', async () => {
  const { world, page } = await createTalkWorld({}, { TELL_READ: 'off' });
  expect(await page()).not.toContain('읽을 차례예요');
  const editor = await world.signIn();
  await editor.get('/admin/tips/1').expect(200);
  expect(await page()).not.toContain('담당자가 읽었어요');
  await close(world, 'used', 1);
  const closed = await page();
  expect(closed).not.toContain('담당자가 읽었어요');
  expect(closed).toContain('뉴스가 됐어요.');
});

test('a closed tip takes more for the time that its page names, and then says so and keeps what was typed', async () => {
  const { world, reader, page, receipt } = await createTalkWorld({}, { TALK_AFTER_CLOSING: '10d' });
  await close(world, 'unverified', 1);
  const send = (message: string) =>
    reader.post('/tip/messages').type('form').send({ tip: 1, lang: 'ko', message });
  expect(await page()).toMatch(/까지는 더 알리실 수 있어요/);
  await send('하나 더').expect(303);
  world.clock.move(10 * DAY + 1);
  // Its page has closed meanwhile.
  const { text } = await reader
    .post('/tip/messages')
    .type('form')
    .send({ tip: 1, lang: 'ko', message: '너무 늦은 말', receipt })
    .expect(409);
  expect(text).toContain('너무 늦은 말');
  expect(text).toContain('더 알리실 수 있는 기간도 지났어요');
  expect(text).not.toMatch(/<textarea[^>]* name="message"/);
  expect(await htmlFaults(text)).toEqual([]);
  await reader.post('/tip/permission').type('form').send({ tip: 1, lang: 'ko', use: 'no' }).expect(303);
  await reader.post('/tip/withdrawal').type('form').send({ tip: 1, lang: 'ko', sure: 'on' }).expect(303);
});

test('readers are told who answers only where the newsroom shows names, and never an e-mail', async () => {
  const { world, page } = await createTalkWorld();
  const editor = await world.signIn();
  const { id: staff_id } = await world.database.query
    .selectFrom('staff')
    .select('id')
    .executeTakeFirstOrThrow();
  await world.database.write(async trx => {
    await trx.updateTable('staff').set({ name: '김민지' }).execute();
    const at = world.clock() + 1;
    const answer = {
      id: 'a'.repeat(32),
      tip: 1,
      direction: 'out',
      channel: 'form',
      at,
      body: '어디였나요?',
    } as const;
    await trx
      .insertInto('messages')
      .values({ ...answer, staff_id, way: 'receipt', shown_at: at })
      .execute();
  });
  expect(await page()).toContain('YTN 담당자');
  expect(await page()).not.toContain('김민지');
  const change = { version: '0', TELL_NAMES: 'on' };
  await editor.post('/admin/settings').type('form').send(change).expect(303);
  const named = await page();
  expect(named).toContain('YTN 김민지');
  expect(named).not.toContain('editor@');
});

test.each(CLOSING_OUTCOMES)(
  'closed as “%s”, a tip says kindly how it ended, and nothing of another',
  async outcome => {
    const { world, reader } = await createTalkWorld();
    await world.request.post('/tips').type('form').send({ message: '다른 글' }).expect(303);
    await close(world, outcome, 1);
    for (const lang of ['ko', 'en']) {
      const { text } = await reader.get(`/tip?lang=${lang}`).expect(200);
      const shown = textOf(text);
      expect(text.includes('https://news.example/1')).toBe(outcome === 'used');
      for (const told of ['spam', '스팸', '장난', '중복', '다른 글', '#2']) expect(shown).not.toContain(told);
      expect(shown).toMatch(
        lang === 'ko' ? /뉴스가 됐어요|전했어요|쓰지 않기로 했어요/ : /became news|passed on|not used/,
      );
    }
  },
);
