import { expect, test } from 'vitest';
import { htmlFaults } from '../../support/html.ts';
import { giveFile } from '../../support/kept-file.ts';
import { createWorld } from '../../support/world.ts';
import { textOf } from '../page.ts';

const heading = (html: string) => textOf(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? '');

test.each([
  ['/admin/tips/99999', '제보 99999번은 없어요', 'There is no tip 99999'],
  ['/admin/tips/99999/forgetting', '제보 99999번은 없어요', 'There is no tip 99999'],
  ['/admin/tips/99999/files.zip', '제보 99999번은 없어요', 'There is no tip 99999'],
  ['/admin/tips/99999/files/a/large', '제보 99999번은 없어요', 'There is no tip 99999'],
  ['/admin/tips/1/files/0', '이 파일은 없어요', 'There is no such file'],
  ['/admin/tips/1/files/0/copy', '이 파일은 없어요', 'There is no such file'],
  ['/admin/tips/1/files/0/large', '이 파일은 없어요', 'There is no such file'],
  ['/admin/tips/0x1', '이 주소에는 아무것도 없어요', 'There is nothing at this address'],
  ['/admin/tips', '이 주소에는 아무것도 없어요', 'There is nothing at this address'],
  ['/admin/tips/1/nothing', '이 주소에는 아무것도 없어요', 'There is nothing at this address'],
  ['/admin/nothing', '이 주소에는 아무것도 없어요', 'There is nothing at this address'],
])('%s says what is not there, and leads to the list', async (path, ko, en) => {
  const world = await createWorld();
  const staff = await world.signIn();
  await world.request.post('/tips').type('form').send({ message: '글' }).expect(303);
  await giveFile(world, 1, { name: '사진.jpg', claimed: 'image/jpeg', found: { type: 'image/jpeg' } });
  for (const [lang, title] of Object.entries({ ko, en })) {
    const { text } = await staff.get(path).query({ lang }).expect(404);
    expect(heading(text)).toBe(title);
    expect(text).toContain('href="/admin"');
    expect(await htmlFaults(text)).toEqual([]);
  }
});
