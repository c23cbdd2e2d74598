import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { oweTestMail } from '../../src/mail/test-letter.ts';
import { OWED } from '../../src/outbox/outbox.ts';
import { addStaff } from '../../src/staff/accounts.ts';
import { hashPassword } from '../../src/staff/passwords.ts';
import { SECOND } from '../support/clock.ts';
import { PASSWORD } from '../support/world.ts';
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

test('a tip that one process has taken is mailed once, and at once, by whichever has its hands free', async () => {
  const { first, second, smtp } = await createDesks();
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
  await wait(SECOND);
  const numbers = smtp.mails.map(mail => mail.parsed.headers.get('x-jebo-tip'));
  expect([numbers.length, new Set(numbers).size]).toEqual([40, 40]);
});

test('what anybody owes is done within a moment, though every outbox had gone to sleep', async () => {
  const { database, smtp, clock } = await createDesks();
  await wait(SECOND);
  await database.write(trx => oweTestMail(trx, clock(), ['desk@newsroom.example']));
  const begun = performance.now();
  database.tell(OWED);
  await smtp.received(1);
  // Without news it would be found when five seconds of sleep are over.
  expect(performance.now() - begun).toBeLessThan(2 * SECOND);
});

test('news come again after PostgreSQL has ended every connection, and meanwhile nothing is missed', async () => {
  const { first, smtp, database, log } = await createDesks();
  const listeners = sql`
    select 1 from pg_stat_activity where query = 'listen jebo' and datname = current_database()`;
  await expect.poll(async () => (await listeners.execute(database.query)).rows.length).toBe(2);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
    database.query,
  );
  await expect.poll(() => log.length).toBeGreaterThan(0);
  await wait(SECOND);
  await first.request.post('/tips').type('form').send({ message: '글' }).expect(303);
  await smtp.received(1);
  expect(log.every(line => line.includes('a database connection was lost'))).toBe(true);
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
