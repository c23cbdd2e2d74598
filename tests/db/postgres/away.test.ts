import { expect, inject, test } from 'vitest';
import { createSignOfLife } from '../../../src/db/versions/sign-of-life.ts';
import { createLog } from '../../../src/log.ts';
import { whenDone } from '../../support/cleanup.ts';
import { freshSettings } from '../../support/databases.ts';
import { runOn } from '../../support/postgres.ts';
import { waitFor, waitUntil } from '../../support/wait-for.ts';
import { createWorld, type World } from '../../support/world.ts';
import { textOf } from '../../web/page.ts';

/** A desk whose own role is the database's owner. */
async function deskOfRole() {
  const settings = await freshSettings({ migrated: false });
  const owner = settings.engine === 'postgres' ? settings.url : '';
  const role = `jebo_${crypto.randomUUID().slice(0, 8)}`;
  const database = new URL(owner).pathname.slice(1);
  await runOn(owner, `create role ${role} login password 'secret' connection limit 50`);
  await runOn(owner, `alter database ${database} owner to ${role}`);
  await runOn(owner, `alter schema public owner to ${role}`);
  const url = new URL(owner);
  [url.username, url.password] = [role, 'secret'];
  // Its database goes last.
  whenDone(async () => {
    await runOn(owner, `reassign owned by ${role} to current_user; drop owned by ${role}`);
    await runOn(inject('postgres').url, `drop role ${role}`);
  });
  const world = await createWorld({ settings: { DATABASE_URL: url.href } });
  // Until they are gone: the desk would else meet one on its way out, and say that the database is away.
  const end = () =>
    runOn(owner, 'select pg_terminate_backend(pid, 10000) from pg_stat_activity where usename = $1', [role]);
  return { world, owner, role, database, end, url: url.href };
}

const send = ({ request }: World, message: string) =>
  request.post('/tips').accept('html').type('form').set('Accept-Language', 'ko').send({ message });

test('twenty tips at once with a role of four connections are all taken', async () => {
  const { world, owner, role, end } = await deskOfRole();
  await runOn(owner, `alter role ${role} connection limit 4`);
  await end();
  await waitFor(() => world.request.get('/healthz').expect(200));
  const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => send(world, `글 ${at}`)));
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(303));
});

test('where no connection can be had, a tip is 503 with all that was typed, and one line is logged', async () => {
  const { world, owner, role, end } = await deskOfRole();
  const staff = await world.signIn();
  await runOn(owner, `alter role ${role} connection limit 0`);
  await end();
  const refused = await Promise.all([send(world, '쓰던 글'), send(world, '쓰던 글')]);
  for (const { status, headers, text } of refused) {
    expect(status).toBe(503);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(text).toContain('쓰던 글</textarea>');
    expect(textOf(text)).toContain('급하면 이 페이지에 있는 다른 방법');
  }
  await world.request.get('/healthz').expect(503);
  await runOn(owner, `alter role ${role} connection limit 50`);
  await send(world, '다시 온 글').expect(303);
  await world.request.get('/healthz').expect(200);
  expect(textOf((await staff.get('/admin').expect(200)).text)).toContain('남는 연결이 없어서');
  expect(
    world.log.filter(line => line.includes('the database cannot be used') && line.includes('"full"')),
  ).toHaveLength(1);
});

test('a database that can only be read is told to readers, to its operator and in the list', async () => {
  const { world, owner, role, end } = await deskOfRole();
  const staff = await world.signIn();
  world.clock.move(10 * 60_000);
  await runOn(owner, `alter role ${role} set default_transaction_read_only = on`);
  await end();
  const refused = await send(world, '쓰던 글').expect(503);
  expect(refused.text).toContain('쓰던 글</textarea>');
  await world.request.get('/healthz').expect(503);
  expect(textOf((await staff.get('/admin').expect(200)).text)).toContain('읽기 전용');
  const life = createSignOfLife({ database: world.database, log: createLog(() => {}) });
  await expect(life.confirm()).resolves.toBeUndefined();
  await runOn(owner, `alter role ${role} reset default_transaction_read_only`);
  await end();
  await send(world, '글').expect(303);
  await world.request.get('/healthz').expect(200);
});

test.each(['tips', 'events', 'outbox'])(
  'missing rights to %s make the desk unwell, and no reader is told a fault',
  async table => {
    const { world, owner, role } = await deskOfRole();
    const staff = await world.signIn();
    await runOn(owner, `revoke insert on ${table} from ${role}`);
    await world.request.get('/healthz').expect(503);
    expect((await send(world, '쓰던 글').expect(503)).text).toContain('쓰던 글</textarea>');
    expect(textOf((await staff.get('/admin').expect(200)).text)).toContain('권한이 없어서');
    await runOn(owner, `grant insert on ${table} to ${role}`);
    await world.request.get('/healthz').expect(200);
  },
);

test('a form that names uploads comes back too, and uploads are told to come again', async () => {
  const { world, owner, role, end } = await deskOfRole();
  await runOn(owner, `alter role ${role} nologin`);
  await end();
  const { status, text } = await world.request
    .post('/tips')
    .type('form')
    .send({ message: '쓰던 글', uploads: `/uploads/${'0'.repeat(32)}` });
  expect([status, text.includes('쓰던 글</textarea>')]).toEqual([503, true]);
  const begun = await world.request.post('/uploads').set({ 'Tus-Resumable': '1.0.0', 'Upload-Length': '5' });
  expect([begun.status, begun.headers['retry-after'] !== undefined]).toEqual([503, true]);
  await world.request.get('/admin').set('Cookie', 'jebo=x').expect(503);
  await runOn(owner, `alter role ${role} login`);
});

test('an operator who ends idle sessions finds no line of it in the log', async () => {
  const { world, owner, database, role, end } = await deskOfRole();
  await runOn(owner, `alter database ${database} set idle_session_timeout = '200ms'`);
  await end();
  await waitFor(() => world.request.get('/healthz').expect(200));
  const before = world.log.length;
  const longIdle = `select 1 from pg_stat_activity
    where usename = '${role}' and state = 'idle' and now() - state_change > interval '1 second'`;
  await waitUntil(async () => (await runOn(owner, longIdle)).length > 0);
  expect(world.log.slice(before)).toEqual([]);
});
