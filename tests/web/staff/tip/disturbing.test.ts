import { expect, test } from 'vitest';
import { htmlFaults } from '../../../support/html.ts';
import { giveFile, sendTip } from '../../../support/kept-file.ts';
import { createWorld } from '../../../support/world.ts';
import { readZip } from '../../../support/zip-reader.ts';
import { fieldsOf, textOf } from '../../page.ts';

const made = { thumbnail: Buffer.from('s'), copy: { bytes: Buffer.from('l'), type: 'image/jpeg' } };
const picture = { name: '사고.jpg', claimed: 'image/jpeg', found: { type: 'image/jpeg', ...made } };

async function deskWithPicture() {
  const world = await createWorld();
  const staff = await world.signIn();
  await sendTip(world);
  const { id, path } = await giveFile(world, 1, picture);
  const mark = (fields: object, file = id) =>
    staff.post(`/admin/tips/1/files/${file}/disturbing?back=q%3Da`).type('form').send(fields);
  const read = async (url = '/admin/tips/1?lang=ko') => {
    const { text } = await staff.get(url).expect(200);
    expect(await htmlFaults(text)).toEqual([]);
    return text;
  };
  return { world, staff, id, path, mark, read };
}

test('A picture that is marked as disturbing is folded until asked for, and a press takes that back', async () => {
  const { staff, id, path, mark, read } = await deskWithPicture();
  await mark({ version: '1', on: 'on', body: '쓰던 메모' })
    .expect(303)
    .expect('location', `/admin/tips/1?back=q%3Da#file-${id}`);
  const html = await read();
  expect(html).toMatch(
    new RegExp(`<details class="covered">(?:(?!</details>)[^])*<img src="${path}/thumbnail"`),
  );
  expect(html).toContain(`href="${path}/large?show=1"`);
  expect(textOf(html)).toContain('충격적일 수 있다고 표시함: 사고.jpg');
  expect(fieldsOf(html)).toMatchObject({ body: '쓰던 메모' });
  expect((await staff.get('/admin/tips/1').accept('json')).body.files).toMatchObject([{ disturbing: true }]);
  expect(await read('/admin')).not.toContain('/thumbnail"');

  const large = await read(`${path}/large`);
  expect(large).not.toContain('<img');
  expect(large).toContain(`href="${path}/large?show=1"`);
  expect(await read(`${path}/large?show=1`)).toContain(`<img src="${path}/copy?show=1"`);

  await mark({ version: '2' }).expect(303);
  expect(await read()).not.toContain('class="covered"');
  expect(await read('/admin')).toContain(`${path}/thumbnail"`);
});

test('Films and sounds are folded too, and what there is nothing to see of is not', async () => {
  const { world, staff, read } = await deskWithPicture();
  for (const type of ['video/mp4', 'audio/mpeg', 'application/pdf'])
    await giveFile(world, 1, { found: { type } });
  await world.database.write(trx => trx.updateTable('files').set({ disturbing: 1 }).execute());
  const html = await read();
  for (const tag of ['video', 'audio'])
    expect(html).toMatch(new RegExp(`<details class="covered">(?:(?!</details>)[^])*<${tag} `));
  expect(html.match(/<details class="covered">/g)).toHaveLength(3);
  const zip = await staff
    .get('/admin/tips/1/files.zip?lang=ko')
    .buffer(true)
    .responseType('blob')
    .expect(200);
  const [manifest] = readZip(zip.body);
  expect(String(manifest?.bytes)).toContain('충격적일 수 있음: 직원이 표시함');
});

test('A mark on another tip’s file, or on one that changed since, is refused', async () => {
  const { world, mark, read } = await deskWithPicture();
  await sendTip(world);
  const other = await giveFile(world, 2, picture);
  await mark({ version: '1', on: 'on' }, other.id).expect(404);
  await mark({ version: '1', on: 'on' }).expect(303);
  const stale = await mark({ version: '1' }).expect(409);
  expect(textOf(stale.text)).toContain('충격적일 수 있다고 표시함');
  expect(await read()).toContain('class="covered"');
});
