import { expect, test } from 'vitest';
import { htmlFaults } from '../../../support/html.ts';
import { textOf } from '../../page.ts';
import { createTalkWorld } from '../../reader/talk/talk-world.ts';

/** A tip whose reader has written a word of thanks. */
async function createThanked() {
  const { world, reader } = await createTalkWorld();
  const staff = await world.signIn();
  const write = async (message: string) => {
    world.clock.move(1_000);
    await reader.post('/tip/messages').type('form').send({ tip: 1, message }).expect(303);
  };
  await write('고맙습니다');
  return {
    ...{ staff, write },
    say: (fields: object) => staff.post('/admin/tips/1/no-answer').accept('json').type('form').send(fields),
    version: async () => (await staff.get('/admin/tips/1').accept('json').expect(200)).body.version,
    answered: async () => {
      const { body } = await staff.get('/admin?view=answered').accept('json').expect(200);
      return { count: body.counts.answered, turns: body.tips.map(({ talk }: { talk: string }) => talk) };
    },
  };
}

const NEEDED = { count: 1, turns: ['unanswered'] };
const NOT_NEEDED = { count: 0, turns: [] };

test('A word of thanks that needs no answer leaves “answered” until its reader writes again', async () => {
  const { write, say, version, answered } = await createThanked();
  expect(await answered()).toEqual(NEEDED);
  await say({ version: await version(), on: 'on' }).expect(200);
  expect(await answered()).toEqual(NOT_NEEDED);
  await say({ version: await version(), on: 'on' }).expect(409);
  await write('하나 더 있어요');
  expect(await answered()).toEqual(NEEDED);
  await say({ version: await version() }).expect(409);
});

test.each([
  ['ko', '답장 필요 없음', '답장이 필요 없다고 했어요.', '답장이 다시 필요하다고 함'],
  ['en', 'No answer needed', 'It was said that no answer is needed.', 'An answer needed after all'],
])('That no answer is needed is said on the page, and taken back there, in %s', async (lang, ...words) => {
  const [verb, said, undone] = words;
  const { staff, answered, version } = await createThanked();
  const page = async () => (await staff.get(`/admin/tips/1?lang=${lang}`).expect(200)).text;
  const press = async (on: string) => {
    const typed = { version: await version(), body: '쓰던 메모', on };
    await staff.post(`/admin/tips/1/no-answer?lang=${lang}`).type('form').send(typed).expect(303);
  };
  expect(await page()).toMatch(new RegExp(`name="on" value="on"[^>]*>${verb}<`));
  await press('on');
  const html = await page();
  expect(textOf(html)).toContain(said);
  expect(html).toContain('쓰던 메모');
  expect(await htmlFaults(html)).toEqual([]);
  await press('');
  expect(await answered()).toEqual(NEEDED);
  expect(await page()).toContain(undone);
});

test('Nothing that staff have answered, or that only came in, is said to need no answer', async () => {
  const { world } = await createTalkWorld();
  const staff = await world.signIn();
  const fields = { version: '1', on: 'on' };
  await staff.post('/admin/tips/1/no-answer').accept('json').type('form').send(fields).expect(409);
  expect((await staff.get('/admin/tips/1').expect(200)).text).not.toContain('/no-answer');
});
