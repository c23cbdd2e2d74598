import { expect, test } from 'vitest';
import { DAY } from '../../support/clock.ts';
import { giveFile, sendTip } from '../../support/kept-file.ts';
import { createWorld } from '../../support/world.ts';
import { textOf } from '../page.ts';

const picture = {
  name: '현장.jpg',
  claimed: 'image/jpeg',
  found: { type: 'image/jpeg', thumbnail: Buffer.from('small') },
};
const film = { found: { type: 'video/mp4', details: { seconds: 41 } } };

/** What the list says of one tip. */
const rowOf = (list: string, number: number) => {
  const from = list.indexOf(`id="tip-${number}"`);
  return list.slice(from, list.indexOf('</li>', from));
};

test('Tips stand under the day of the desk on which they came, where they are sorted by it', async () => {
  const world = await createWorld();
  await sendTip(world);
  world.clock.move(DAY);
  await sendTip(world);
  const staff = await world.signIn();
  const list = async (query: string) => (await staff.get(`/admin?view=all${query}`).expect(200)).text;
  const heads = async (query: string) =>
    [...(await list(query)).matchAll(/<h2 class="day">(.*?)<\/h2>/g)].map(([, head = '']) => textOf(head));
  expect(await heads('')).toEqual(['오늘 11월 24일 (화)', '어제 11월 23일 (월)']);
  expect(await heads('&sort=oldest&lang=en')).toEqual(['Yesterday Mon 23 Nov', 'Today Tue 24 Nov']);
  for (const other of ['&sort=changed', '&q=글']) {
    expect(await heads(other)).toEqual([]);
    expect(await list(other)).toContain('id="tip-1"');
  }
});

test('A day leads to the page that begins with it, in either order, and beside a filter', async () => {
  const world = await createWorld();
  for (let day = 1; day <= 4; day++) {
    await sendTip(world);
    await sendTip(world);
    world.clock.move(2 * DAY);
  }
  const staff = await world.signIn();
  const shown = async (query: string): Promise<{ numbers: number[]; previous: string | null }> => {
    const { body } = await staff.get(`/admin?view=all&${query}`).accept('json').expect(200);
    return { numbers: body.tips.map(({ number }: { number: number }) => number), previous: body.previous };
  };
  // They came on the 23rd, 25th, 27th and 29th.
  expect((await shown('day=2026-11-27')).numbers).toEqual([6, 5, 4, 3, 2, 1]);
  const between = await shown('day=2026-11-26');
  expect(between.numbers).toEqual([4, 3, 2, 1]);
  const newer = await staff
    .get(between.previous ?? '')
    .accept('json')
    .expect(200);
  expect(newer.body.tips).toHaveLength(8);
  expect((await shown('day=2026-11-26&sort=oldest')).numbers).toEqual([5, 6, 7, 8]);
  expect((await shown('day=2026-11-25&to=2026-11-24')).numbers).toEqual([2, 1]);
  // Behind all tips there is the end, and what is not sorted by days has no place for one.
  for (const query of ['day=2020-01-01', 'day=2030-01-01&sort=oldest', 'day=2026-11-26&sort=changed'])
    expect((await shown(query)).numbers).toHaveLength(8);
  const page = async (query: string) => (await staff.get(`/admin?view=all&${query}`).expect(200)).text;
  expect(await page('day=2026-11-26&unread=on')).toContain(
    '<input type="hidden" name="unread" value="on"/><div><label for="to-day">',
  );
  for (const query of ['sort=changed', 'q=글']) expect(await page(query)).not.toContain('name="day"');
});

test('A row shows the first picture that may be shown, or how long a film is, and that is no viewing', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  for (let tip = 1; tip <= 4; tip++) await sendTip(world);
  await giveFile(world, 1, { ...picture, verdict: 'infected' });
  const disturbing = await giveFile(world, 1, picture);
  const shown = await giveFile(world, 1, picture);
  await giveFile(world, 2, film);
  await giveFile(world, 3, { name: '계약서.pdf', claimed: 'application/pdf' });
  await world.database.write(trx =>
    trx.updateTable('files').set({ disturbing: 1 }).where('id', '=', disturbing.id).execute(),
  );
  const { text } = await staff.get('/admin').expect(200);
  const sources = [...text.matchAll(/<img src="([^"]*)"[^>]*loading="lazy"/g)].map(([, src]) => src);
  expect(sources).toEqual([`${shown.path}/thumbnail`]);
  expect(rowOf(text, 1)).toContain('<b aria-hidden="true">3</b>');
  expect(textOf(rowOf(text, 2))).toContain('영상 0:41');
  expect(textOf(rowOf(text, 3))).toContain('파일 1개');
  expect(rowOf(text, 4)).not.toMatch(/<b[ >]|<img/);
  await staff.get(`${shown.path}/thumbnail`).expect(200);
  const kinds = await world.database.query.selectFrom('events').select('kind').distinct().execute();
  expect(kinds.map(({ kind }) => kind)).not.toContain('file viewed');
});

test('A row tells whose it is and how many notes it has, and says anew whose it is by now', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  await sendTip(world);
  const row = async (path: string) => textOf((await staff.get(path).expect(200)).text);
  const live = '/admin/live/list?rows=1';
  expect(await row(live)).toContain('맡은 사람 없음');
  await staff.post('/admin/tips/1/notes').type('form').send({ body: '확인했어요' }).expect(303);
  await staff.post('/admin/tips/1/opening').type('form').send({ version: '1' }).expect(303);
  expect(textOf(rowOf((await staff.get('/admin?view=all')).text, 1))).toContain('메모 1개');
  expect(await row(live)).toContain('맡은 사람: editor@newsroom.example');
});

test('A row and its tip say whose turn it is in the talk, and a closed tip whose reader wrote stays closed', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  const [now, hour] = [world.clock(), 60 * 60_000];
  const talks = [
    { state: 'open', reader_at: now + hour, staff_at: null },
    { state: 'closed', reader_at: now + 2 * hour, staff_at: now + hour },
    { state: 'open', reader_at: now, staff_at: now + hour },
    { state: 'closed', reader_at: now, staff_at: now + hour },
    { state: 'open', reader_at: now + hour, staff_at: null, talk_ended: 'closed' },
  ];
  for (const [index, talk] of talks.entries()) {
    await sendTip(world);
    const { database } = world;
    await database.write(trx =>
      trx
        .updateTable('tips')
        .set(talk)
        .where('number', '=', index + 1)
        .execute(),
    );
  }
  const list = async (query: string) => (await staff.get(`/admin?${query}`).expect(200)).text;
  const all = await list('view=all');
  const says = [['답장 필요해요'], ['닫음', '답장 왔어요'], ['답장 기다려요'], ['닫음'], ['진행 중']];
  for (const [index, words] of says.entries()) {
    const state = /data-live="state">(.*?)<\/div>/s.exec(rowOf(all, index + 1))?.[1] ?? '';
    for (const word of ['답장 필요해요', '답장 왔어요', '답장 기다려요', '닫음', '진행 중'])
      expect(textOf(state).includes(word), `${index + 1}: ${word}`).toBe(words.includes(word));
  }
  expect((await list('view=answered')).match(/id="tip-\d"/g)).toEqual(['id="tip-2"', 'id="tip-1"']);
  expect((await list('view=all&talk=waiting')).match(/id="tip-\d"/g)).toEqual(['id="tip-3"']);
  const page = (await staff.get('/admin/tips/2').expect(200)).text;
  expect(textOf(page.slice(page.indexOf('id="state"'), page.indexOf('class="folder"')))).toContain(
    '답장 왔어요',
  );
});
