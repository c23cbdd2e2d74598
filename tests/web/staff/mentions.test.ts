import { expect, test } from 'vitest';
import { htmlFaults } from '../../support/html.ts';
import { plantTopics } from '../../support/topics.ts';
import { createWorld, type World } from '../../support/world.ts';
import { textOf } from '../page.ts';

const JUNHO = 'junho@newsroom.example';

const setStaff = ({ database }: World, email: string, values: { name?: string; role?: string }) =>
  database.write(trx => trx.updateTable('staff').set(values).where('email', '=', email).execute());

/** An editor in chief, and a reporter who sees no tip that they are not called to. */
async function deskWithReporter(fields: object = {}) {
  const world = await createWorld({ settings: { NEWSROOM_INBOX: 'desk@ytn.example.kr' } });
  const [minji, junho] = [await world.signIn('minji@newsroom.example'), await world.signIn(JUNHO)];
  await setStaff(world, 'minji@newsroom.example', { name: '김민지' });
  await setStaff(world, JUNHO, { name: '이준호', role: 'reporter' });
  const staff = world.database.query.selectFrom('staff').select('id').where('name', '=', '김민지');
  await plantTopics(world.database, (await staff.executeTakeFirstOrThrow()).id);
  const tip = { message: '상암동에서 불이 났어요.', ...fields };
  await world.request.post('/tips').type('form').send(tip).expect(303);
  await world.mails(1);
  const post = (path: string, sent: object) => minji.post(`/admin/tips/1/${path}`).type('form').send(sent);
  const kinds = async () =>
    (await world.database.query.selectFrom('events').select('kind').orderBy('id').execute())
      .map(({ kind }) => kind)
      .filter(kind => ['noted', 'mentioned', 'forwarded'].includes(kind));
  return { world, minji, junho, post, kinds };
}

test('Whom a note calls hears of it by mail, sees the tip, and stands out in the note', async () => {
  const { world, minji, junho, post, kinds } = await deskWithReporter();
  await junho.get('/admin/tips/1').expect(404);
  await post('notes', { body: '@이준호님, @김민지 대신 전화해 주세요. 900101-1234568' }).expect(303);
  const [, mail] = await world.mails(2);
  expect(mail?.to).toEqual([JUNHO]);
  expect(mail?.parsed.subject).toBe(
    '[제보 #1] 김민지 님이 제보 1번의 메모에서 불렀어요: 상암동에서 불이 났어요.',
  );
  expect(mail?.parsed.headers.get('x-jebo-notice')).toBe('mentioned');
  expect(mail?.parsed.text).toContain('대신 전화해 주세요. 900101-*******');
  expect(mail?.parsed.text).not.toContain('상암동에서 불이 났어요.\n\n');
  await junho.get('/admin/tips/1').expect(200);
  expect(await kinds()).toEqual(['noted', 'mentioned']);
  const { text } = await minji.get('/admin/tips/1?lang=ko').expect(200);
  expect(text).toContain(`<strong class="mention" title="${JUNHO}">@이준호</strong>`);
  expect(textOf(text)).toContain('메모에서 부름: 이준호');
  expect(await htmlFaults(text)).toEqual([]);
  // Called once more they hear of it once more, and see it as before.
  await post('closure', { version: 1, with: 'note', body: `@${JUNHO} 끝` }).expect(303);
  await world.mails(3);
  expect(await kinds()).toEqual(['noted', 'mentioned', 'noted', 'mentioned']);
});

test('A note that calls who may not see a confidential tip is not added, and not lost', async () => {
  const { world, post, kinds } = await deskWithReporter({ topic: 'own-secret' });
  for (const [path, more] of [
    ['notes', {}],
    ['closure', { version: 1, with: 'note' }],
    ['forwarding', { version: 1, forwarding_to: JUNHO }],
  ] as const) {
    const page = await post(`${path}?lang=ko`, { body: '@이준호 봐 주세요', ...more }).expect(422);
    expect(textOf(page.text)).toContain('이준호 님은 이 제보를 볼 수 없어요.');
    expect(page.text).toContain('@이준호 봐 주세요</textarea>');
    const json = post(path, { body: '@이준호 봐 주세요', ...more, to: JUNHO }).accept('json');
    const { errors } = (await json.expect(422)).body;
    expect(Object.keys(errors).every(field => ['body', 'to'].includes(field))).toBe(true);
  }
  expect(await kinds()).toEqual([]);
  expect(await world.database.query.selectFrom('mentions').select('id').execute()).toEqual([]);
  const mails = world.database.query.selectFrom('outbox').select('id').where('kind', '=', 'colleague mail');
  expect(await mails.execute()).toEqual([]);
});

test('A tip is forwarded with its words and a note, to who sees it from then on', async () => {
  const { world, junho, post, kinds } = await deskWithReporter({
    phone: '010-1234-5678',
    consent_contact: 'on',
    age_14: 'yes',
  });
  await junho.post('/admin/account/mails').type('form').send({}).expect(303);
  await post('forwarding', { version: 1, forwarding_to: JUNHO, body: '현장에 가 주세요' }).expect(303);
  const [, mail] = await world.mails(2);
  expect(mail?.to).toEqual([JUNHO]);
  expect(mail?.parsed.subject).toContain('김민지 님이 제보 1번을 전달했어요');
  for (const part of [mail?.parsed.text ?? '', mail?.parsed.html || '']) {
    expect(part).toContain('현장에 가 주세요');
    expect(part).toContain('상암동에서 불이 났어요.');
    expect(part).not.toContain('1234-5678');
  }
  const { body } = await junho.get('/admin/tips/1').accept('json').expect(200);
  expect(body.notes).toMatchObject([{ body: '현장에 가 주세요', by: 'minji@newsroom.example' }]);
  expect(await kinds()).toEqual(['noted', 'forwarded']);
  const late = post('forwarding', { version: 1, to: JUNHO, note: '다시' }).accept('json');
  await late.expect(409);
  const again = post('forwarding', { version: 2, to: JUNHO, note: '다시' }).accept('json');
  expect((await again.expect(200)).body).toEqual({ version: 3 });
  for (const to of ['nobody@newsroom.example', ''])
    expect(
      (await post('forwarding', { version: 3, to }).accept('json').expect(422)).body.errors,
    ).toHaveProperty('to');
});

test('Whom a note calls and a tip is forwarded to with it gets one mail', async () => {
  const { world, post, kinds } = await deskWithReporter();
  await world.signIn('sora@newsroom.example');
  await setStaff(world, 'sora@newsroom.example', { name: '박소라' });
  const body = '@이준호님이 가고 @박소라 도와주세요';
  await post('forwarding', { version: 1, forwarding_to: JUNHO, body }).expect(303);
  const told = (await world.mails(3)).slice(1);
  const noticeOf = (email: string) =>
    told.filter(({ to }) => to.includes(email)).map(({ parsed }) => parsed.headers.get('x-jebo-notice'));
  expect([noticeOf(JUNHO), noticeOf('sora@newsroom.example')]).toEqual([['forwarded'], ['mentioned']]);
  expect((await kinds()).toSorted()).toEqual(['forwarded', 'mentioned', 'mentioned', 'noted']);
  const owed = world.database.query.selectFrom('outbox').select('id').where('kind', '=', 'colleague mail');
  expect(await owed.execute()).toHaveLength(2);
});
