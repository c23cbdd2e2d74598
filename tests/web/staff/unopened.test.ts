import type { Agent } from 'supertest';
import { expect, test } from 'vitest';
import { htmlFaults } from '../../support/html.ts';
import { giveFile } from '../../support/kept-file.ts';
import { waitFor, waitUntil } from '../../support/wait-for.ts';
import { createWorld, type World } from '../../support/world.ts';
import { readZip } from '../../support/zip-reader.ts';
import { textOf } from '../page.ts';

const LANGUAGES = [
  ['ko', '열 수 없는 글이에요', '이름을 남기지 않았어요'],
  ['en', 'This text cannot be opened', 'anonymous'],
] as const;

const WORDS = {
  message: '강남역에서 연기가 나요',
  title: '강남역 연기',
  place: '강남역 11번 출구',
  happened_at: '그저께 새벽 두 시쯤',
  name: '김제보',
  phone: '010-1234-5678',
  email: 'reader@mail.example',
  reply_by: ['phone', 'email'],
  consent_contact: 'on',
};
const { message, title, place, happened_at, name, phone, email } = WORDS;
const SAID = [
  message,
  title,
  place,
  name,
  phone,
  email,
  happened_at,
  '확인함',
  'news.example',
  '소송',
  '현장사진',
];

/** Two tips with all that staff may add, whose mails wait for the mail server. */
async function createDesk() {
  const world = await createWorld();
  world.smtp.refuse('CONNECT', 421);
  const staff = await world.signIn();
  for (const number of [1, 2]) {
    await world.request.post('/tips').type('form').send(WORDS).expect(303);
    await giveFile(world, number, { name: '현장사진.jpg', claimed: 'image/jpeg' });
    const change = (path: string, fields: Record<string, string>) =>
      staff.post(`/admin/tips/${number}/${path}`).type('form').send(fields).expect(303);
    await change('notes', { body: '확인함' });
    await change('closure', { version: '1', outcome: 'used', article: 'https://news.example/1' });
    await change('hold', { version: '2', on: 'on', reason: '소송 때문에' });
  }
  await waitForPause(world);
  return { world, staff };
}

const pageOf = async (staff: Agent, path: string) => {
  const { text } = await staff.get(path).expect(200);
  expect(await htmlFaults(text)).toEqual([]);
  return textOf(text.slice(text.indexOf('<main')));
};

const jsonOf = async (staff: Agent, path: string) =>
  (await staff.get(path).set('Accept', 'application/json').expect(200)).body;

/** The mails of all tips go but that of the first, which stays owed. */
async function waitForMails(world: World, staff: Agent) {
  world.smtp.behave();
  await world.request.post('/tips').type('form').send({ message: '다음 제보' }).expect(303);
  const states = async () => {
    const mails = await world.database.query
      .selectFrom('outbox')
      .select(['subject', 'state', 'last_error'])
      .where('kind', '=', 'tip mail')
      .orderBy('subject')
      .execute();
    return mails.map(({ subject, state, last_error }) => [subject, state, last_error]);
  };
  await waitFor(async () => {
    // One that was refused before may only now be told as a trouble of the mail server, which is then asked again.
    await staff.post('/admin/mail/retry').expect(303);
    expect(await states()).toEqual([
      ['1', 'owed', 'Unopened'],
      ['2', 'done', null],
      ['3', 'done', null],
    ]);
  });
}

const loseKey = ({ database }: World, tip: number) =>
  database.write(trx => trx.deleteFrom('tip_keys').where('tip', '=', tip).execute());

/** No mail is in hand, and none will be: one that was read before the key was lost would go out whole. */
const waitForPause = ({ database }: World) =>
  waitUntil(async () => {
    const pause = await database.query.selectFrom('pauses').select('ended_at').executeTakeFirst();
    const mail = await database.query
      .selectFrom('outbox')
      .select('settled_at')
      .where('kind', '=', 'tip mail')
      .orderBy('subject')
      .executeTakeFirstOrThrow();
    return pause?.ended_at === null && mail.settled_at !== null;
  });

test.each(LANGUAGES)(
  'In %s, a tip whose key is gone is shown as one that does not open',
  async (...words) => {
    const [lang, unopened, anonymous] = words;
    const { world, staff } = await createDesk();
    await loseKey(world, 1);
    const list = await pageOf(staff, `/admin?view=all&lang=${lang}`);
    expect(list.split(unopened)).toHaveLength(2);
    expect(list).toContain(WORDS.title);

    const page = await pageOf(staff, `/admin/tips/1?lang=${lang}`);
    const { text } = await staff.post(`/admin/tips/1/contacts?lang=${lang}`).expect(200);
    expect(await htmlFaults(text)).toEqual([]);
    const withContacts = textOf(text.slice(text.indexOf('<main')));
    // Message and circumstances, note, article and hold, and the name of the file; then name and both contacts too.
    expect(page.split(unopened).length - 1).toBe(6);
    expect(withContacts.split(unopened).length - 1).toBe(9);
    for (const shown of [page, withContacts]) {
      for (const said of SAID) expect(shown).not.toContain(said);
      expect(shown).not.toContain(anonymous);
    }
    expect(await pageOf(staff, `/admin/retention?view=held&lang=${lang}`)).toContain(unopened);
  },
);

test('JSON says null for what does not open, and that it does not', async () => {
  const { world, staff } = await createDesk();
  await loseKey(world, 1);
  const { tips } = await jsonOf(staff, '/admin?view=all');
  expect(tips).toMatchObject([
    { number: 2, unopened: false, headline: WORDS.title },
    { number: 1, unopened: true, headline: null, place: null, reply_by: ['phone', 'email'] },
  ]);
  expect(await jsonOf(staff, '/admin/tips/1')).toMatchObject({
    ...{ unopened: true, headline: null, message: null, title: null, publication: null },
    hold: { reason: null },
    notes: [{ body: null }],
    files: [{ name: null, sha256: null, type: null, size: 10 }],
    contacts: ['phone', 'email'],
  });
  expect(await jsonOf(staff, '/admin/tips/2')).toMatchObject({ unopened: false, message: WORDS.message });
  const held = await jsonOf(staff, '/admin/retention?view=held');
  expect(held.tips).toContainEqual(expect.objectContaining({ headline: null, reason: null }));
});

test('A tip whose words are not there is one that does not open, and is never mailed as an empty one', async () => {
  const { world, staff } = await createDesk();
  await world.database.write(async trx => {
    for (const table of ['tip_heads', 'messages'] as const)
      await trx.deleteFrom(table).where('tip', '=', 1).execute();
  });
  expect(await jsonOf(staff, '/admin/tips/1')).toMatchObject({
    ...{ unopened: true, headline: null, message: null },
  });
  expect((await jsonOf(staff, '/admin?view=all')).tips).toContainEqual(
    expect.objectContaining({ number: 1, unopened: true, headline: null }),
  );
  expect((await world.request.get('/healthz')).text).toMatch(/did not open since the start: [1-9]/);
  await waitForMails(world, staff);
});

test('What was found out about a file is told as what does not open, and accuses nobody', async () => {
  const { world, staff } = await createDesk();
  await giveFile(world, 1, { name: '둘째.jpg', claimed: 'image/jpeg', found: { type: 'image/jpeg' } });
  expect(await jsonOf(staff, '/admin/tips/1')).toMatchObject({ unopened: false });
  await world.database.write(trx => trx.updateTable('inspections').set({ sealed: 'damaged' }).execute());
  expect(await jsonOf(staff, '/admin/tips/1')).toMatchObject({ unopened: true });
  const page = await pageOf(staff, '/admin/tips/1?lang=en');
  expect(page).toContain('Type by its contentThis text cannot be opened');
  expect(page).not.toContain('its content is nothing of the kind');
  const zip = await staff.get('/admin/tips/1/files.zip?lang=en').responseType('arraybuffer').expect(200);
  expect(readZip(zip.body)[0]?.bytes.toString()).toContain('Type by its content: This text cannot be opened');
});

test.each([
  ['ko', '바이러스가 나왔어요. 이름은 열 수 없어요', '검사에서 나온 것의 이름은 열 수 없어요.'],
  [
    'en',
    'The virus scan found something, whose name cannot be opened',
    'The name of what was found cannot be opened.',
  ],
])('In %s, an infected file whose finding does not open stays locked, and says so', async (...words) => {
  const [lang, inList, beforeIt] = words;
  const { world, staff } = await createDesk();
  const { id } = await giveFile(world, 1, { name: 'virus.zip', verdict: 'infected' });
  await world.database.write(trx => trx.updateTable('scans').set({ sealed: 'damaged' }).execute());
  expect(await pageOf(staff, `/admin/tips/1?lang=${lang}`)).toContain(inList);
  expect(textOf((await staff.get(`/admin/tips/1/files/${id}?lang=${lang}`)).text)).toContain(beforeIt);
});

test('Another tip’s words, put in its place with all that is sealed, do not open there', async () => {
  const { world, staff } = await createDesk();
  const { database } = world;
  await database.write(async trx => {
    const head = await trx.selectFrom('tip_heads').selectAll().where('tip', '=', 1).executeTakeFirstOrThrow();
    await trx.updateTable('tip_heads').set({ sealed: head.sealed }).where('tip', '=', 2).execute();
    for (const table of ['messages', 'notes', 'closures', 'holds'] as const) {
      const row = await trx.selectFrom(table).select('sealed').where('tip', '=', 1).executeTakeFirstOrThrow();
      await trx.updateTable(table).set({ sealed: row.sealed }).where('tip', '=', 2).execute();
    }
  });
  const moved = { headline: null, message: null, publication: null, hold: { reason: null } };
  expect(await jsonOf(staff, '/admin/tips/2')).toMatchObject({ ...moved, notes: [{ body: null }] });

  // Nor with the other's key.
  const { master, salt } = await database.query
    .selectFrom('tip_keys')
    .selectAll()
    .where('tip', '=', 1)
    .executeTakeFirstOrThrow();
  await database.write(trx =>
    trx.updateTable('tip_keys').set({ master, salt }).where('tip', '=', 2).execute(),
  );
  expect(await jsonOf(staff, '/admin/tips/2')).toMatchObject({ ...moved, notes: [{ body: null }] });
  expect(await jsonOf(staff, '/admin/tips/1')).toMatchObject({ unopened: false, message: WORDS.message });
});

test('Its files are refused in words, one by one and in a zip, and never sent as they stand', async () => {
  const { world, staff } = await createDesk();
  const { files } = await jsonOf(staff, '/admin/tips/1');
  await loseKey(world, 1);
  const one = await staff.get(`/admin/tips/1/files/${files[0].id}?lang=ko`).expect(500);
  expect(textOf(one.text)).toContain('이 파일을 열 수 없어요');
  const zip = await staff.get('/admin/tips/1/files.zip?lang=ko').responseType('arraybuffer').expect(200);
  const [manifest, ...others] = readZip(zip.body);
  expect(others).toEqual([]);
  expect(manifest?.bytes.toString()).toContain(`넣지 못한 파일 (열 수 없어요)\r\n\r\n${files[0].id}\r\n`);
});

test('Its mail stays owed, staff see why, all others go, and new tips come in', async () => {
  const { world, staff } = await createDesk();
  await loseKey(world, 1);
  await waitForMails(world, staff);
  const page = await pageOf(staff, '/admin/tips/1?lang=ko');
  expect(page).toContain('제보의 글을 열 수 없어서 보내지 못했어요');
});
