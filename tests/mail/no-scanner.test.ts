import { expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { createWorld } from '../support/world.ts';

test('Once there is no scanner any more, no file and no mail waits for one', async () => {
  // Nobody listens there.
  const clamdUrl = `tcp://127.0.0.1:${await freePort()}`;
  const world = await createWorld({ settings: { CLAMD_URL: clamdUrl, MAIL_ATTACH: 'all' } });
  await world.request
    .post('/tips')
    .field('message', '파일을 보내요')
    .attach('files', Buffer.from('A quiet day.'), '사진.jpg')
    .expect(303);
  const { query } = world.database;
  await expect
    .poll(() => query.selectFrom('outbox').select('last_error').where('kind', '=', 'scan file').execute())
    .toEqual([{ last_error: 'ECONNREFUSED' }]);
  expect(await world.mails()).toEqual([]);

  Object.assign(world.config, { clamdUrl: null });
  await world.restart();

  const [mail] = await world.mails(1);
  expect(mail?.parsed.attachments.map(({ filename }) => filename)).toEqual(['사진.jpg']);
  expect(await query.selectFrom('scans').selectAll().execute()).toEqual([]);
  const jobs = await query.selectFrom('outbox').select('state').where('kind', '=', 'scan file').execute();
  expect(jobs).toEqual([{ state: 'dropped' }]);
});
