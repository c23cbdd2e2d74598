import { expect, test } from 'vitest';
import { createWorld } from '../../support/world.ts';
import { textOf } from '../page.ts';

const written = '900101-1234567';
const masked = '900101-*******';

/** A tip with a number in every text that a reader may write, and in a file's name. */
async function deskWithNumbers() {
  const world = await createWorld();
  const { body } = await world.request
    .post('/tips')
    .accept('json')
    .field('message', `주민번호는 ${written}이래요. 또 １９９００１０１ － １２３４５６７`)
    .field('title', `제목 ${written}`)
    .field('place', `곳 ${written}`)
    .field('happened_at', `때 ${written}`)
    .field('name', `이름 ${written}`)
    .field('chat', `아이디 ${written}`)
    .field('consent_contact', 'on')
    .attach('files', Buffer.from('x'), `${written}.txt`)
    .expect(201);
  const staff = await world.signIn();
  return { world, staff, path: `/admin/tips/${body.number}` };
}

test('The last seven digits are masked in the list, the page, the mail and the names of files', async () => {
  const { world, staff, path } = await deskWithNumbers();
  await staff
    .post(`${path}/notes`)
    .type('form')
    .send({ body: `확인함 ${written}` })
    .expect(303);
  const list = (await staff.get('/admin').expect(200)).text;
  const page = (await staff.get(path).expect(200)).text;
  const [sent] = await world.mails(1);
  const names = sent?.parsed.attachments.map(({ filename }) => filename);
  const mail = [sent?.parsed.subject, sent?.parsed.text, sent?.parsed.html, names].join('\n');
  const zip = (await staff.get(`${path}/files.zip`).responseType('blob').expect(200)).body.toString('latin1');
  for (const shown of [list, page, mail, zip]) {
    expect(shown).toContain('900101-');
    expect(shown).not.toMatch(/1234567|１２３４５６７/u);
  }
  expect(page.split(masked).length - 1).toBeGreaterThanOrEqual(8);
});

test('One press shows them, and stands in the history', async () => {
  const { staff, path } = await deskWithNumbers();
  expect((await staff.get(path).expect(200)).text).toContain(`action="${path}/resident-numbers"`);
  const shown = (await staff.post(`${path}/resident-numbers`).expect(200)).text;
  expect(shown.split(written).length - 1).toBeGreaterThanOrEqual(7);
  expect(textOf(shown)).toContain('주민등록번호를 봄');
  expect((await staff.get(path).expect(200)).text).not.toContain(written);
});

test('A tip without any offers nothing to show, and notes nothing', async () => {
  const world = await createWorld();
  await world.request.post('/tips').type('form').send({ message: '계좌 110-234-567812' }).expect(303);
  const staff = await world.signIn();
  const { text } = await staff.post('/admin/tips/1/resident-numbers').expect(200);
  expect(text).not.toContain('resident-numbers"');
  expect(textOf(text)).not.toContain('주민등록번호를 봄');
});

test('Who is not signed in is shown none of it', async () => {
  const { world, path } = await deskWithNumbers();
  const answer = await world.request.post(`${path}/resident-numbers`).expect(303);
  expect(answer.headers['location']).toMatch(/^\/admin\/login/);
});
