import { expect, test } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../support/clock.ts';
import { htmlFaults } from '../../support/html.ts';
import { sendTip } from '../../support/kept-file.ts';
import { waitFor } from '../../support/wait-for.ts';
import { createWorld, PASSWORD, type World } from '../../support/world.ts';
import { fieldsOf, textOf } from '../page.ts';

const email = 'editor@newsroom.example';

const tip = async (
  world: World,
  fields: Record<string, string | string[]>,
): Promise<{ number: number; receipt: string }> =>
  (await world.request.post('/tips').type('form').accept('json').send(fields).expect(201)).body;

/** As someone who is not signed in would send the form of the sign-in page. */
const signInWith = (world: World, password: string, more: Record<string, string> = {}) =>
  world.request
    .post('/admin/login')
    .type('form')
    .send({ email, password, ...more });

const setUpPath = (world: World) => new URL(world.setupLink ?? '').pathname;

test('who is not signed in is sent to the sign-in, and from there to where they were going', async () => {
  const world = await createWorld();
  await world.signIn();
  const asked = await world.request.get('/admin/tips/12?x=1').expect(303);
  expect(asked.headers['location']).toBe('/admin/login?next=%2Fadmin%2Ftips%2F12%3Fx%3D1');
  const { text } = await world.request.get(String(asked.headers['location'])).expect(200);
  const signedIn = await signInWith(world, PASSWORD, { next: String(fieldsOf(text)['next']) }).expect(303);
  expect(signedIn.headers['location']).toBe('/admin/tips/12?x=1');
});

test.each([
  ['get', '/admin'],
  ['get', '/admin/tips/1/files/1'],
  ['get', '/admin/tips/1/forgetting'],
  ['post', '/admin/receipt'],
  ['post', '/admin/tips/1/opening'],
  ['post', '/admin/tips/1/notes'],
  ['post', '/admin/tips/1/forgetting'],
  ['post', '/admin/mail/retry'],
  ['post', '/admin/mail/test'],
] as const)('%s %s is for staff alone', async (method, path) => {
  const world = await createWorld();
  await tip(world, { message: '비밀' });
  const answer = await world.request[method](path).expect(303);
  expect(answer.headers['location']).toMatch(/^\/admin\/login/);
});

test.each([
  'https://evil.example/admin',
  '//evil.example/admin',
  '/\\evil.example',
  '/tips',
  '/admin/../tips',
  '/admin/logout',
  '/administrator',
])('the sign-in never leads to %s', async next => {
  const world = await createWorld();
  await world.signIn();
  const answer = await signInWith(world, PASSWORD, { next }).expect(303);
  expect(answer.headers['location']).toBe('/admin');
});

test('a wrong password and an unknown account are answered 401 with the same form', async () => {
  const world = await createWorld();
  await world.signIn();
  const wrong = await signInWith(world, 'not that one').expect(401);
  const unknown = await signInWith(world, PASSWORD, { email: 'nobody@newsroom.example' }).expect(401);
  expect(unknown.text.replace('nobody@', 'editor@')).toBe(wrong.text);
  expect(fieldsOf(wrong.text)).toMatchObject({ email, password: '' });
  expect(wrong.headers['set-cookie']).toBeUndefined();
});

test('the session’s cookie is out of reach of scripts and of other sites, and bound to the host over https', async () => {
  for (const [publicUrl, cookie] of [
    [
      'http://tips.newsroom.example',
      /^jebo=[\w-]{43}; Max-Age=43200; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    ],
    [
      'https://tips.newsroom.example',
      /^__Host-jebo=[\w-]{43}; Max-Age=43200; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    ],
  ] as const) {
    const world = await createWorld({ settings: { PUBLIC_URL: publicUrl } });
    await world.signIn();
    const { headers } = await signInWith(world, PASSWORD);
    expect(headers['set-cookie']?.[0]).toMatch(cookie);
  }
});

test('a session that is used goes on, one that is not ends after twelve hours, and signing out ends it at once', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  for (let time = 0; time < 3; time++) {
    world.clock.move(11 * HOUR);
    const { headers } = await staff.get('/admin').expect(200);
    expect(headers['set-cookie']?.[0]).toMatch(/^jebo=/);
  }
  world.clock.move(12 * HOUR);
  await staff.get('/admin').expect(303);

  const again = await world.signIn();
  const session = await signInWith(world, PASSWORD);
  const cookie = String(session.headers['set-cookie']?.[0]).split(';')[0] ?? '';
  await world.request.post('/admin/logout').set('Cookie', cookie).expect(303);
  await world.request.get('/admin').set('Cookie', cookie).expect(303);
  await again.get('/admin').expect(200);
});

test('an address that guesses is told when it may try again, and another is not held up', async () => {
  const world = await createWorld({ settings: { TRUST_PROXY: '1' } });
  await world.signIn();
  const from = (address: string) =>
    signInWith(world, 'not that one', { email: `${address}@example.kr` }).set('X-Forwarded-For', address);
  for (let time = 0; time < 5; time++) await from('203.0.113.7').expect(401);
  const refused = await from('203.0.113.7').expect(429);
  expect(refused.headers['retry-after']).toBe('1');
  expect(textOf(refused.text)).toContain('1');
  await signInWith(world, PASSWORD).set('X-Forwarded-For', '203.0.113.8').expect(303);
  world.clock.move(SECOND);
  await from('203.0.113.7').expect(401);
});

test.each([
  ['another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
  ['a neighbour under the same domain', { 'Sec-Fetch-Site': 'same-site' }, 403],
  ['an old browser at another site', { Origin: 'https://evil.example' }, 403],
  ['a sandboxed frame', { Origin: 'null' }, 403],
  [
    'a browser at another site that lies in Origin only',
    { 'Sec-Fetch-Site': 'cross-site', Origin: 'SELF' },
    403,
  ],
  ['our own page', { 'Sec-Fetch-Site': 'same-origin' }, 303],
  ['an old browser at our own page', { Origin: 'SELF' }, 303],
  ['no browser', {}, 303],
])('a change that %s asks for: %j is answered %i', async (_who, headers, status) => {
  const world = await createWorld();
  const staff = await world.signIn();
  await tip(world, { message: '글' });
  const own = Object.entries<string>(headers).map(([name, value]) => [
    name,
    value === 'SELF' ? world.url : value,
  ]);
  const sent = Object.fromEntries(own);
  await staff.post('/admin/tips/1/opening').set(sent).type('form').send({ version: '1' }).expect(status);
  await world.request
    .post('/admin/login')
    .set(sent)
    .type('form')
    .send({ email, password: PASSWORD })
    .expect(status);
  const { state } = await world.database.query.selectFrom('tips').select('state').executeTakeFirstOrThrow();
  expect(state).toBe(status === 303 ? 'open' : 'new');
});

test('the set-up link makes the first account and signs in; looking at it does not use it up', async () => {
  const world = await createWorld();
  const path = setUpPath(world);
  await world.request.get(path).expect(200);
  await world.request.get(path).expect(200);
  const made = await world.request.post(path).type('form').send({ email, password: PASSWORD }).expect(303);
  const cookie = String(made.headers['set-cookie']?.[0]).split(';')[0] ?? '';
  await world.request.get('/admin').set('Cookie', cookie).expect(200);
  await world.request.get(path).expect(410);
  await world.request
    .post(path)
    .type('form')
    .send({ email: 'b@newsroom.example', password: PASSWORD })
    .expect(410);
  await signInWith(world, PASSWORD).expect(303);
});

test('a short password or a mistyped e-mail is told beside its field, and the link stays good', async () => {
  const world = await createWorld();
  const path = setUpPath(world);
  const { text } = await world.request
    .post(`${path}?lang=en`)
    .type('form')
    .send({ email: 'editor', password: '아홉글자비밀번호야' })
    .expect(422);
  expect(text).toMatch(/id="email-fault"/);
  expect(text).toMatch(/id="password-fault"/);
  expect(fieldsOf(text)).toMatchObject({ email: 'editor', password: '' });
  await world.request.post(path).type('form').send({ email, password: '열글자비밀번호예요네' }).expect(303);
});

const numbersOn = (html: string) =>
  [...html.matchAll(/href="\/admin\/tips\/(\d+)[?"]/g)].map(([, number]) => Number(number));
const follow = (html: string, rel: string) =>
  new RegExp(`rel="${rel}" href="([^"]+)"`).exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';

test('the list is newest first, fifty a page, and each page leads to the next', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  for (let number = 1; number <= 102; number++) await tip(world, { message: `제보 ${number}번 글` });

  const first = await staff.get('/admin').expect(200);
  expect(numbersOn(first.text)).toEqual(Array.from({ length: 50 }, (_, row) => 102 - row));
  expect(follow(first.text, 'prev')).toBe('');
  const second = await staff.get(follow(first.text, 'next')).expect(200);
  const third = await staff.get(follow(second.text, 'next')).expect(200);
  expect(numbersOn(third.text)).toEqual([2, 1]);
  expect(follow(third.text, 'next')).toBe('');
  const back = await staff.get(follow(third.text, 'prev')).expect(200);
  expect(numbersOn(back.text)).toEqual(numbersOn(second.text));
  const top = await staff.get('/admin?after=80').expect(200);
  expect(numbersOn(top.text)).toEqual(numbersOn(first.text));
});

test('a search finds by number and by words, keeps what was typed and leads back to the whole list', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  await tip(world, { message: '강남역에서 불이 났어요' });
  await tip(world, { message: '시청 앞 <b>집회</b>', place: '시청' });
  const found = await staff.get('/admin').query({ q: '강남역' }).expect(200);
  expect(numbersOn(found.text)).toEqual([1]);
  expect(fieldsOf(found.text)['q']).toContain('강남역');
  expect(numbersOn((await staff.get('/admin').query({ q: '2' })).text)).toEqual([2]);
  const none = await staff.get('/admin').query({ q: '"><script>' }).expect(200);
  expect(none.text).not.toContain('<script>');
});

test('a search goes along to the next page, and back to the first', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  for (let number = 1; number <= 52; number++) await tip(world, { message: `강남역 ${number}` });
  await tip(world, { message: '시청' });
  const first = await staff.get('/admin').query({ q: '강남역' }).expect(200);
  const second = await staff.get(follow(first.text, 'next')).expect(200);
  expect(numbersOn(second.text)).toEqual([2, 1]);
  const back = await staff.get(follow(second.text, 'prev')).expect(200);
  expect(numbersOn(back.text)).toEqual(numbersOn(first.text));
  expect(fieldsOf(back.text)['q']).toContain('강남역');
});

test('a tip is unread until it is opened, for each member of staff alone', async () => {
  const world = await createWorld();
  const [one, other] = [await world.signIn(), await world.signIn('other@newsroom.example')];
  await tip(world, { message: '글' });
  expect((await one.get('/admin')).text).toContain('class="unread"');
  await one.get('/admin/tips/1').expect(200);
  expect((await one.get('/admin')).text).not.toContain('class="unread"');
  expect((await other.get('/admin')).text).toContain('class="unread"');
});

test('the receipt as a reader reads it out leads to its tip; an unknown one is told on the list', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  const { number, receipt } = await tip(world, { message: '글' });
  const spoken = receipt.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
  const found = await staff.post('/admin/receipt').type('form').send({ receipt: spoken }).expect(303);
  expect(found.headers['location']).toBe(`/admin/tips/${number}`);
  const unknown = await staff
    .post('/admin/receipt')
    .type('form')
    .send({ receipt: '00000-00000' })
    .expect(404);
  expect(unknown.text).toContain('id="receipt-fault"');
  expect(unknown.text).toContain('/admin/tips/1?back=view%3Dnew"');
  expect(fieldsOf(unknown.text)['receipt']).toBe('00000-00000');
});

test('the tip’s page shows all that was said, and makes no link of what was only typed', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  await tip(world, {
    message: '첫 줄 https://evil.example\n  둘째 줄 <img src=x onerror=alert(1)>',
    title: '제목',
    place: '장소',
    name: '김제보',
    happened_at: '2026-11-23 13:00',
    phone: '010-1234-5678',
    email: 'reader@example.kr',
    chat: 'javascript:alert(1)',
    reply_by: ['phone', 'chat'],
    consent_contact: 'on',
    age_14: 'yes',
    article: 'https://www.ytn.co.kr/_ln/0103?a=1&b=2',
  });
  const { text } = await staff.post('/admin/tips/1/contacts?lang=en').expect(200);
  expect(textOf(text)).toContain('첫 줄 https://evil.example\n  둘째 줄 <img src=x onerror=alert(1)>');
  for (const shown of [
    '제목',
    '장소',
    '김제보',
    'Mon 23 Nov 2026, 13:00 KST',
    '+82 10-1234-5678',
    '010-1234-5678',
  ]) {
    expect(textOf(text).replace('+82 10 ', '+82 10-').replace('1234 5678', '1234-5678')).toContain(shown);
  }
  const links = [...text.matchAll(/href="([^"]+)"/g)]
    .map(([, href]) => href)
    .filter(href => !href?.startsWith('/') && href !== '#main');
  expect(links).toEqual(['https://www.ytn.co.kr/_ln/0103?a=1&amp;b=2', 'tel:+821012345678']);
  expect(text).toContain('rel="noreferrer noopener nofollow"');
});

test('a tip is taken up, closed and reopened, each under the name of who did it', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  await tip(world, { message: '글' });
  for (const change of ['opening', 'closure', 'reopening']) {
    const { text } = await staff.get('/admin/tips/1');
    const version = String(fieldsOf(text)['version']).split(',')[0];
    expect(text).toContain(`action="/admin/tips/1/${change}"`);
    await staff.post(`/admin/tips/1/${change}`).type('form').send({ version }).expect(303);
  }
  const { text } = await staff.get('/admin/tips/1?lang=en');
  for (const event of ['Taken up', 'Closed', 'Reopened'])
    expect(textOf(text)).toContain(`${event} · ${email}`);
});

test('a change of a tip that someone else has changed is told and not made', async () => {
  const world = await createWorld();
  const [one, other] = [await world.signIn(), await world.signIn('other@newsroom.example')];
  await tip(world, { message: '글' });
  await one.post('/admin/tips/1/closure').type('form').send({ version: '1' }).expect(303);
  const late = await other
    .post('/admin/tips/1/opening?lang=en')
    .type('form')
    .send({ version: '1' })
    .expect(409);
  expect(textOf(late.text)).toContain('It is now: Closed');
  expect(late.text).toContain('action="/admin/tips/1/reopening"');
  for (const body of [{}, { version: 'x' }, { version: ['1', '2'] }]) {
    await other.post('/admin/tips/1/reopening').type('form').send(body).expect(409);
  }
});

test('a note stands on the tip as it was typed; an empty or too long one comes back and is not kept', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  await tip(world, { message: '글' });
  const add = (body: string) => staff.post('/admin/tips/1/notes?lang=en').type('form').send({ body });
  const kept = await add('\n첫 줄\r\n<b>둘째 줄</b>').expect(303);
  expect(kept.headers['location']).toBe('/admin/tips/1#notes');
  expect(textOf((await staff.get('/admin/tips/1')).text)).toContain('\n첫 줄\n<b>둘째 줄</b>');
  await add('  \n ').expect(422);
  await add('가'.repeat(10_000)).expect(303);
  const tooLong = await add(`\n${'나'.repeat(10_000)}`).expect(422);
  expect(fieldsOf(tooLong.text)['body']).toBe(`\n${'나'.repeat(10_000)}`);
  await add('x'.repeat(1_000_000)).expect(413);
  expect(await world.database.query.selectFrom('notes').selectAll().execute()).toHaveLength(2);
});

test('a tip is forgotten only once the box is ticked, and then only its number and history are left', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  await tip(world, {
    message: '비밀스러운 글',
    phone: '010-1234-5678',
    reply_by: 'phone',
    consent_contact: 'on',
  });
  const path = '/admin/tips/1/forgetting';
  const asked = await staff.get(path).expect(200);
  const { version } = fieldsOf(asked.text);
  await staff.post(path).type('form').send({ version }).expect(422);
  await staff.post(path).type('form').send({ version: '7', confirmed: 'on' }).expect(409);
  await staff.post(path).type('form').send({ version, confirmed: 'on' }).expect(303);
  const after = await staff.get('/admin/tips/1').expect(200);
  expect(after.text).not.toContain('비밀스러운');
  // Four figures alone may stand in the digest by chance.
  expect(after.text).not.toMatch(/1234.?5678/);
  expect((await staff.get('/admin?view=all')).text).toContain('/admin/tips/1?back=view%3Dall"');
  const again = await staff.get(path).expect(303);
  expect(again.headers['location']).toBe('/admin/tips/1');
});

test('a forgotten tip’s page says who forgot it and what was destroyed, with the proof', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  await sendTip(world, { message: '글' });
  await staff
    .post('/admin/tips/1/forgetting')
    .type('form')
    .set('Origin', world.config.publicUrl)
    .send({ version: 1, confirmed: 'on' })
    .expect(303);
  const { digest } = await world.database.query
    .selectFrom('forgettings')
    .select('digest')
    .executeTakeFirstOrThrow();
  const page = async () => textOf((await staff.get('/admin/tips/1?lang=ko').expect(200)).text);
  const text = await page();
  expect(text).toContain('editor@newsroom.example 님이 지웠어요.');
  expect(text).toContain('아직 지우고 있는 것이 있어요');
  expect(text).toContain(digest);
  const proved = { proved_at: world.clock(), rule: 'of a newer version', staff_id: null };
  await world.database.write(trx => trx.updateTable('forgettings').set(proved).execute());
  expect(await page()).toContain('2026년 11월 23일 (월) 14:05에 남김없이 지워졌어요.');
  expect(await page()).toContain('of a newer version');
  const { body } = await staff.get('/admin/tips/1').set('Accept', 'application/json').expect(200);
  const destroyed = { messages: 1 };
  expect(body.proof).toMatchObject({ digest, destroyed, by: null, rule: proved.rule });
  expect(body.proof.proved_at).toBe('2026-11-23T05:05:00.000Z');
});

test('a forgotten tip does not stand in the list, or on its own page, as one that waits for somebody', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  await tip(world, { message: '글' });
  const path = '/admin/tips/1/forgetting';
  const { version } = fieldsOf((await staff.get(path)).text);
  expect((await staff.get('/admin')).text).toContain('새 제보');
  await staff.post(path).type('form').send({ version, confirmed: 'on' }).expect(303);
  for (const [page, begin] of [
    ['/admin?view=all', 'id="tip-1"'],
    ['/admin/tips/1', '<main'],
  ] as const) {
    const { text } = await staff.get(page).expect(200);
    expect(text).toContain('지운 제보');
    expect(text).toContain(begin);
    expect(text.slice(text.indexOf(begin))).not.toMatch(/새 제보|아직 아무도 맡지/);
  }
});

test('a tip that is not there is told on a page of the staff', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  for (const path of [
    '/admin/tips/999',
    '/admin/tips/0x1',
    '/admin/tips/9999999999999999',
    '/admin/tips/1/forgetting',
  ]) {
    const { text } = await staff.get(path).expect(404);
    expect(text).toContain('href="/admin"');
  }
  await staff.post('/admin/tips/999/notes').type('form').send({ body: 'x' }).expect(404);
  await staff.post('/admin/tips/999/opening').type('form').send({ version: '1' }).expect(404);
});

test('the language that was chosen is remembered, and is else the browser’s', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  expect((await staff.get('/admin').set('Accept-Language', 'en-GB')).text).toContain('lang="en"');
  await staff.get('/admin?lang=ko').set('Accept-Language', 'en-GB');
  expect((await staff.get('/admin').set('Accept-Language', 'en-GB')).text).toMatch(/<html lang="ko"/);
});

test('the list says when mail is stuck, since when and why, and tries again at a press', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  await world.smtp.goDown();
  await tip(world, { message: '글' });
  const stuck = await untilStuck(staff);
  expect(stuck).toContain('action="/admin/mail/retry"');
  expect(textOf(stuck)).toContain('2026');
  await world.smtp.comeBack();
  await staff.post('/admin/mail/retry').expect(303);
  await world.mails(1);
  const answer = await staff.post('/admin/mail/test').expect(303);
  expect((await staff.get(String(answer.headers['location']))).text).toContain('role="status"');
  await world.mails(2);
});

/** The list, once it says that mail is stuck. */
const untilStuck = (staff: Awaited<ReturnType<World['signIn']>>): Promise<string> =>
  waitFor(async () => {
    const { text } = await staff.get('/admin');
    expect(text).toContain('/admin/mail/retry');
    return text;
  });

test('the list says that mails are kept as files, and that a proxy was not told of', async () => {
  const world = await createWorld({ settings: { SMTP_URL: '' } });
  const staff = await world.signIn();
  expect((await staff.get('/admin')).text).toContain('SMTP_URL');
  expect((await staff.get('/admin')).text).not.toContain('TRUST_PROXY');
  await world.request.get('/').set('X-Forwarded-For', '203.0.113.7');
  expect((await staff.get('/admin')).text).toContain('TRUST_PROXY');
});

test('the times are of the desk’s zone, and how long ago is of now', async () => {
  const world = await createWorld({ settings: { TIME_ZONE: 'Europe/Berlin' } });
  const staff = await world.signIn();
  await tip(world, { message: '글' });
  world.clock.move(12 * MINUTE);
  const { text } = await staff.get('/admin?lang=en');
  expect(text).toContain(
    '<time datetime="2026-11-23T05:05:00.000Z" title="Mon 23 Nov 2026, 06:05 CET">12 min</time>',
  );
});

test('pages that tell of a fault are valid HTML too', async () => {
  const world = await createWorld();
  const setup = setUpPath(world);
  const pages = [await world.request.post(setup).type('form').send({ email: '', password: '' }).expect(422)];
  const staff = await world.signIn();
  await tip(world, { message: '글', title: '제목', phone: '1', reply_by: 'phone', consent_contact: 'on' });
  const send = (path: string, body: Record<string, string>) => staff.post(path).type('form').send(body);
  pages.push(await signInWith(world, 'not that one').expect(401));
  pages.push(await world.request.get(setup).expect(410));
  pages.push(await send('/admin/receipt', { receipt: 'x' }).expect(404));
  pages.push(await send('/admin/tips/1/opening', { version: '9' }).expect(409));
  pages.push(await send('/admin/tips/1/notes', { body: '' }).expect(422));
  pages.push(await send('/admin/tips/1/forgetting', { version: '1' }).expect(422));
  await send('/admin/tips/1/closure', { version: '1' }).expect(303);
  await send('/admin/tips/1/notes', { body: '메모' }).expect(303);
  pages.push(await staff.get('/admin/tips/1').expect(200));
  await send('/admin/tips/1/forgetting', { version: '2', confirmed: 'on' }).expect(303);
  pages.push(await staff.get('/admin/tips/1').expect(200));
  pages.push(await staff.get('/admin?done=tested').expect(200));
  for (const { text } of pages) expect(await htmlFaults(text)).toEqual([]);
});

test('a tip that was opened twice was seen twice, whatever was seen with it', async () => {
  const world = await createWorld();
  await tip(world, { message: '글', phone: '010-1234-5678', consent_contact: 'on' });
  const staff = await world.signIn();
  await staff.get('/admin/tips/1').expect(200);
  expect(textOf((await staff.get('/admin/tips/1').expect(200)).text)).toContain('2번 열어 봄');
});
