import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { STEP_NAMES } from '../../../src/tips/states.ts';
import {
  backUpInto,
  databaseOf,
  emptyPlace,
  filesIn,
  restoreFrom,
  rowsIn,
} from '../../backup/backup-world.ts';
import { htmlFaults } from '../../support/html.ts';
import { giveFile, sendTip } from '../../support/kept-file.ts';
import type { Settings } from '../../support/settings.ts';
import { createWorld, type World } from '../../support/world.ts';
import { readZip } from '../../support/zip-reader.ts';
import { textOf } from '../page.ts';

const LANGUAGES = [
  ['ko', '알 수 없음'],
  ['en', 'unknown'],
] as const;

const OF_ROW = ['telex', 'pigeon', 'parked'];
const OF_TIP = [...OF_ROW, 'xx', 'maybe', 'framed', 'suspicious', 'cropped', 'postponed'];

/** As a newer version leaves them on the same database: a tip full of words that this one does not know, and a plain one. */
async function withUnknownWords(settings: Settings = {}) {
  const world = await createWorld({ settings });
  const staff = await world.signIn();
  world.smtp.refuse('CONNECT', 421);
  const contact = { email: 'a@example.kr', reply_by: 'email', consent_contact: 'on', age_14: 'yes' };
  await sendTip(world, { message: '새 판이 적은 제보', ...contact });
  await giveFile(world, 1, { name: '사진.jpg', found: { type: 'image/jpeg' }, verdict: 'clean' });
  await sendTip(world, { message: '이 판이 적은 제보' });
  // Tried once in vain: no attempt is on its way that has read the words of before.
  const tried = world.database.query.selectFrom('outbox').select('id').where('last_error', 'is not', null);
  await expect.poll(async () => (await tried.execute()).length).toBe(2);
  await plantUnknownWords(world);
  return { world, staff };
}

async function plantUnknownWords({ database, clock }: World) {
  await database.write(async trx => {
    const tip = { channel: 'telex', lang: 'xx', state: 'parked', age_14: 'maybe' };
    await trx.updateTable('tips').set(tip).where('number', '=', 1).execute();
    await trx.updateTable('contacts').set({ way: 'pigeon' }).where('tip', '=', 1).execute();
    await trx.insertInto('events').values({ tip: 1, kind: 'framed', staff_id: null, at: clock() }).execute();
    await trx.updateTable('scans').set({ verdict: 'suspicious' }).execute();
    // Of what a file tells, a newer version may say more, or say it otherwise.
    const details = JSON.stringify({ width: 40, height: 30, device: { maker: 'X' }, place: 'here', lens: 1 });
    await trx.updateTable('inspections').set({ shortfall: 'cropped', details }).execute();
  });
}

const plantUnknownFate = ({ database }: World) =>
  sql`update outbox set state = 'postponed' where kind = 'tip mail' and subject = '1'`.execute(
    database.query,
  );

test.each(LANGUAGES)(
  'in %s, the list shows words that it does not know as they stand',
  async (lang, unknown) => {
    const { staff } = await withUnknownWords();
    const { text } = await staff.get(`/admin?view=all&lang=${lang}`).expect(200);
    expect(textOf(text)).toContain('이 판이 적은 제보');
    for (const word of OF_ROW) {
      expect(textOf(text)).toContain(`${unknown}: ${word}`);
      expect(text).toContain(`<bdi>${word}</bdi>`);
    }
    expect(await htmlFaults(text)).toEqual([]);
    const found = await staff.get(`/admin?${new URLSearchParams({ view: 'all', q: '새 판' })}`).expect(200);
    expect(textOf(found.text)).toContain(`${unknown}: parked`);
  },
);

test.each(LANGUAGES)('in %s, a tip’s page shows words that it does not know', async (lang, unknown) => {
  const { world, staff } = await withUnknownWords();
  await plantUnknownFate(world);
  const { text } = await staff.get(`/admin/tips/1?lang=${lang}`).expect(200);
  for (const word of OF_TIP) {
    expect(textOf(text)).toContain(`${unknown}: ${word}`);
    expect(text).toContain(`<bdi>${word}</bdi>`);
  }
  expect(text).toContain('40 × 30');
  expect(text).toContain('/admin/tips/1/notes');
  expect(text).toContain('/admin/tips/1/forgetting');
  for (const step of STEP_NAMES) expect(text).not.toContain(`/admin/tips/1/${step}`);
  expect(await htmlFaults(text)).toEqual([]);
});

test.each(LANGUAGES)('in %s, no step is taken from a state that is not known', async (lang, unknown) => {
  const { world, staff } = await withUnknownWords();
  for (const step of STEP_NAMES) {
    const { text } = await staff
      .post(`/admin/tips/1/${step}?lang=${lang}`)
      .type('form')
      .send({ version: '1' })
      .expect(409);
    expect(textOf(text)).toContain(`: ${unknown}: parked`);
    // The answer of a change has no address of its own to be read at in another language.
    expect(text).toContain(`href="/admin/tips/1?lang=${lang === 'ko' ? 'en' : 'ko'}"`);
  }
  const { query } = world.database;
  const tip = query.selectFrom('tips').select(['state', 'version']).where('number', '=', 1);
  expect(await tip.execute()).toEqual([{ state: 'parked', version: 1 }]);
});

test.each(LANGUAGES)(
  'in %s, the mail of a tip with words that are not known arrives',
  async (lang, unknown) => {
    const { world, staff } = await withUnknownWords({ NEWSROOM_LANG: lang });
    await world.database.write(trx =>
      trx.updateTable('tips').set({ channel: 'telex\r\nX-Evil: yes' }).where('number', '=', 1).execute(),
    );
    world.smtp.behave();
    await staff.post('/admin/mail/retry').expect(303);
    const mails = await world.mails(2);
    const mail = mails.find(({ parsed }) => parsed.headers.get('x-jebo-tip') === '1');
    expect(mail?.parsed.headers.get('x-jebo-channel')).toBe('telex X-Evil: yes');
    expect(mail?.parsed.headers.get('x-evil')).toBeUndefined();
    for (const word of ['telex X-Evil: yes', 'pigeon', 'maybe', 'suspicious'])
      expect(mail?.parsed.text).toContain(`${unknown}: ${word}`);
    expect(mail?.parsed.attachments).toEqual([]);
  },
);

test.each(LANGUAGES)(
  'in %s, a file’s unknown verdict stands in the list beside it',
  async (lang, unknown) => {
    const { world, staff } = await withUnknownWords();
    await staff.get(`/admin?lang=${lang}`);
    const { body } = await staff.get('/admin/tips/1/files.zip').buffer(true).parse(inBytes).expect(200);
    const [file] = await world.database.query.selectFrom('files').select('id').execute();
    await staff.get(`/admin/tips/1/files/${file?.id}`).expect(200);
    const manifest = readZip(body).find(({ name }) => name === 'manifest.txt');
    expect(String(manifest?.bytes)).toContain(`${unknown}: suspicious`);
  },
);

test('a tip with words that are not known is backed up and restored as it is', async () => {
  const { world } = await withUnknownWords();
  const place = await emptyPlace();
  await restoreFrom(await backUpInto(world.config), place);
  const { tips, contacts, scans, inspections } = await rowsIn(await databaseOf(place));
  expect(tips).toMatchObject([{ state: 'parked', channel: 'telex', lang: 'xx' }, { state: 'new' }]);
  expect([contacts, scans, inspections]).toMatchObject([
    [{ way: 'pigeon' }],
    [{ verdict: 'suspicious' }],
    [{ shortfall: 'cropped' }],
  ]);
  expect(await filesIn(place)).toEqual(await filesIn(world.config));
});

test('a tip with words that are not known takes a note and is forgotten', async () => {
  const { world, staff } = await withUnknownWords();
  await staff.post('/admin/tips/1/notes').type('form').send({ body: '메모' }).expect(303);
  const forgotten = { version: '1', confirmed: 'on' };
  await staff.post('/admin/tips/1/forgetting').type('form').send(forgotten).expect(303);
  for (const path of ['/admin', '/admin/tips/1']) await staff.get(path).expect(200);
  const left = await world.database.query.selectFrom('contacts').select('id').execute();
  expect(left).toEqual([]);
});

function inBytes(response: NodeJS.EventEmitter, done: (error: null, bytes: Buffer) => void): void {
  const chunks: Uint8Array[] = [];
  response.on('data', (chunk: Uint8Array) => void chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
}
