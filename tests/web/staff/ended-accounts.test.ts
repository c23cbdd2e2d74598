import { expect, test } from 'vitest';
import { linkForNewStaff, linkForReset } from '../../../src/staff/accounts/setup-links.ts';
import { endAccount } from '../../support/end-account.ts';
import { createWorld, PASSWORD } from '../../support/world.ts';

const email = 'editor@newsroom.example';

test.each([
  ['ended', endAccount],
  ['reset', linkForReset],
])(
  'whose account is %s while the desk runs is out at the next click, and the password is none',
  async (_what, act) => {
    const world = await createWorld();
    const staff = await world.signIn(email);
    const other = await world.signIn('other@newsroom.example');
    await staff.get('/admin').expect(200);
    await act(world.database, email, world.clock());

    const sent = await staff.get('/admin').expect(303);
    expect(sent.headers['location']).toMatch(/^\/admin\/login/);
    const again = world.request.post('/admin/login').set('Origin', world.url).type('form');
    await again.send({ email, password: PASSWORD }).expect(401);
    await other.get('/admin').expect(200);
  },
);

test('a link of an account that has ended says so, in both languages', async () => {
  const world = await createWorld();
  const token = await linkForNewStaff(world.database, email, world.clock());
  await endAccount(world.database, email, world.clock());
  const open = (lang: string) =>
    world.request.get(`/admin/setup/${token}`).set('Accept-Language', lang).expect(410);
  expect((await open('ko')).text).toContain('이 링크로 쓰던 계정은 끝났어요.');
  expect((await open('en')).text).toContain('The account that this link was for has ended.');
});

test('a password that is quickly guessed is refused beside its field, and the link stays good', async () => {
  const world = await createWorld();
  const token = await linkForNewStaff(world.database, email, world.clock());
  const choose = (password: string, lang = 'en') =>
    world.request
      .post(`/admin/setup/${token}`)
      .set('Origin', world.url)
      .set('Accept-Language', lang)
      .type('form')
      .send({ email, password });
  expect((await choose('1234567890').expect(422)).text).toContain('Many people use this password');
  expect((await choose('abcabcabcabc').expect(422)).text).toContain('The same comes again and again');
  const own = await choose('Editor@NewsRoom.example', 'ko').expect(422);
  expect(own.text).toContain('메일 주소와 비슷해서 금방 알아낼 수 있어요.');
  expect(own.text).not.toContain('NewsRoom');
  await choose('바다고래국수우산').expect(422);
  await choose('바다 고래 국수 우산').expect(303);
});
