import { randomInt } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Agent } from 'supertest';
import { expect, inject } from 'vitest';
import type { World } from '../support/world.ts';
import { fieldsOf } from '../web/page.ts';
import { createTold, randomText, type Told } from './told.ts';

/** Pictures, films and sounds of all kinds that are looked into, as telephones write them. */
const FIXTURES = ['.', 'kinds'].map(folder => join(import.meta.dirname, '../fixtures', folder));
const IS_SENT = /\.(3gp|aac|avif|flv|heic|m2ts|m4a|m4v|mkv|mov|mp3|mp4|mpegts|mpg|opus|vob|webm|wma|wmv)$/;

/** More than S3 is sent at once, so that a part of what was begun is with it, and the rest stands beside. */
const BEGUN = inject('files') === 's3' ? 9_000_000 : 500_000;

/**
 * So many tips are told to a desk by its own doors, half of them in Korean, with all that may hang on one. Drafts and receipts
 * apart: they were never kept in the clear.
 */
export async function tellDesk(world: World, tips: number): Promise<{ told: Told; drafts: Told }> {
  const [told, drafts] = [createTold(), createTold()];
  const staff = await world.signIn();
  const files = await filesToSend();
  for (let number = 1; number <= tips; number++) {
    const { body } = await sendTip(world, told, number, files[(number / 6 - 1) % files.length]);
    if (number % 6 === 5) await sendMore(world, told, drafts.text(body.receipt));
    await workOn(staff, { told, drafts }, number);
  }
  await beginUpload(world, told);
  // What readers add in one moment lies a millisecond after it, and what is looked into then.
  world.clock.move(1_000);
  await expect.poll(() => owed(world), { timeout: 240_000 }).toBe(0);
  return { told, drafts };
}

type Sent = { name: string; bytes: Buffer };

async function filesToSend(): Promise<Sent[]> {
  const found: Sent[] = [];
  for (const folder of FIXTURES)
    for (const name of (await readdir(folder)).filter(name => IS_SENT.test(name)))
      found.push({ name, bytes: await readFile(join(folder, name)) });
  const noise = { type: 'gaussian', mean: 120, sigma: 40 } as const;
  const photo = sharp({
    create: { width: 640, height: 480, channels: 3, background: '#456', noise },
  });
  return [
    { name: 'photo.jpg', bytes: await photo.jpeg().toBuffer() },
    { name: 'screen.png', bytes: await photo.resize(100).png().toBuffer() },
    { name: 'notes.txt', bytes: randomText(70_000) },
    ...found,
  ];
}

/** Every sixth has a file. */
async function sendTip(world: World, told: Told, number: number, file: Sent | undefined) {
  const lang = number % 2 === 0 ? 'ko' : 'en';
  const fields = {
    lang,
    message: told.sentence(lang, 30),
    title: told.sentence(lang, 3),
    place: told.word(lang),
    happened_at: told.word(lang),
    article: `https://news.example/${told.word('en')}`,
    name: told.word(lang),
    phone: told.phone(),
    email: `${told.word('en')}@mail.example`,
    chat: told.word('en'),
    consent_contact: 'on',
  };
  const sending = world.request.post('/tips').set('Accept', 'application/json');
  if (file === undefined) return sending.type('form').send(fields).expect(201);
  const name = `${told.word(lang)}${file.name.slice(file.name.lastIndexOf('.'))}`;
  return sending.field(fields).attach('files', told.file(file.bytes), name).expect(201);
}

/** Its reader comes back by the code. */
async function sendMore(world: World, told: Told, receipt: string) {
  const fields = { receipt, message: told.sentence('ko', 10) };
  const file = told.file(randomText(20_000));
  const sending = world.request.post('/tip/messages').field(fields);
  await sending.attach('files', file, `${told.word('ko')}.txt`).expect(303);
}

/** Staff write of every sixth tip, each time something else. */
async function workOn(staff: Agent, { told, drafts }: { told: Told; drafts: Told }, number: number) {
  const post = (path: string, fields: Record<string, string>) =>
    staff
      .post(`/admin/tips/${number}/${path}`)
      .type('form')
      .send({ version: '1', ...fields })
      .expect(303);
  if (number % 6 === 0) await post('notes', { body: told.sentence('ko', 10) });
  if (number % 6 === 1)
    await post('closure', { outcome: 'used', article: `https://news.example/${told.word('en')}` });
  if (number % 6 === 2) await post('hold', { on: 'on', reason: told.sentence('en', 4) });
  if (number % 6 === 3) await keepDraft(staff, drafts, number);
  if (number % 6 === 4) await staff.get(`/admin/tips/${number}`).expect(200);
}

/** Staff answer the first of them that a reader came back to, and begin an answer to the next; no older version beside gets to see either. */
export async function answerReaders(world: World, told: Told): Promise<void> {
  const staff = await world.signIn();
  const page = await staff.get('/admin/tips/5').expect(200);
  const answer = { ...fieldsOf(page.text), side: 'to-reader', messages_body: told.sentence('ko', 10) };
  await staff
    .post('/admin/tips/5/messages')
    .field(answer)
    .attach('messages_files', told.file(randomText(20_000)), `${told.word('ko')}.txt`)
    .expect(303);
  await keepDraft(staff, told, 11);
  world.clock.move(60_000);
  const kind = 'show answer';
  const shown = () => world.database.query.selectFrom('outbox').select('state').where('kind', '=', kind);
  await expect.poll(() => shown().execute(), { timeout: 60_000 }).toEqual([{ state: 'done' }]);
}

/** Staff write calls down, one of them about a tip that is there, and begin another; older versions know no calls. */
export async function writeCalls(world: World, told: Told): Promise<void> {
  const staff = await world.signIn();
  const call = () => {
    const began = world.clock() - randomInt(1_000_000, 9_000_000);
    told.text(String(began));
    return {
      ...{ note: told.sentence('ko', 10), number: told.phone(), place: told.word('ko') },
      ...{
        happened_at: told.word('en'),
        consent: told.sentence('ko', 3),
        consent_contact: 'on',
        told: 'yes',
      },
      started: told.text(new Date(began).toISOString()),
    };
  };
  for (const tip of ['', '5'])
    await staff
      .post('/admin/calls')
      .field({ ...call(), tip })
      .attach('recording', told.file(randomText(20_000)), `${told.word('ko')}.txt`)
      .expect(303);
  const { note, number, started } = call();
  await staff.post('/admin/calls/drafts').type('form').send({ note, number, started }).expect(303);
  await staff.post('/admin/calls/earlier').type('form').send({ number }).expect(200);
  world.clock.move(60_000);
  await expect.poll(() => owed(world), { timeout: 60_000 }).toBe(0);
}

/** What a browser keeps of a note and of an answer that are not sent. */
async function keepDraft(staff: Agent, told: Told, number: number) {
  const page = await staff.get(`/admin/tips/${number}`).expect(200);
  const [body, answer] = [told.sentence('ko', 10), told.sentence('ko', 10)];
  const typed = { ...fieldsOf(page.text), body, messages_body: answer };
  await staff.post(`/admin/tips/${number}/drafts`).type('form').send(typed).expect(303);
}

/** All but the end of a file, which its sender may still send. */
async function beginUpload(world: World, told: Told) {
  const tus = { 'Tus-Resumable': '1.0.0' };
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const name = `${told.word('ko')}.txt`;
  const { headers } = await world.request
    .post('/uploads')
    .set({ ...tus, 'Upload-Length': String(BEGUN + 1) })
    .set('Upload-Metadata', `filename ${base64(name)},filetype ${base64('text/plain')}`)
    .expect(201);
  await world.request
    .patch(String(headers['location']))
    .set({ ...tus, 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': '0' })
    .send(Buffer.alloc(BEGUN, told.file(randomText(49_152))))
    .expect(204);
}

async function owed({ database }: World): Promise<number> {
  const { query } = database;
  const kinds = ['tip mail', 'inspect file'];
  const rows = await query
    .selectFrom('outbox')
    .select('id')
    .where('state', '=', 'owed')
    .where('kind', 'in', kinds)
    .execute();
  return rows.length;
}
