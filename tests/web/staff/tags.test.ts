import { expect, test } from 'vitest';
import { htmlFaults } from '../../support/html.ts';
import { createWorld } from '../../support/world.ts';
import { fieldsOf, textOf } from '../page.ts';

test('Tags are put on a tip and taken off on its page, which offers those of others', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  for (const message of ['글', '다른 글'])
    await world.request.post('/tips').type('form').send({ message }).expect(303);
  const post = (number: number, fields: object) =>
    staff.post(`/admin/tips/${number}/tags?back=q%3Da&lang=ko`).type('form').send(fields);

  await post(2, { version: 1, add: ['태풍', '화재'] }).expect(303);
  await post(1, { version: 1, tags_add: '화재, 서울역', body: '쓰던 메모' })
    .expect(303)
    .expect('location', '/admin/tips/1?back=q%3Da');
  for (const lang of ['ko', 'en']) {
    const { text } = await staff.get(`/admin/tips/1?lang=${lang}`).expect(200);
    expect(text).toContain('<option value="태풍">');
    expect(text).not.toContain('<option value="화재">');
    expect(fieldsOf(text)).toMatchObject({ body: '쓰던 메모', tags_add: '' });
    expect(textOf(text)).toContain(lang === 'ko' ? '태그를 바꿈' : 'Tags changed');
    expect(await htmlFaults(text)).toEqual([]);
  }
  await post(1, { version: 2, remove: '화재' }).expect(303);
  const { body } = await staff.get('/admin/tips/1').accept('json').expect(200);
  expect(body).toMatchObject({ tags: ['서울역'], version: 3 });

  const long = '가'.repeat(41);
  const { text } = await post(1, { version: 3, tags_add: long }).expect(422);
  expect(textOf(text)).toContain('태그가 너무 길어요.');
  expect(fieldsOf(text)['tags_add']).toBe(long);
  expect(await htmlFaults(text)).toEqual([]);
});
