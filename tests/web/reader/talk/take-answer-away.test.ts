import { expect, test } from 'vitest';
import { UNDO_FOR } from '../../../../src/tips/said.ts';
import { htmlFaults } from '../../../support/html.ts';
import { createTalkWorld, enter, seenByStaff } from './talk-world.ts';

const QUESTION = '영상을 써도 될까요?';

/** A desk whose reader is answered. */
async function createAnswered() {
  const talk = await createTalkWorld();
  const { world, reader } = talk;
  const staff = await world.signIn();
  const { version, messages } = await seenByStaff(world);
  const said = { version, body: QUESTION, way: 'receipt', seen: messages[0].id };
  await staff.post('/admin/tips/1/messages').accept('json').type('form').send(said).expect(200);
  const answerSeen = async () => (await seenByStaff(world)).messages[1];
  return {
    ...talk,
    own: String(messages[0].id),
    answer: String((await answerSeen()).id),
    answerSeen,
    show: async () => {
      world.clock.move(UNDO_FOR);
      await staff.post('/admin/mail/retry').type('form').expect(303);
      await expect.poll(async () => (await answerSeen()).fate).toBe('sent');
    },
    takeAway: (id: string) =>
      reader.post(`/tip/messages/${id}/removal`).type('form').send({ tip: 1, lang: 'ko' }),
  };
}

test('an answer that its reader takes away is on their page no more, and staff see that', async () => {
  const { world, receipt, page, answer, answerSeen, show, takeAway } = await createAnswered();
  await show();
  const html = await page();
  expect([html.includes(QUESTION), html.includes('이 답 지우기')]).toEqual([true, true]);
  expect(await htmlFaults(html)).toEqual([]);
  const { version } = await seenByStaff(world);
  await takeAway(answer).expect(303);
  const told = await page();
  expect([told.includes('이 화면에서 답을 지웠어요.'), told.includes(QUESTION)]).toEqual([true, false]);
  const again = await enter(world, receipt);
  expect((await again.get('/tip?lang=ko')).text).not.toContain(QUESTION);
  const at = new Date(world.clock()).toISOString();
  expect(await answerSeen()).toMatchObject({ body: QUESTION, taken_away_at: at });
  await takeAway(answer).expect(303);
  const seen = await seenByStaff(world);
  expect(seen.version).toBe(version);
  const kinds = seen.events.map(({ kind }: { kind: string }) => kind);
  expect(kinds.filter((kind: string) => kind === 'answer taken away')).toHaveLength(1);
});

test('what is no answer that its reader has read is told so, and nothing is taken away', async () => {
  const { world, receipt, reader, page, own, answer, answerSeen, show, takeAway } = await createAnswered();
  for (const id of [answer, own, 'none']) {
    const { text } = await takeAway(id).expect(404);
    expect(text).toContain('그 답은 이 화면에 없어요.');
    expect(text).toContain('href="/tip?lang=en"');
    expect([text.includes('역 앞에서 불이 났어요'), await htmlFaults(text)]).toEqual([true, []]);
  }
  await show();
  await takeAway(answer).expect(404);
  const sent = await world.request.post('/tips').accept('json').type('form').send({ message: '둘째' });
  await reader.post('/receipt').type('form').send({ receipt: sent.body.receipt }).expect(303);
  const ofOther = reader.post(`/tip/messages/${answer}/removal`).type('form').send({ tip: 2 });
  await ofOther.expect(404);
  expect(await answerSeen()).toMatchObject({ taken_away_at: null });
  await reader.post('/receipt').type('form').send({ receipt }).expect(303);
  expect(await page()).toContain(QUESTION);
});
