import { expect, test } from 'vitest';
import { MINUTE } from '../../support/clock.ts';
import { type GivenFile, giveFile, sendTip } from '../../support/kept-file.ts';
import { createWorld } from '../../support/world.ts';
import { textOf } from '../page.ts';

const film = { found: { type: 'video/mp4' } };
const picture = {
  name: '사진.jpg',
  claimed: 'image/jpeg',
  found: { type: 'image/jpeg', copy: { bytes: Buffer.from('l'), type: 'image/jpeg' } },
};

async function withFile(given: GivenFile) {
  const world = await createWorld();
  const staff = await world.signIn();
  await sendTip(world);
  const file = await giveFile(world, 1, given);
  return {
    ...{ world, staff, ...file },
    ask: (path: string, range: string) => staff.get(path).set('Range', range).expect(206),
    views: () =>
      world.database.query
        .selectFrom('events')
        .innerJoin('staff', 'staff.id', 'events.staff_id')
        .select(['events.file', 'staff.email'])
        .where('kind', '=', 'file viewed')
        .orderBy('events.id')
        .execute(),
  };
}

test.each(['bytes=0-', 'bytes=0-1', 'bytes=1-', 'bytes=-3', 'bytes=4-5'])(
  'Any part of a film is a view of it, to play as to save: %s',
  async range => {
    const { id, path, ask, world, views } = await withFile(film);
    const view = { file: id, email: 'editor@newsroom.example' };
    await ask(path, range);
    expect(await views()).toEqual([view]);
    world.clock.move(10 * MINUTE);
    await ask(`${path}?show=1`, range);
    expect(await views()).toEqual([view, view]);
  },
);

test.each(['bytes=0-', 'bytes=48-', 'bytes=3000000-'])(
  'An open range of a film is answered to its end, however long: %s',
  async range => {
    const size = 5 * 1024 * 1024;
    const { path, ask } = await withFile({ ...film, bytes: Buffer.alloc(size) });
    const { headers } = await ask(`${path}?show=1`, range);
    expect(headers['content-range']).toBe(`${range.replace('=', ' ')}${size - 1}/${size}`);
  },
);

test('A film is viewed once however often it is sought in, and again after ten minutes', async () => {
  const { world, id, path, ask, staff, views } = await withFile(film);
  const shown = `${path}?show=1`;
  const once = [{ file: id, email: 'editor@newsroom.example' }];
  for (const start of [4, 5, 9]) await ask(shown, `bytes=${start}-`);
  world.clock.move(9 * MINUTE);
  await staff.get(shown).expect(200);
  expect(await views()).toEqual(once);
  world.clock.move(MINUTE);
  await staff.get(shown).expect(200);
  expect(await views()).toEqual([...once, ...once]);
});

test('Who is sent no byte of a film has not viewed it', async () => {
  const { path, etag, staff, views } = await withFile(film);
  const shown = `${path}?show=1`;
  await staff.get('/admin/tips/1').expect(200);
  await staff.head(shown).expect(200);
  await staff.get(shown).set('If-None-Match', etag).expect(304);
  await staff.get(shown).set('If-Match', '"another"').expect(412);
  await staff.get(shown).set('Range', 'bytes=99-').expect(416);
  expect(await views()).toEqual([]);
});

test('The history says which file it was, as long as that is there', async () => {
  const { world, path, staff } = await withFile(picture);
  await staff.get(`${path}/copy?show=1`).expect(200);
  const history = async () =>
    textOf((await staff.get('/admin/tips/1?lang=en').expect(200)).text).replace(/\s+/g, ' ');
  expect(await history()).toContain('File viewed or downloaded: 사진.jpg · editor@newsroom.example');
  await staff
    .post('/admin/tips/1/forgetting')
    .type('form')
    .send({ version: '1', confirmed: 'on' })
    .expect(303);
  expect(await history()).toContain('File viewed or downloaded · editor@newsroom.example');
  expect(await world.database.query.selectFrom('files').select('id').execute()).toEqual([]);
});
