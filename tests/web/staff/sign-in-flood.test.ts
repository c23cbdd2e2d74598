import { expect, test } from 'vitest';
import { createWorld, PASSWORD, type World } from '../../support/world.ts';

const behindProxy = { TRUST_PROXY: '1' };
const OFFICE = '203.0.113.7';

/** Its answer's status, and the cookies that it sets. */
async function signIn(world: World, email: string, password: string, from: string, cookie = '') {
  const answer = await fetch(`${world.url}/admin/login`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'X-Forwarded-For': from, ...(cookie === '' ? {} : { Cookie: cookie }) },
    body: new URLSearchParams({ email, password }),
  });
  await answer.text();
  return { status: answer.status, cookies: answer.headers.getSetCookie() };
}

const browserOf = (cookies: string[]) => cookies.find(one => one.startsWith('jebo-browser=')) ?? '';

test('40 strangers from many networks keep no known browser out, and a new one waits for its turn', async () => {
  const world = await createWorld({ settings: behindProxy });
  const emails = Array.from({ length: 10 }, (_, index) => `${index}@newsroom.example`);
  const browsers: string[] = [];
  for (const [index, email] of [...emails, 'new@newsroom.example'].entries()) {
    await world.signIn(email);
    const { cookies } = await signIn(world, email, PASSWORD, `198.51.${100 + index}.1`);
    browsers.push(browserOf(cookies).split(';')[0] ?? '');
  }
  let answered = 0;
  const flood = Array.from({ length: 40 }, async (_, index) => {
    await signIn(world, `x${index}@example.kr`, 'a wrong password', `192.${index}.2.1`);
    answered += 1;
  });
  // Each as far from where they were before as anybody.
  const known = await Promise.all(
    emails.map((email, index) => signIn(world, email, PASSWORD, `10.${index}.0.1`, browsers[index])),
  );
  expect(known.map(({ status }) => status)).toEqual(Array(10).fill(303));
  expect(answered).toBeLessThan(40);
  const stranger = await signIn(world, 'new@newsroom.example', PASSWORD, '10.99.0.1');
  expect(stranger.status).toBe(303);
  await Promise.all(flood);
});

test('wrong tries from the office keep out no colleague whose browser is known, nor who signed in there', async () => {
  const world = await createWorld({ settings: behindProxy });
  for (const email of ['here@newsroom.example', 'away@newsroom.example', 'never@newsroom.example'])
    await world.signIn(email);
  await signIn(world, 'here@newsroom.example', PASSWORD, OFFICE);
  const away = await signIn(world, 'away@newsroom.example', PASSWORD, '198.51.100.1');
  for (let time = 0; time < 7; time++) await signIn(world, 'x@example.kr', 'a wrong password', OFFICE);

  expect((await signIn(world, 'never@newsroom.example', PASSWORD, OFFICE)).status).toBe(429);
  expect((await signIn(world, 'here@newsroom.example', PASSWORD, OFFICE)).status).toBe(303);
  const cookie = browserOf(away.cookies).split(';')[0];
  expect((await signIn(world, 'away@newsroom.example', PASSWORD, OFFICE, cookie)).status).toBe(303);
});

test('the mark of a known browser goes to staff’s pages alone, is sealed, and is set by a sign-in only', async () => {
  const world = await createWorld();
  await world.signIn();
  const wrong = await signIn(world, 'editor@newsroom.example', 'a wrong password', '');
  expect(browserOf(wrong.cookies)).toBe('');
  for (const path of ['/', '/admin/login', '/privacy'])
    expect(browserOf((await fetch(`${world.url}${path}`)).headers.getSetCookie())).toBe('');
  const right = await signIn(world, 'editor@newsroom.example', PASSWORD, '');
  expect(browserOf(right.cookies)).toMatch(
    /^jebo-browser=[\w-]+; Max-Age=15552000; Path=\/admin; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
  );
  const alone = await fetch(`${world.url}/admin`, {
    redirect: 'manual',
    headers: { Cookie: browserOf(right.cookies).split(';')[0] ?? '' },
  });
  expect(alone.headers.get('location')).toContain('/admin/login');
});
