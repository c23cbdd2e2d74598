import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UNDO_FOR } from '../../../../src/tips/said.ts';
import type { World } from '../../../support/world.ts';
import { fieldsOf } from '../../page.ts';
import { createTalkWorld, seenByStaff } from '../../reader/talk/talk-world.ts';

const BYTES = Buffer.from('<script>alert(1)</script>');

/** How many files the disk has, whole or on their way. */
async function kept({ dataDir }: World): Promise<number> {
  const all = await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true });
  return all.filter(entry => entry.isFile()).length;
}

test.each(['1', '99'])(
  'A file for tip %s, which its sender may not see, finds no tip and no disk',
  async tip => {
    const { world } = await createTalkWorld();
    const staff = await world.signIn();
    const page = fieldsOf((await staff.get('/admin/tips/1').expect(200)).text);
    await world.database.write(trx => trx.updateTable('staff').set({ role: 'reporter' }).execute());
    const url = `/admin/tips/${tip}/messages`;
    const program = staff.post(url).accept('json').field({ version: 1, body: '답', seen: 'x' });
    await program.attach('files', BYTES, '동의서.pdf').expect(404);
    const post = staff.post(url);
    for (const [name, value] of Object.entries(page)) void post.field(name, value);
    await post.attach('messages_files', BYTES, '동의서.pdf').expect(404);
    expect(await kept(world)).toBe(0);
  },
);

test('A file that another site has a browser send along is dropped', async () => {
  const { world } = await createTalkWorld();
  const staff = await world.signIn();
  const post = staff.post('/admin/tips/1/messages').set('Sec-Fetch-Site', 'cross-site');
  await post.field({ version: 1, body: '답', seen: 'x' }).attach('files', BYTES, '동의서.pdf').expect(403);
  expect(await kept(world)).toBe(0);
});

test('A file for a reader whose talk is over is dropped, and the answer is kept as typed', async () => {
  const { world, reader } = await createTalkWorld();
  const staff = await world.signIn();
  const page = fieldsOf((await staff.get('/admin/tips/1').expect(200)).text);
  await reader.post('/tip/withdrawal').type('form').send({ tip: 1, sure: 'on' }).expect(303);
  const post = staff.post('/admin/tips/1/messages');
  for (const [name, value] of Object.entries({ ...page, messages_body: '동의서예요' }))
    void post.field(name, value);
  const { text } = await post.attach('messages_files', BYTES, '동의서.pdf').expect(409);
  expect(text).toContain('동의서예요');
  expect(await kept(world)).toBe(0);
});

test('A file that lies of its name and type is saved under a harmless name, and as bytes', async () => {
  const { world, reader } = await createTalkWorld();
  const staff = await world.signIn();
  const { version, messages } = await seenByStaff(world);
  const program = staff.post('/admin/tips/1/messages').accept('json');
  void program.field({ version, seen: messages[0].id, body: '동의서예요' });
  const lie = { filename: '../../\u202Efdp."x\r\nSet-Cookie: a=b".html', contentType: 'text/html' };
  await program.attach('files', BYTES, lie).expect(200);
  world.clock.move(UNDO_FOR);
  await staff.post('/admin/mail/retry').type('form').expect(303);
  await expect.poll(async () => (await seenByStaff(world)).messages[1].fate).toBe('sent');
  const [file] = (await seenByStaff(world)).sent_files;
  const { headers } = await reader.get(`/tip/files/${file.id}`).expect(200);
  expect(headers['content-type']).toBe('application/octet-stream');
  expect(decodeURIComponent(headers['content-disposition'] ?? '')).not.toMatch(/[\u202E/\r\n]/);
  expect(headers).not.toHaveProperty('set-cookie.1');
});
