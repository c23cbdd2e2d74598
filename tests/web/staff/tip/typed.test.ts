import { expect, test } from 'vitest';
import { htmlFaults } from '../../../support/html.ts';
import { createWorld } from '../../../support/world.ts';
import { fieldsOf } from '../../page.ts';

const JUNHO = 'junho@newsroom.example';

/** All that can be typed or chosen on a tip's page, with how it stood when the page was made. */
const chosen = {
  ...{ tags_add: '화재', assignment_to: JUNHO, assignment_to_was: '', forwarding_to: JUNHO },
  ...{ reminder_on: '2026-11-30', reminder_on_was: '', reason: '소송', article: 'https://news.example/1' },
};

async function deskOfTwo() {
  const world = await createWorld();
  const [staff] = [await world.signIn(), await world.signIn(JUNHO)];
  await world.request.post('/tips').type('form').send({ message: '글' }).expect(303);
  const read = async () => {
    const { text } = await staff.get('/admin/tips/1').expect(200);
    expect(await htmlFaults(text)).toEqual([]);
    return { text, fields: fieldsOf(text) };
  };
  const post = async (path: string, more: object = {}) => {
    const { fields } = await read();
    return staff
      .post(`/admin/tips/1/${path}`)
      .type('form')
      .send({ ...fields, ...more });
  };
  return { world, read, post };
}

const selected = (html: string, name: string) =>
  new RegExp(`name="${name}"[^]*?<option value="([^"]*)" selected`).exec(html)?.[1];

test('What is typed and chosen in any field of a tip’s page survives each other button', async () => {
  const { world, read, post } = await deskOfTwo();
  for (const [path, more] of [
    ['importance', { importance: '2' }],
    ['checks?done=on', { item: '원본을 봤어요' }],
    ['opening', {}],
    ['mails/give-up', { mail: 'x' }],
  ] as const) {
    await post(path, { ...chosen, ...more });
    const { text, fields } = await read();
    expect(fields, path).toMatchObject({
      ...{ tags_add: '화재', reminder_on: '2026-11-30', reason: '소송', article: chosen.article },
    });
    expect(selected(text, 'assignment_to'), path).toBe(JUNHO);
    expect(selected(text, 'forwarding_to'), path).toBe(JUNHO);
  }
  const drafts = await world.database.query.selectFrom('drafts').select('sealed').execute();
  expect(drafts).toHaveLength(1);
  expect(JSON.stringify(drafts)).not.toMatch(/화재|junho|2026-11-30/);
});

test('What a button sends is no longer typed, and what stands unchanged never was', async () => {
  const { world, read, post } = await deskOfTwo();
  await post('importance', { ...chosen, importance: '1' });
  await post('tags', { ...chosen });
  expect((await read()).fields).toMatchObject({ tags_add: '', reminder_on: '2026-11-30' });
  await post('reminder', { ...chosen, tags_add: '' });
  expect((await read()).text).not.toContain('reminder_on_was" value=""');
  await post('importance', { importance: '0', article: '', reason: '', forwarding_to: '' });
  const drafts = () => world.database.query.selectFrom('drafts').select('id').execute();
  expect(await drafts()).toHaveLength(0);
});
