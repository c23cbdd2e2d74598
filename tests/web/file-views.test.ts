import { expect, test } from 'vitest';
import { MINUTE } from '../support/clock.ts';
import { type GivenFile, giveFile, sendTip } from '../support/kept-file.ts';
import { createWorld } from '../support/world.ts';
import { textOf } from './page.ts';

const MB = 1024 * 1024;
const film = { bytes: Buffer.alloc(20 * MB), found: { type: 'video/mp4' } };
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

test.each(['bytes=0-', 'bytes=1-', 'bytes=-3', 'bytes=4-5'])(
  'a download is a view whichever part of it is asked for: %s',
  async range => {
    const { id, path, ask, views } = await withFile({ found: { type: 'video/mp4' } });
    await ask(path, range);
    expect(await views()).toEqual([{ file: id, email: 'editor@newsroom.example' }]);
  },
);

test('what a page loads of a film by itself is no view', async () => {
  const { path, ask, views } = await withFile(film);
  const shown = `${path}?show=1`;
  // Chromium's first question, which is answered with the beginning, and its second, for an index at the end.
  const { headers } = await ask(shown, 'bytes=0-');
  expect(headers['content-range']).toBe(`bytes 0-${4 * MB - 1}/${20 * MB}`);
  await ask(shown, `bytes=${20 * MB - 30_000}-`);
  // Safari's.
  await ask(shown, 'bytes=0-1');
  expect(await views()).toEqual([]);
});

test('who plays a film beyond its beginning, or has the whole, is in the history once, however much they seek', async () => {
  const { world, id, path, ask, staff, views } = await withFile(film);
  const shown = `${path}?show=1`;
  const once = [{ file: id, email: 'editor@newsroom.example' }];
  for (const start of [4, 5, 9]) await ask(shown, `bytes=${start * MB}-`);
  await staff.get(shown).expect(200);
  expect(await views()).toEqual(once);
  world.clock.move(10 * MINUTE);
  await staff.get(shown).expect(200);
  expect(await views()).toEqual([...once, ...once]);
});

test('who presses play says so, of a film and of nothing else', async () => {
  const { world, id, path, staff, views } = await withFile(film);
  const other = await giveFile(world, 1, picture);
  await staff.post(`${path}/playing`).expect(204);
  await staff.post(`${path}/playing`).expect(204);
  await staff.post(`${other.path}/playing`).expect(404);
  await staff.post(`${path}/playing`).set('Sec-Fetch-Site', 'cross-site').expect(403);
  await world.request.post(`${path}/playing`).expect(303);
  expect((await views()).map(({ file }) => file)).toEqual([id]);
});

test('the history says which file it was, as long as that is there', async () => {
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
