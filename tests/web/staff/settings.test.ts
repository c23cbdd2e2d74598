import { createHash } from 'node:crypto';
import type { Agent } from 'supertest';
import { describe, expect, test } from 'vitest';
import { MINUTE } from '../../support/clock.ts';
import { createWorld, PASSWORD, type World } from '../../support/world.ts';
import { fieldsOf, textOf } from '../page.ts';

const SETTINGS = '/admin/settings';

async function deskWithAdmin(settings: Record<string, string> = {}) {
  const world = await createWorld({ settings });
  const admin = await world.signIn();
  const read = async () => (await admin.get(SETTINGS).accept('json').expect(200)).body;
  const send = (fields: object, by: Agent = admin) =>
    by.post(`${SETTINGS}?lang=en`).type('form').send(fields);
  const change = async (fields: object) => send({ version: (await read()).version, ...fields }).expect(303);
  return { world, admin, read, send, change };
}

const readersPage = async ({ request }: World, path: string) => (await request.get(path).expect(200)).text;

test('What is saved stands on every page of readers at once', async () => {
  const { world, change } = await deskWithAdmin();
  await readersPage(world, '/?lang=ko');
  await change({
    ...{ NEWSROOM_NAME: '보기뉴스', CHANNEL_PHONE: '1588-1234', CHANNEL_CHAT_URL: 'https://pf.kakao.com/_a' },
    ...{ FORM_HEADLINE_KO: '무엇을 보셨나요', RETENTION_UNUSED: '12', SAFETY_FOLD: 'open', CHANNEL_MAIL: '' },
  });
  const form = await readersPage(world, '/?lang=ko');
  for (const words of ['보기뉴스', '1588-1234', 'https://pf.kakao.com/_a', '무엇을 보셨나요', '12일'])
    expect(form).toContain(words);
  expect(form).not.toContain('02-398-8585');
  expect(form).not.toContain('social@ytn.co.kr');
  expect(form).toMatch(/<details class="part" open[ >]/);
  expect(await readersPage(world, '/channels?lang=ko')).toContain('1588-1234');
  expect(await readersPage(world, '/privacy?lang=ko')).toContain('12일');
});

test('What is left empty is ours again, but an empty channel is hidden', async () => {
  const { change, read } = await deskWithAdmin();
  await change({ NEWSROOM_NAME: 'Ours no more', CHANNEL_PHONE: '1588-1234' });
  await change({ NEWSROOM_NAME: '', CHANNEL_PHONE: ' ' });
  const { settings } = await read();
  expect([settings.NEWSROOM_NAME.value, settings.CHANNEL_PHONE.value]).toEqual(['YTN', '']);
});

test('A restart keeps what was saved', async () => {
  const { world, change } = await deskWithAdmin();
  await change({ NEWSROOM_NAME: 'Kept' });
  await world.restart();
  expect(await readersPage(world, '/?lang=en')).toContain('Kept');
});

test('What the environment sets is shown as fixed and by what, and is refused', async () => {
  const { admin, send, read } = await deskWithAdmin({ CHANNEL_PHONE: '' });
  const page = (await admin.get(`${SETTINGS}?lang=en`)).text;
  expect(textOf(page)).toContain('Set by the environment variable NEWSROOM_INBOX');
  expect(textOf(page)).toContain('Set by the environment variable CHANNEL_PHONE');
  const refused = await send({ version: 0, NEWSROOM_INBOX: 'me@evil.example', NEWSROOM_NAME: 'New' });
  expect(refused.status).toBe(422);
  const { version, settings } = await read();
  expect([version, settings.NEWSROOM_NAME.value]).toEqual([0, 'YTN']);
  expect(settings.NEWSROOM_INBOX).toEqual({ value: 'desk@newsroom.example', fixed: true });
});

describe('A wrong value is told beside its field, stays there, and nothing is saved', () => {
  test.each([
    ['NEWSROOM_NAME', 'n'.repeat(101), 'one line of at most 100 letters'],
    ['FORM_LEAD_EN', 'two\nlines', 'one line of at most 300 letters'],
    ['TIME_ZONE', 'Asia/Nowhere', 'the name of a time zone'],
    ['DAILY_MAIL', '25:00', 'a time such as 08:30'],
    ['CHANNEL_PHONE', 'none', 'a phone number'],
    ['CHANNEL_MAIL', 'nobody', 'one e-mail address'],
    ['CHANNEL_CHAT_URL', 'javascript:alert(1)', 'begins with https://'],
    ['CHANNEL_CHAT_URL', `https://pf.kakao.com/${'a'.repeat(500)}`, 'at most 500 letters'],
    ['ACCENT', 'red', 'a # and six digits'],
    ['ACCENT', '#ffe14d', 'at least 4.5:1'],
    ['RETENTION_OPEN', '0', 'from 1 to 3,650'],
    ['RETENTION_NOTICE', '31d', 'from 1 to 30'],
    ['SAFETY_FOLD', 'ajar', 'one of the two'],
  ])('%s as %.30s', async (name, value, words) => {
    const { send, read } = await deskWithAdmin();
    const page = await send({ version: 0, NEWSROOM_INBOX: undefined, [name]: value }).expect(422);
    expect(page.text).toMatch(new RegExp(`id="${name}-fault"`));
    expect(textOf(page.text)).toContain(words);
    if (name !== 'SAFETY_FOLD') expect(page.text).toContain(value.replace(/d$/, '').slice(0, 40));
    expect((await read()).version).toBe(0);
  });

  test('and no language at all is one', async () => {
    const { send } = await deskWithAdmin();
    const page = await send({ version: 0, LANGUAGES_ASKED: 'on' }).expect(422);
    expect(textOf(page.text)).toContain('choose at least one');
  });
});

test('Markup in every field shows as text, to staff and readers', async () => {
  const { world, admin, change } = await deskWithAdmin();
  const markup = '<script>alert(1)</script>"&';
  const texts = ['FORM_HEADLINE', 'FORM_LEAD', 'FORM_HINT', 'RECEIPT_LEAD'].map(name => `${name}_EN`);
  await change(
    Object.fromEntries([...texts, 'NEWSROOM_NAME', 'CHANNEL_CHAT_NAME'].map(name => [name, markup])),
  );
  await change({ CHANNEL_PHONE: '<b>112</b>' });
  const pages = [
    ...(await Promise.all(['/', '/channels', '/privacy'].map(path => readersPage(world, `${path}?lang=en`)))),
    ...[(await admin.get(SETTINGS)).text, (await admin.get('/admin/welcome')).text],
  ];
  for (const page of pages) {
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('<b>112');
    expect(page).toContain('&lt;script>alert(1)');
  }
});

test('A change that has not seen the last one is told, with what was typed and what stands', async () => {
  const { send, change, read } = await deskWithAdmin();
  await change({ NEWSROOM_NAME: 'First' });
  const stale = await send({ version: 0, NEWSROOM_NAME: 'Second' }).expect(409);
  expect(fieldsOf(stale.text)['NEWSROOM_NAME']).toBe('Second');
  expect(textOf(stale.text)).toContain('It is now: First');
  expect((await read()).settings.NEWSROOM_NAME.value).toBe('First');
});

test('A language that is not offered is neither linked nor answered in', async () => {
  const { world, change } = await deskWithAdmin();
  await change({ LANGUAGES_ASKED: 'on', LANGUAGES: 'ko' });
  const page = await readersPage(world, '/?lang=en');
  expect(page).toContain('<html lang="ko">');
  expect(page).not.toContain('lang=en');
  expect(await readersPage(world, '/privacy?lang=en')).toContain('<html lang="ko">');
  expect((await world.request.get('/nowhere?lang=en')).text).toContain('<html lang="ko">');
});

test('Another accent colours readers’ pages, which the policy knows, and those of staff', async () => {
  const { world, admin, change } = await deskWithAdmin();
  const sheetOf = async () => /\/assets\/staff-[\w-]+\.css/.exec((await admin.get('/admin')).text)?.[0] ?? '';
  const before = await sheetOf();
  await change({ ACCENT: '#7a1fa2' });
  for (const path of ['/?lang=en', '/privacy?lang=en']) {
    const { text, headers } = await world.request.get(path);
    const style = /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? '';
    expect(style).toContain('--accent:#7a1fa2');
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']).toContain(`'sha256-${hash}'`);
  }
  const now = await sheetOf();
  expect(now).not.toBe(before);
  expect((await world.request.get(now)).text).toContain('--accent:#7a1fa2');
  const old = await world.request.get(before).expect(200);
  expect([old.text.includes('--accent:#7a1fa2'), old.headers['cache-control']]).toEqual([true, 'no-cache']);
});

test('The preview shows what is typed, can send nothing, and saves nothing', async () => {
  const { admin, read } = await deskWithAdmin();
  const seen = await admin
    .post(`${SETTINGS}/preview?lang=en`)
    .type('form')
    .send({ version: 0, CHANNEL_PHONE: '1588-1234', FORM_HEADLINE_EN: 'Tell us', ACCENT: 'red' })
    .expect(200);
  expect(textOf(seen.text)).toContain('1588-1234');
  expect(textOf(seen.text)).toContain('Tell us');
  expect(seen.headers['content-security-policy']).toMatch(/; sandbox$/);
  expect((await read()).version).toBe(0);
});

test.each(['editor', 'reporter'])(
  'A role that is no admin, %s, neither sees nor changes settings',
  async role => {
    const { world, read, send } = await deskWithAdmin();
    const other = await world.signIn('other@newsroom.example');
    await world.database.write(trx =>
      trx.updateTable('staff').set({ role }).where('email', '=', 'other@newsroom.example').execute(),
    );
    await other.get(SETTINGS).expect(403);
    await other.get('/admin/welcome').expect(403);
    await send({ version: 0, NEWSROOM_NAME: 'Mine' }, other).expect(403);
    await other.post(`${SETTINGS}/preview`).type('form').send({}).expect(403);
    expect((await other.get('/admin')).text).not.toContain(SETTINGS);
    expect((await read()).version).toBe(0);
  },
);

test('After ten minutes a change is confirmed first, and nothing typed is lost', async () => {
  const { world, send, read } = await deskWithAdmin();
  world.clock.move(11 * MINUTE);
  const asked = await send({
    version: 0,
    NEWSROOM_NAME: 'Sure',
    LANGUAGES_ASKED: 'on',
    LANGUAGES: 'en',
  }).expect(403);
  await send({ ...fieldsOf(asked.text), confirm_password: PASSWORD }).expect(303);
  const { settings } = await read();
  expect([settings.NEWSROOM_NAME.value, settings.LANGUAGES.value]).toEqual(['Sure', 'en']);
});

test('A program reads and changes settings, and is told each fault by its field', async () => {
  const { admin, read } = await deskWithAdmin();
  const post = (fields: object) => admin.post(SETTINGS).accept('json').type('form').send(fields);
  expect((await post({ version: 0, NEWSROOM_NAME: 'By program' }).expect(200)).body).toEqual({ version: 1 });
  expect((await read()).settings.NEWSROOM_NAME).toEqual({ value: 'By program', fixed: false });
  const { errors } = (await post({ version: 1, ACCENT: 'red', RETENTION_OPEN: '0' }).expect(422)).body;
  expect(Object.keys(errors).sort()).toEqual(['ACCENT', 'RETENTION_OPEN']);
  expect((await post({ version: 0, NEWSROOM_NAME: 'x' }).expect(409)).body.errors.form).toBeTypeOf('string');
});

test('Each change stands in the history with before and after, and what did not change does not', async () => {
  const { world, change } = await deskWithAdmin();
  await change({ NEWSROOM_NAME: 'New', CHANNEL_PHONE: '02-398-8585', TIME_ZONE: 'Asia/Tokyo' });
  const events = await world.database.query
    .selectFrom('events')
    .select(['subject', 'detail'])
    .where('kind', '=', 'setting changed')
    .orderBy('subject')
    .execute();
  expect(events).toEqual([
    { subject: 'NEWSROOM_NAME', detail: 'YTN → New' },
    { subject: 'TIME_ZONE', detail: 'Asia/Seoul → Asia/Tokyo' },
  ]);
});
