import supertest from 'supertest';
import { createWorld, type World } from '../../../support/world.ts';

/** A desk with one tip, and a browser of its reader, who has come back by the code. */
export async function createTalkWorld(fields: Record<string, string | string[]> = {}, settings = {}) {
  const world = await createWorld({ settings });
  const posted = await world.request
    .post('/tips')
    .accept('json')
    .type('form')
    .send({ message: '역 앞에서 불이 났어요', lang: 'ko', ...fields })
    .expect(201);
  const { receipt } = posted.body;
  const reader = await enter(world, receipt);
  return {
    world,
    receipt: String(receipt),
    reader,
    page: async () => (await reader.get('/tip?lang=ko').expect(200)).text,
  };
}

export const attempt = (world: World, receipt: string) =>
  world.request.post('/receipt').type('form').send({ receipt, lang: 'ko' });

/** Another browser, in which the code was entered. */
export async function enter(world: World, receipt: string) {
  const reader = supertest.agent(world.url);
  await reader.post('/receipt').type('form').send({ receipt, lang: 'ko' }).expect(303);
  return reader;
}

/** What staff see of the first tip. */
export async function seenByStaff(world: World) {
  const editor = await world.signIn();
  const { body } = await editor.get('/admin/tips/1').accept('json').expect(200);
  return body;
}
