import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MINUTE } from '../../support/clock.ts';
import { createWorld } from '../../support/world.ts';

const TOKEN = 'a token for the tests of metrics';
const settings = { METRICS_TOKEN: TOKEN };

/** The value of each sample, by its name and labels. */
const samplesIn = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/^([^#].*) (\S+)$/gm)].map(([, sample, value]) => [sample, Number(value)]),
  );

test('without the setting there is no such page, and with it only for who brings the token', async () => {
  const closed = await createWorld();
  expect((await closed.request.get('/metrics').auth(TOKEN, { type: 'bearer' })).status).toBe(404);

  const open = await createWorld({ settings });
  for (const wrong of ['', 'Bearer ', `Bearer ${TOKEN}x`, TOKEN, `Basic ${TOKEN}`]) {
    const answer = await open.request.get('/metrics').set('Authorization', wrong);
    expect([answer.status, answer.headers['www-authenticate']]).toEqual([401, 'Bearer']);
    expect(answer.text).not.toContain('jebo_');
  }
  const answer = await open.request.get('/metrics').auth(TOKEN, { type: 'bearer' });
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
});

test('what happened is counted: tips, refusals, bytes, requests by pattern, what is owed, and the rest has values', async () => {
  const { request, smtp, clock, signIn } = await createWorld({ settings });
  await smtp.goDown();
  for (let i = 0; i < 2; i++)
    await request
      .post('/tips')
      .field('message', '글')
      .attach('files', Buffer.alloc(1_000), 'a.bin')
      .expect(303);
  await request.post('/tips').type('form').send({ message: '' }).expect(422);
  const staff = await signIn();
  await staff.get('/admin/tips/1').expect(200);
  await request.get('/unmistakable-path').expect(404);
  await request.get('/admin/setup/unmistakable-token');
  clock.move(10 * MINUTE);

  const { text } = await request.get('/metrics').auth(TOKEN, { type: 'bearer' });
  const samples = samplesIn(text);
  expect(samples).toMatchObject({
    'jebo_tips_total{channel="form"}': 2,
    'jebo_refusals_total{method="POST",route="/tips",status="422"}': 1,
    'jebo_refusals_total{method="GET",route="none",status="404"}': 1,
    jebo_upload_bytes_total: 2_000,
    'jebo_request_seconds_count{method="POST",route="/tips"}': 3,
    'jebo_request_seconds_bucket{method="POST",route="/tips",le="+Inf"}': 3,
    'jebo_request_seconds_count{method="GET",route="/admin/tips/:number"}': 1,
    'jebo_outbox_depth{kind="tip mail",state="owed"}': 2,
    'jebo_outbox_oldest_seconds{kind="tip mail",state="owed"}': 600,
    jebo_database_up: 1,
  });
  expect(samples['jebo_database_write_seconds_count']).toBeGreaterThan(0);
  expect(samples['jebo_memory_resident_bytes']).toBeGreaterThan(1e6);
  expect(samples['jebo_disk_free_bytes']).toBeGreaterThan(0);
  expect(text).toMatch(/jebo_database_bytes\{engine="(sqlite|postgres)"\} [1-9]\d+\n/);
  expect(text).not.toMatch(/unmistakable|NaN|undefined|127\.0\.0\.1|newsroom\.example/);
  expect(text).toMatch(/^(# (HELP|TYPE) \w+ .+\n|\w+(\{(\w+="[^"]*",?)+\})? [\d.e+-]+\n)+$/);
});

test('a text that does not open is counted once, and so is what an older version has left in plain', async () => {
  const { request, database, signIn } = await createWorld({ settings });
  await request.post('/tips').type('form').send({ message: '글' }).expect(303);
  await request.post('/tips').type('form').send({ message: '다른 글' }).expect(303);
  const counted = async () => samplesIn((await request.get('/metrics').auth(TOKEN, { type: 'bearer' })).text);
  expect(await counted()).toMatchObject({ 'jebo_plain{kind="tip"}': 0, 'jebo_plain{kind="file"}': 0 });
  await database.write(async trx => {
    await trx.updateTable('messages').set({ sealed: 'damaged' }).where('tip', '=', 1).execute();
    await trx.updateTable('tips').set({ headline: '제목' }).where('number', '=', 2).execute();
  });
  const staff = await signIn();
  for (let time = 0; time < 2; time++) await staff.get('/admin/tips/1').expect(200);
  const samples = await counted();
  expect(samples).toMatchObject({ 'jebo_plain{kind="tip"}': 1 });
  expect(samples['jebo_unopened_total{kind="text"}']).toBe(1);
  expect((await request.get('/healthz')).text).toMatch(/^ok\ndid not open since the start: [1-9]/);
});

test('the papers name every metric, and none that is not there', async () => {
  const { request } = await createWorld({ settings });
  const { text } = await request.get('/metrics').auth(TOKEN, { type: 'bearer' });
  const told = [...text.matchAll(/^# TYPE (\w+)/gm)].map(match => match[1]);
  const paper = await readFile(join(import.meta.dirname, '../../../docs/metrics.md'), 'utf8');
  expect([...paper.matchAll(/^\| `(\w+)`/gm)].map(match => match[1])).toEqual(told);
});

test('a request that fails on our side bears in its header the id that the log knows, with the route’s pattern', async () => {
  const { request, log, signIn, database } = await createWorld();
  const staff = await signIn();
  await database.write(trx => trx.schema.alterTable('notes').renameTo('notes_away').execute());
  await request.post('/tips').type('form').send({ message: '글' }).expect(303);
  const answer = await staff.get('/admin/tips/1');
  await database.write(trx => trx.schema.alterTable('notes_away').renameTo('notes').execute());
  expect(answer.status).toBe(500);
  const id = answer.headers['x-request-id'] ?? 'none';
  const line = log.find(one => one.includes(id));
  expect(JSON.parse(line ?? '{}')).toMatchObject({ id, route: '/admin/tips/:number' });
  expect((await request.get('/')).headers['x-request-id']).toBeUndefined();
});
