import { expect, test } from 'vitest';
import { accessibilityFaults } from '../support/axe.ts';
import { openPage } from '../support/browser.ts';
import { MINUTE } from '../support/clock.ts';
import { htmlFaults } from '../support/html.ts';
import { createWorld, PASSWORD, type World } from '../support/world.ts';

const plantTopics = ({ database }: World) => {
  const topic = { hint_ko: '불, 사고', hint_en: 'fire, traffic', confidential: 0, version: 1 } as const;
  const inbox = 'fire@newsroom.example,night@newsroom.example';
  const incidents = { ...topic, slug: 'incidents', name_ko: '사건·사고', name_en: 'Incidents', inbox };
  const abuse = { ...topic, slug: 'abuse', name_ko: '비리·갑질', name_en: 'Abuse of power', inbox: '' };
  const rows = [
    { ...incidents, position: 0, hides_contacts: 0 as const },
    { ...abuse, position: 1, confidential: 1 as const, hides_contacts: 1 as const },
  ];
  return database.write(trx => trx.insertInto('topics').values(rows).execute());
};

const withTips = async () => {
  const world = await createWorld({
    settings: { CHANNEL_CHAT_URL: 'https://pf.kakao.com/_ytn', SMTP_URL: '' },
  });
  await plantTopics(world);
  for (let i = 0; i < 60; i++) {
    const post = world.request
      .post('/tips')
      .field('topic', i % 4 === 0 ? '' : 'incidents')
      .field('message', `강남역 화재경보가 울렸어요 ${i}`)
      .field('place', '강남역 11번 출구');
    if (i % 3 === 0)
      post.attach('files', Buffer.from('x'), { filename: '현장 사진 <1>.jpg', contentType: 'image/png' });
    if (i % 2 === 0)
      post
        .field('phone', '010-1234-5678')
        .field('reply_by', 'phone')
        .field('consent_contact', 'on')
        .field('name', '홍길동');
    await post;
  }
  return world;
};

const readerPages = ['/', '/?article=https://ytn.co.kr/1', '/sent', '/privacy', '/channels', '/nothing-here'];
const staffPages = [
  '/admin',
  '/admin?q=강남',
  '/admin?q=없는말',
  '/admin?before=30',
  '/admin/account',
  '/admin/staff',
  '/admin/staff?done=invited',
  '/admin/retention',
  '/admin/retention?view=held',
  '/admin/history',
  '/admin/history?person=nobody@newsroom.example',
  '/admin/settings',
  '/admin/settings?done=saved',
  '/admin/welcome',
  '/admin?topic=incidents',
  '/admin/topics',
  '/admin/topics/abuse',
  '/admin/tips/60',
  '/admin/tips/58/forgetting',
  '/admin/tips/999',
];

const signedIn = async (
  world: World,
  visit: { lang: 'ko' | 'en'; phone: boolean; colorScheme: 'light' | 'dark' },
) => {
  await world.signIn();
  const page = await openPage({ url: world.url, ...visit });
  await page.goto('/admin/login');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.locator('input[name=email]').fill('editor@newsroom.example');
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('input[name=password]').press('Enter');
  await page.waitForURL('**/admin');
  return page;
};

test.each([
  { lang: 'ko', phone: true, colorScheme: 'light' },
  { lang: 'ko', phone: false, colorScheme: 'dark' },
  { lang: 'en', phone: true, colorScheme: 'dark' },
  { lang: 'en', phone: false, colorScheme: 'light' },
] as const)(
  'axe finds nothing on any page, no page scrolls sideways, and all HTML is valid: %j',
  async visit => {
    const world = await withTips();
    const page = await signedIn(world, visit);
    const faults: Record<string, string[]> = {};
    const look = async (name: string) => {
      const sideways = await page.evaluate(
        'document.documentElement.scrollWidth > document.documentElement.clientWidth',
      );
      const found = [
        ...(await accessibilityFaults(page)),
        ...(sideways === true ? ['scrolls sideways'] : []),
      ];
      if (found.length > 0) faults[name] = found;
    };
    for (const path of [...readerPages, ...staffPages]) {
      const answer = await page.goto(path);
      await look(path);
      const invalid = await htmlFaults((await answer?.text()) ?? '');
      if (invalid.length > 0) faults[`${path} (HTML)`] = invalid;
    }

    await page.goto('/admin/account');
    await page.locator('#token-name').fill('아침 브리핑');
    await page.locator('#token-name').press('Enter');
    await page.locator('code').waitFor();
    await look('a new token');
    world.clock.move(11 * MINUTE);
    await page.goto('/admin/tips/58/forgetting');
    await page.locator('input[name=confirmed]').check();
    await page.locator('.button.danger').click();
    await page.locator('#confirm-password').waitFor();
    await look('the confirmation');

    await page.goto('/');
    for (const fold of await page.locator('details > summary:visible').all()) await fold.click();
    await page
      .locator('input[name=files]')
      .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('x') });
    await page.locator('input[name=phone]').fill('010');
    await look('the form, unfolded and in use');
    await page.locator('#send').click();
    await page.locator('#summary a').first().waitFor();
    await look('the form, refused');
    world.clock.move(5_000);
    await page.locator('input[name=consent_contact]').check();
    await page.locator('textarea').fill('글');
    await page.locator('#send').click();
    await page.waitForURL('**/sent');
    await look('the receipt');
    expect(faults).toEqual({});
  },
);

test('a refused form, a receipt and a set-up page are valid HTML too', async () => {
  const world = await createWorld();
  const refused = await world.request
    .post('/tips')
    .type('form')
    .send({ phone: '1', reply_by: 'email', lang: 'ko' });
  const posted = await world.request.post('/tips').type('form').send({ message: '글' });
  const sent = await world.request.get('/sent').set('Cookie', String(posted.headers['set-cookie']));
  const login = await world.request.get('/admin/login');
  const setup = await world.request.get(new URL(world.setupLink ?? '').pathname);
  for (const { text } of [refused, sent, login, setup]) expect(await htmlFaults(text)).toEqual([]);
});
