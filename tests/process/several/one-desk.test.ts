import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { enqueueTestMail } from '../../../src/mail/enqueue-test-mail.ts';
import { addStaff } from '../../../src/staff/accounts/accounts.ts';
import { hashPassword } from '../../../src/staff/passwords/passwords.ts';
import { whenDone } from '../../support/cleanup.ts';
import { PASSWORD } from '../../support/world.ts';
import { addViewer } from '../../tips/tip-world.ts';
import { createDesks } from './desks.ts';

test('two processes that start at once on an empty database are one desk', async () => {
  const { first, second, database, log } = await createDesks({
    ADMIN_EMAIL: 'editor@newsroom.example',
    ADMIN_PASSWORD: PASSWORD,
  });
  for (const { request } of [first, second]) await request.get('/healthz').expect(200);
  const staff = await database.query.selectFrom('staff').select('email').execute();
  expect(staff).toEqual([{ email: 'editor@newsroom.example' }]);
  expect(log).toEqual([]);
});

test('a tip that one process has taken is mailed once, and at once, by whichever has a slot free', async () => {
  const { first, second, smtp, database } = await createDesks();
  const tips = Array.from({ length: 40 }, (_, index) => {
    const { request } = index % 2 === 0 ? first : second;
    return request
      .post('/tips')
      .type('form')
      .send({ message: `제보 ${index}` })
      .expect(303);
  });
  await Promise.all(tips);
  await smtp.received(40);
  // Once all are settled, nobody has one in hand that would come a second time.
  const owed = database.query.selectFrom('outbox').select('id').where('state', '!=', 'done');
  await expect.poll(() => owed.execute()).toEqual([]);
  const numbers = smtp.mails.map(mail => mail.parsed.headers.get('x-jebo-tip'));
  expect([numbers.length, new Set(numbers).size]).toEqual([40, 40]);
});

test('what anybody enqueues is done within a moment, though every process had gone to sleep', async () => {
  // Were it not published, it would be found when five seconds of sleep are over, and here they never are.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  whenDone(() => void vi.useRealTimers());
  const { database, clock } = await createDesks({ SMTP_URL: '' });
  const lastAsked = sql<{ ago: number }>`
    select extract(epoch from now() - max(state_change))::float8 as ago from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  await expect.poll(async () => (await lastAsked.execute(database.query)).rows[0]?.ago).toBeGreaterThan(0.5);
  const viewer = await addViewer({ database, clock }, 'editor@newsroom.example');
  await enqueueTestMail({ database, clock, settings: readConfig({}) }, viewer);
  const states = database.query.selectFrom('outbox').select('state');
  await expect.poll(() => states.execute()).toEqual([{ state: 'done' }]);
});

test('subscribers hear again after PostgreSQL has ended every connection, and meanwhile nothing is missed', async () => {
  const { first, smtp, database, log } = await createDesks();
  const listeners = sql`
    select 1 from pg_stat_activity
    where query ~ '^(listen jebo|select pg_notify)' and datname = current_database()`;
  await expect.poll(async () => (await listeners.execute(database.query)).rows.length).toBe(2);
  await sql`select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
    database.query,
  );
  await expect.poll(() => log.length).toBeGreaterThan(0);
  await expect.poll(async () => (await listeners.execute(database.query)).rows.length).toBe(2);
  await first.request.post('/tips').type('form').send({ message: '글' }).expect(303);
  await smtp.received(1);
  // Whatever was asking at that moment says that the database was away, and asks again.
  const ofTheLoss = /a database connection was lost|the database cannot be used|"kind":"DatabaseAway"/;
  expect(log.filter(line => !ofTheLoss.test(line))).toEqual([]);
});

test('who has signed in at one process is known to the other, and signed out of both', async () => {
  const { first, second, database, clock } = await createDesks();
  const passwordHash = await hashPassword(PASSWORD);
  await database.write(trx =>
    addStaff(trx, { email: 'editor@newsroom.example', passwordHash, now: clock() }),
  );
  const signedIn = await first.request
    .post('/admin/login')
    .type('form')
    .send({ email: 'editor@newsroom.example', password: PASSWORD })
    .set('Origin', first.url)
    .expect(303);
  const cookie = String(signedIn.headers['set-cookie']?.[0]).split(';')[0] ?? '';
  await second.request.get('/admin').set('Cookie', cookie).expect(200);
  await second.request.post('/admin/logout').set('Cookie', cookie).set('Origin', second.url).expect(303);
  await first.request.get('/admin').set('Cookie', cookie).expect(303);
});

test('the same submission sent to both at once is one tip with one receipt', async () => {
  const { first, second, database, smtp } = await createDesks();
  const fields = { message: '불이 났어요', submission: crypto.randomUUID() };
  const answers = await Promise.all(
    [first, second, first, second].map(({ request }) =>
      request.post('/tips').set('Accept', 'application/json').type('form').send(fields),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(await database.query.selectFrom('tips').select('number').execute()).toHaveLength(1);
  await smtp.received(1);
});
