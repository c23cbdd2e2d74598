import { expect, test } from 'vitest';
import { sentFilesOf } from '../../../src/web/reader/sent-files.ts';
import { createWorld } from '../../support/world.ts';
import { fieldsOf, textOf } from '../page.ts';

test('without script, the receipt names the files that did not come the second time', async () => {
  const { request } = await createWorld({ settings: { UPLOAD_FILE_LIMIT: '1kb' } });
  const refused = await request
    .post('/tips')
    .field({ message: '글', lang: 'en' })
    .attach('files', Buffer.alloc(2_000), 'long.mp4')
    .attach('files', Buffer.alloc(10), 'small.jpg')
    .expect(422);
  const form = fieldsOf(refused.text);
  expect(form['left_out']).toEqual(['long.mp4', 'small.jpg']);

  const { stamp: _, ...fields } = form;
  const posted = await request
    .post('/tips')
    .field(fields)
    .attach('files', Buffer.alloc(10), 'small.jpg')
    .expect(303);
  const cookie = String(posted.headers['set-cookie']);
  const page = textOf((await request.get('/sent').set('Cookie', cookie)).text);
  expect(page).toMatch(/Files that arrived1small.jpg/);
  expect(page).toMatch(/Files that did not arrive1long.mp4/);
  expect(page).toContain('press “See your tip” below and add them there');
  const saved = (await request.get('/sent/receipt.txt').set('Cookie', cookie)).text;
  expect(saved).toContain('Files that did not arrive: 1\r\n- long.mp4\r\n');
});

test('files that were chosen when the language changed are named too, if they do not come', async () => {
  const { request } = await createWorld();
  const switched = await request
    .post('/tips')
    .type('form')
    .send({ message: '글', lang: 'ko', switch_to: 'en', files: '연기.jpg' });
  const { stamp: _, ...fields } = fieldsOf(switched.text);
  const posted = await request.post('/tips').type('form').send(fields).expect(303);
  const sent = await request.get('/sent').set('Cookie', String(posted.headers['set-cookie']));
  expect(textOf(sent.text)).toMatch(/did not arrive1연기.jpg/);
});

test('the script’s page of the receipt names them as well', async () => {
  const { request } = await createWorld();
  const { body } = await request
    .post('/tips')
    .set({ Accept: 'application/json', Prefer: 'return=representation' })
    .field({ message: '글', lang: 'en', left_out: 'later.mp4' })
    .attach('files', Buffer.from('x'), 'now.jpg')
    .expect(201);
  expect(textOf(body.page)).toMatch(/Files that arrived1now.jpg.*did not arrive1later.mp4/s);
});

test('many long names fit the cookie, and how many more there are is said', async () => {
  const { request } = await createWorld();
  const post = request.post('/tips').field({ message: '글', lang: 'en' });
  for (let count = 0; count < 10; count++)
    post.attach('files', Buffer.from('x'), `${count}${'가'.repeat(200)}.hwp`);
  for (let count = 0; count < 40; count++) post.field('left_out', `${count}${'나'.repeat(200)}.hwp`);
  const cookie = String((await post.expect(303)).headers['set-cookie']);
  expect(cookie.length).toBeLessThan(4_096);
  const page = textOf((await request.get('/sent').set('Cookie', cookie)).text);
  expect(page).toMatch(/Files that arrived10.*0가가가+…가+\.hwp.*and \d+ more/s);
  expect(page).toMatch(/Files that did not arrive40.*0나+…나+\.hwp.*and \d+ more/s);
});

test('a name that arrived is not missing, however often it was chosen', () => {
  expect(sentFilesOf(['a.jpg'], ['a.jpg', 'b.jpg', 'b.jpg'])).toEqual({
    files: 1,
    fileNames: ['a.jpg'],
    missing: 1,
    missingNames: ['b.jpg'],
  });
});
