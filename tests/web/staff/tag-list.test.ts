import { expect, test } from 'vitest';
import { plantTopics } from '../../support/topics.ts';
import { createWorld, type World } from '../../support/world.ts';

const [ADMIN, EDITOR] = ['admin@newsroom.example', 'editor@newsroom.example'];

/** An admin, an editor who is in no team, and tips with these tags; the last one is of a confidential topic. */
async function deskWithTags(tagged: readonly (readonly string[])[]) {
  const world = await createWorld();
  const [admin, editor] = [await world.signIn(ADMIN), await world.signIn(EDITOR)];
  const { id } = await idOf(world, ADMIN);
  await plantTopics(world.database, id);
  await setRole(world, 'editor');
  for (const [index, add] of tagged.entries()) {
    const topic = index === tagged.length - 1 ? 'own-secret' : '';
    await world.request.post('/tips').type('form').send({ message: '제보', topic }).expect(303);
    const url = `/admin/tips/${index + 1}/tags`;
    if (add.length > 0) await admin.post(url).type('form').send({ version: 1, add }).expect(303);
  }
  const listOf = async (agent: typeof admin) =>
    (await agent.get('/admin/tags').accept('json').expect(200)).body.tags;
  const retag = (agent: typeof admin, fields: object) =>
    agent.post('/admin/tags').accept('json').type('form').send(fields);
  const tagsOf = async (number: number) =>
    (await admin.get(`/admin/tips/${number}`).accept('json').expect(200)).body.tags;
  return { world, admin, editor, listOf, retag, tagsOf };
}

const idOf = ({ database }: World, email: string) =>
  database.query.selectFrom('staff').select('id').where('email', '=', email).executeTakeFirstOrThrow();

const setRole = ({ database }: World, role: string) =>
  database.write(trx => trx.updateTable('staff').set({ role }).where('email', '=', EDITOR).execute());

test('Each sees the tags of tips that they may see, counted by these, and reporters none', async () => {
  const { world, admin, editor, listOf } = await deskWithTags([
    ['화재', 'KTX'],
    ['화재'],
    ['화재', '내부자'],
  ]);
  expect(await listOf(admin)).toEqual([
    { name: '내부자', tips: 1 },
    { name: '화재', tips: 3 },
    { name: 'KTX', tips: 1 },
  ]);
  expect(await listOf(editor)).toEqual([
    { name: '화재', tips: 2 },
    { name: 'KTX', tips: 1 },
  ]);
  await editor.get('/admin/tags?tag=%EB%82%B4%EB%B6%80%EC%9E%90').expect(404);
  const page = await editor.get('/admin/tags').expect(200);
  expect(page.text).not.toContain('내부자');
  await setRole(world, 'reporter');
  await editor.get('/admin/tags').expect(403);
  await editor.post('/admin/tags').type('form').send({ tag: '화재', to: '불' }).expect(403);
});

test('A tag is renamed, merged and removed on all tips, each of which tells it and is a version further', async () => {
  const { admin, listOf, retag, tagsOf, world } = await deskWithTags([['화재', '불'], ['불'], ['불']]);
  expect((await retag(admin, { tag: '불', to: '화재' }).expect(200)).body).toEqual({ tips: 3 });
  expect(await listOf(admin)).toEqual([{ name: '화재', tips: 3 }]);
  expect(await tagsOf(1)).toEqual(['화재']);
  expect((await retag(admin, { tag: '화재', to: '큰 불' }).expect(200)).body).toEqual({ tips: 3 });
  expect(await tagsOf(3)).toEqual(['큰 불']);
  const { body } = await admin.get('/admin/tips/2').accept('json').expect(200);
  expect(body.version).toBe(4);
  const kinds = body.events.map(({ kind }: { kind: string }) => kind);
  expect(kinds.filter((kind: string) => kind === 'tags changed')).toHaveLength(3);
  // A page that was open before is told, and changes nothing.
  await admin
    .post('/admin/tips/2/importance')
    .accept('json')
    .type('form')
    .send({ version: 2, importance: 1 })
    .expect(409);

  await retag(admin, { tag: '큰 불', remove: 'on' }).expect(422);
  expect((await retag(admin, { tag: '큰 불', remove: 'on', sure: 'on' }).expect(200)).body).toEqual({
    tips: 3,
  });
  expect([await listOf(admin), await tagsOf(1)]).toEqual([[], []]);
  // No name is left behind, be it sealed.
  expect(await world.database.query.selectFrom('tags').selectAll().execute()).toEqual([]);
  await retag(admin, { tag: '큰 불', to: '불' }).expect(404);
});

test('Other letters of the same tag change no tip, and what is no one name is told beside its field', async () => {
  const { admin, listOf, retag } = await deskWithTags([['ktx'], []]);
  expect((await retag(admin, { tag: 'ktx', to: 'KTX' }).expect(200)).body).toEqual({ tips: 0 });
  expect(await listOf(admin)).toEqual([{ name: 'KTX', tips: 1 }]);
  for (const to of ['', '하나, 둘', '가'.repeat(41)]) {
    const { text } = await admin.post('/admin/tags').type('form').send({ tag: 'KTX', to }).expect(422);
    expect(text).toContain('id="to-fault"');
    expect(text).toContain(to === '' ? 'name="to" value list' : `name="to" value="${to}"`);
  }
  expect(await listOf(admin)).toEqual([{ name: 'KTX', tips: 1 }]);
});

test('What an editor changes leaves the tips that they may not see as they are, and tells nothing of them', async () => {
  const { editor, admin, retag, tagsOf, listOf } = await deskWithTags([
    ['화재'],
    ['제보자'],
    ['화재', 'Insider'],
  ]);
  expect((await retag(editor, { tag: '화재', to: '불' }).expect(200)).body).toEqual({ tips: 1 });
  expect([await tagsOf(1), await tagsOf(3)]).toEqual([['불'], ['화재', 'Insider']]);
  // It is there on a tip of which they must not learn: nothing differs from a new one.
  expect((await retag(editor, { tag: '제보자', to: 'insider' }).expect(200)).body).toEqual({ tips: 1 });
  expect(await listOf(editor)).toEqual([
    { name: '불', tips: 1 },
    { name: 'insider', tips: 1 },
  ]);
  await retag(editor, { tag: '화재', to: '불' }).expect(404);
  expect((await listOf(admin)).find(({ name }: { name: string }) => name === 'insider')?.tips).toBe(2);
});

test('Who gives a tip a tag sees it in their own letters, whoever wrote it where they may not see', async () => {
  const { editor, tagsOf } = await deskWithTags([[], ['KTX'], ['Insider']]);
  await editor.post('/admin/tips/1/tags').type('form').send({ version: 1, add: 'insider, ktx' }).expect(303);
  // The other is on a tip that they see.
  expect(await tagsOf(1)).toEqual(['insider', 'KTX']);
});

test('A tag that is named in other letters is the same one, at fault too', async () => {
  const { admin, retag } = await deskWithTags([['KTX', '회의'], []]);
  await admin.get('/admin/tags?tag=ktx').expect(200);
  await admin.get(`/admin/tags?tag=${encodeURIComponent('회의'.normalize('NFD'))}`).expect(200);
  await retag(admin, { tag: 'ktx', to: '' }).expect(422);
});

test('Who takes off a tag changes no letters of it on tips that they may not see', async () => {
  const { editor, tagsOf } = await deskWithTags([['Insider'], [], ['Insider']]);
  await editor.post('/admin/tips/1/tags').type('form').send({ version: 2, remove: 'INSIDER' }).expect(303);
  expect([await tagsOf(1), await tagsOf(3)]).toEqual([[], ['Insider']]);
});

test('A saved view follows a tag that is renamed or merged, and tells nothing of tips that its owner does not see', async () => {
  const { admin, editor, retag, world } = await deskWithTags([
    ['화재', '강남'],
    ['화재'],
    ['내부자', '강남'],
  ]);
  const save = (agent: typeof admin, name: string, query: string, more: object = {}) =>
    agent
      .post('/admin/views')
      .accept('json')
      .type('form')
      .send({ name, query, ...more })
      .expect(201);
  const queriesOf = async (agent: typeof admin) => {
    const { views } = (await agent.get('/admin/views').accept('json').expect(200)).body;
    return Object.fromEntries(
      views.map(({ name, query }: { name: string; query: string }) => [
        name,
        Object.fromEntries(new URLSearchParams(query)),
      ]),
    );
  };
  await save(admin, '데스크 화재', 'view=all&tag=화재', { shared: 'on' });
  await save(admin, '내 강남', 'view=all&tag=강남&has=file');
  await save(editor, '내 화재', 'view=all&tag=화재&sort=oldest');
  await save(editor, '짐작', 'view=all&tag=내부자');
  await retag(editor, { tag: '화재', to: '큰불' }).expect(200);
  await retag(editor, { tag: '강남', to: '서초' }).expect(200);
  await retag(admin, { tag: '내부자', to: '익명' }).expect(200);
  // The admin still sees the old one where the editor could not reach.
  expect(await queriesOf(admin)).toEqual({
    '데스크 화재': { view: 'all', tag: '큰불' },
    '내 강남': { view: 'all', tag: '강남', has: 'file' },
  });
  expect(await queriesOf(editor)).toEqual({
    '데스크 화재': { view: 'all', tag: '큰불' },
    '내 화재': { view: 'all', tag: '큰불', sort: 'oldest' },
    짐작: { view: 'all', tag: '내부자' },
  });
  const { counts } = (await editor.get('/admin').accept('json').expect(200)).body;
  expect(counts).toMatchObject({ '데스크 화재': 2, '내 화재': 2 });
  const long = '🔥'.repeat(40);
  await retag(admin, { tag: '큰불', to: long }).expect(200);
  expect((await queriesOf(editor))['내 화재']).toEqual({ view: 'all', tag: long, sort: 'oldest' });
  const noted = await world.database.query
    .selectFrom('events')
    .select('kind')
    .where('kind', '=', 'shared view changed')
    .execute();
  expect(noted).toHaveLength(2);
});
