import { expect, test } from 'vitest';
import { createWorld, PASSWORD, type World } from '../../support/world.ts';
import { textOf } from '../page.ts';

const WELCOME = '/admin/welcome';

/** Sends a test mail from the page, and looks at what it tells of it. */
async function sendTest(world: World) {
  const admin = await world.signIn();
  const sent = await admin.post(`${WELCOME}/test-mail`).expect(303);
  const [page = ''] = String(sent.headers['location']).split('#');
  return async () => textOf((await admin.get(`${page}&lang=en`).expect(200)).text);
}

test('Whoever makes the first account is led to the first minutes', async () => {
  const world = await createWorld();
  const link = new URL(world.setupLink ?? '').pathname;
  await world.request
    .post(link)
    .type('form')
    .send({ email: 'first@newsroom.example', password: PASSWORD })
    .expect('location', WELCOME);
});

test('The page shows the form’s address, its code and the line for articles as text', async () => {
  const world = await createWorld();
  const admin = await world.signIn();
  const page = (await admin.get(`${WELCOME}?lang=en`).expect(200)).text;
  const line = '<a href="http://tips.newsroom.example/?article={article address}">';
  expect(textOf(page)).toContain(line);
  expect(page).not.toContain(line);
  expect(page).toContain('role="img" aria-label="QR code that leads to the tip form"');
  const png = await admin.get(`${WELCOME}/form-qr.png`).expect('content-type', 'image/png');
  expect(png.body.subarray(1, 4).toString()).toBe('PNG');
  const svg = await admin.get(`${WELCOME}/form-qr.svg`).expect(200);
  expect(svg.headers['content-type']).toContain('image/svg+xml');
  await admin.get(`${WELCOME}/form-qr.gif`).expect(404);
});

test('An address that no phone can open is told as such', async () => {
  const here = await (await createWorld({ settings: { PUBLIC_URL: 'http://localhost:3000' } })).signIn();
  expect((await here.get(`${WELCOME}?lang=en`).expect(200)).text).toContain('on this computer alone');
  const everywhere = await (await createWorld()).signIn();
  expect((await everywhere.get(`${WELCOME}?lang=en`).expect(200)).text).not.toContain(
    'on this computer alone',
  );
});

test('What can wait until there is a tip is not asked for in the first minutes', async () => {
  const admin = await (await createWorld()).signIn();
  const page = (await admin.get(WELCOME).expect(200)).text;
  expect(page).toContain('name="NEWSROOM_NAME"');
  expect(page).not.toMatch(/name="(MAIL_CONTACTS|DAILY_MAIL)"/);
});

test('Channels that are saved there lead back there', async () => {
  const world = await createWorld();
  const admin = await world.signIn();
  await admin
    .post('/admin/settings')
    .type('form')
    .send({ version: 0, back: 'welcome', CHANNEL_PHONE: '1588-1234' })
    .expect('location', `${WELCOME}?done=saved`);
  expect((await world.request.get('/')).text).toContain('1588-1234');
});

test('A test mail that the server took is told as arrived', async () => {
  const world = await createWorld();
  const seen = await sendTest(world);
  await expect.poll(seen).toContain('desk@newsroom.example The mail server took it.');
  expect(await world.mails(1)).toHaveLength(1);
});

test('A test mail that nobody takes is told with what keeps it', async () => {
  const world = await createWorld({ settings: { SMTP_URL: 'smtp://127.0.0.1:1' } });
  const seen = await sendTest(world);
  await expect.poll(seen).toContain('could not be sent and is tried again');
});

test('Without a mail server a test mail is told as kept', async () => {
  const world = await createWorld({ settings: { SMTP_URL: '' } });
  const seen = await sendTest(world);
  await expect.poll(seen).toContain('It was kept as a file.');
});

test('The account of ADMIN_EMAIL is led to the first minutes by its first sign-in, and not by the next', async () => {
  const settings = { ADMIN_EMAIL: 'Admin@newsroom.example', ADMIN_PASSWORD: 'wooden river seven lanterns' };
  const world = await createWorld({ settings });
  const signIn = (next: string) =>
    world.request
      .post('/admin/login')
      .type('form')
      .send({ email: 'admin@newsroom.example', password: settings.ADMIN_PASSWORD, next })
      .expect(303);
  expect((await signIn('')).headers['location']).toBe('/admin/welcome');
  expect((await signIn('')).headers['location']).toBe('/admin');
});
