import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UNDO_FOR } from '../../../../src/tips/said.ts';
import { htmlFaults } from '../../../support/html.ts';
import type { World } from '../../../support/world.ts';
import { fieldsOf, textOf } from '../../page.ts';
import { createTalkWorld, enter, seenByStaff } from '../../reader/talk/talk-world.ts';

const CONSENT = Buffer.from('이용 동의서');

/** A desk with a tip that its reader has open too, and an answer with files as its page or another program sends it. */
async function createDesk(settings = {}) {
  const talk = await createTalkWorld({}, settings);
  const { world, reader } = talk;
  const staff = await world.signIn();
  const page = async () => (await staff.get('/admin/tips/1').expect(200)).text;
  const send = async (fields: Record<string, string>, files: Record<string, Buffer>) => {
    const sent = { ...fieldsOf(await page()), side: 'to-reader', ...fields };
    const post = staff.post('/admin/tips/1/messages');
    for (const [name, value] of Object.entries(sent)) void post.field(name, value);
    for (const [name, bytes] of Object.entries(files)) void post.attach('messages_files', bytes, name);
    return post;
  };
  return {
    ...{ ...talk, staff, page, send },
    show: async () => {
      world.clock.move(UNDO_FOR);
      await staff.post('/admin/mail/retry').type('form').expect(303);
      await expect.poll(async () => (await seenByStaff(world)).messages[1].fate).toBe('sent');
    },
    link: async () =>
      /href="(\/tip\/files\/[0-9a-f]{32})"/.exec((await reader.get('/tip?lang=ko').expect(200)).text)?.[1],
  };
}

/** How many files the disk has, whole or on their way. */
async function kept({ dataDir }: World): Promise<number> {
  const all = await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true });
  return all.filter(entry => entry.isFile()).length;
}

test('A file goes with an answer, and whoever has the receipt open saves it from their page', async () => {
  const { world, receipt, reader, send, show, link, page } = await createDesk();
  expect((await send({ messages_body: '동의서예요' }, { '동의서.pdf': CONSENT })).status).toBe(303);
  const html = await page();
  expect(textOf(html)).toMatch(/내려받기 동의서\.pdf.*되돌리면 파일은 다시 골라야 해요/s);
  expect(await htmlFaults(html)).toEqual([]);
  expect(await link()).toBeUndefined();
  await show();
  const url = (await link()) ?? '';
  const saved = await reader.get(url).responseType('blob').expect(200);
  expect(saved.body).toEqual(CONSENT);
  expect(saved.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  });
  expect(saved.headers['content-disposition']).toMatch(/^attachment/);
  expect(saved.headers['cache-control']).toContain('no-store');
  expect(await htmlFaults((await reader.get('/tip?lang=ko')).text)).toEqual([]);
  await world.request.get(url).expect(403);
  const other = await world.request.post('/tips').accept('json').type('form').send({ message: '다른 제보' });
  await (await enter(world, other.body.receipt)).get(url).expect(404);
  const [, { id }] = (await seenByStaff(world)).messages;
  await reader.post(`/tip/messages/${id}/removal`).type('form').send({ tip: 1, lang: 'ko' }).expect(303);
  await (await enter(world, receipt)).get(url).expect(404);
});

test('What is not sent leaves no file behind, and says that it is to be chosen again', async () => {
  const { world, send } = await createDesk({ UPLOAD_FILE_COUNT: '1' });
  const empty = await send({ messages_body: ' ' }, { '동의서.pdf': CONSENT });
  expect([empty.status, textOf(empty.text).includes('다시 골라 주세요')]).toEqual([422, true]);
  const many = await send({ messages_body: '두 개예요' }, { 'a.pdf': CONSENT, 'b.pdf': CONSENT });
  expect([many.status, fieldsOf(many.text)['messages_body']]).toEqual([422, '두 개예요']);
  expect(many.text).toContain('id="messages_files-fault"');
  expect(await htmlFaults(many.text)).toEqual([]);
  const late = await send({ messages_body: '늦었어요', messages_seen: 'x' }, { '동의서.pdf': CONSENT });
  expect([late.status, textOf(late.text).includes('고른 파일은 보내지 않았어요')]).toEqual([409, true]);
  expect((await seenByStaff(world)).messages).toHaveLength(1);
  expect(await kept(world)).toBe(0);
});

test('Nobody who is not signed in brings a file to the disk by an answer', async () => {
  const { world } = await createDesk();
  const post = world.request.post('/admin/tips/1/messages').accept('json');
  await post.field('body', '답').attach('files', CONSENT, '동의서.pdf').expect(401);
  expect(await kept(world)).toBe(0);
});

test('A program sends files with an answer, and is told of them apart from the reader’s own', async () => {
  const { world, staff } = await createDesk();
  const { version, messages } = await seenByStaff(world);
  const post = staff.post('/admin/tips/1/messages').accept('json');
  void post.field({ version, seen: messages[0].id, body: '동의서예요' });
  const { body } = await post.attach('files', CONSENT, '동의서.pdf').expect(200);
  const seen = await seenByStaff(world);
  expect(seen).toMatchObject({ files: [], sent_files: [{ name: '동의서.pdf', size: CONSENT.length }] });
  expect(seen.messages[1]).toMatchObject({ id: body.message, files: [seen.sent_files[0].id] });
  await staff.get(`/admin/tips/1/files/${seen.sent_files[0].id}`).expect(200);
  await staff.get('/admin/tips/1/files.zip').expect(404);
});
