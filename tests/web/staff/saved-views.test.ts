import type { Agent } from 'supertest';
import { expect, test } from 'vitest';
import { plantTopics } from '../../support/topics.ts';
import { createWorld, type World } from '../../support/world.ts';
import { textOf } from '../page.ts';

const send = (world: World, message: string, more: Record<string, string> = {}) =>
  world.request
    .post('/tips')
    .type('form')
    .send({ message, ...more })
    .expect(303);

const post = (agent: Agent, path: string, body: Record<string, string>) =>
  agent.post(path).type('form').send(body);

const save = async (agent: Agent, body: Record<string, string>): Promise<string> =>
  (await post(agent, '/admin/views', body).accept('json').expect(201)).body.id;

const countsOf = async (agent: Agent, view = 'new') =>
  (await agent.get('/admin').query({ view }).accept('json').expect(200)).body.counts;

async function signInAs(world: World, role: string): Promise<Agent> {
  const email = `${role}@newsroom.example`;
  const agent = await world.signIn(email);
  await world.database.write(trx =>
    trx.updateTable('staff').set({ role }).where('email', '=', email).execute(),
  );
  return agent;
}

test('A list that is narrowed down is saved without script, and is a tab with its count', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  for (const message of ['하나', '둘']) await send(world, message);
  expect((await agent.get('/admin').expect(200)).text).not.toContain('이 보기 저장');
  const narrowed = await agent.get('/admin').query({ assignee: 'none', lang: 'ko' }).expect(200);
  const action = /action="(\/admin\/views[^"]*)"/.exec(narrowed.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const query = /name="query" value="([^"]*)"/.exec(narrowed.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const saved = await post(agent, action, { name: ' 아무도  안 맡은 것 ', query }).expect(303);
  const { text } = await agent.get(String(saved.headers['location'])).expect(200);
  expect(textOf(text)).toContain('보기를 저장했어요.');
  expect(textOf(text)).toContain('아무도 안 맡은 것 2');
  expect(text).toMatch(/aria-current="page"[^>]*class="saved"/);
  expect(text).toContain('<h1 class="unseen">아무도 안 맡은 것</h1>');
  expect(textOf(text)).toContain('보기 새 제보');
  expect(textOf(text)).toContain('맡은 사람 없음');
  expect(await countsOf(agent)).toMatchObject({ new: 2, '아무도 안 맡은 것': 2 });
});

test('A refused name stands in its field again, with why, on the list that it was sent from', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  const refused = await post(agent, '/admin/views?state=open', { name: '스팸', query: 'state=open' }).expect(
    422,
  );
  expect(refused.text).toContain('value="스팸"');
  expect(textOf(refused.text)).toContain('같은 이름의 보기가 이미 있어요.');
  expect(textOf(refused.text)).toContain('상태 진행 중');
  expect(refused.text).toContain('href="/admin?state=open&amp;lang=en"');
  const told = await post(agent, '/admin/views', { name: 'a', query: 'state=nothing' })
    .accept('json')
    .expect(422);
  expect(Object.keys(told.body.errors)).toEqual(['query']);
});

test('A saved view is changed and removed by the press of a button, and saved again as it was', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  await send(world, '하나');
  const id = await save(agent, { name: '열린 것', query: 'view=open' });
  const on = await agent.get('/admin').query({ view: '열린 것', has: 'file', lang: 'ko' }).expect(200);
  expect(textOf(on.text)).toContain('지금 거른 대로 바꾸기');
  const narrower = /type="checkbox" name="query" value="([^"]*)"/
    .exec(on.text)?.[1]
    ?.replaceAll('&amp;', '&');
  const changed = await post(agent, `/admin/views/${id}`, {
    ...{ version: '1', name: '파일이 든 것', query: narrower ?? '' },
  }).expect(303);
  expect((await agent.get(String(changed.headers['location']))).text).toContain('파일이 든 것</h1>');
  const { body } = await agent.get('/admin/views').accept('json').expect(200);
  expect(body.views).toEqual([
    { id, name: '파일이 든 것', shared: false, version: 2, query: 'has=file&view=open' },
  ]);
  const removed = await post(agent, `/admin/views/${id}/removal`, { version: '2' }).expect(303);
  const after = await agent.get(String(removed.headers['location'])).expect(200);
  expect(textOf(after.text)).toContain('보기를 지웠어요.');
  expect(after.text).toMatch(/id="view-name"[^>]*value="파일이 든 것"/);
  expect(await countsOf(agent)).not.toHaveProperty('파일이 든 것');
  const query = /name="query" value="([^"]*)"/.exec(after.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  await save(agent, { name: '파일이 든 것', query });
  expect((await agent.get('/admin/views').accept('json')).body.views[0].query).toBe('has=file&view=open');
});

test('A stale change is told, and changes nothing', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  const id = await save(agent, { name: '가', query: 'view=open' });
  await post(agent, `/admin/views/${id}`, { version: '1', name: '나' }).expect(303);
  await post(agent, `/admin/views/${id}`, { version: '1', name: '다' }).accept('json').expect(409);
  await post(agent, `/admin/views/${id}/removal`, { version: '1' }).accept('json').expect(409);
  expect(Object.keys(await countsOf(agent))).toContain('나');
});

test('A view of a name that there is not is 422 to programs, and a sentence on the page', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  const told = await agent.get('/admin').query({ view: '없는 것' }).accept('json').expect(422);
  expect(told.body.errors).toHaveProperty('view');
  const page = await agent.get('/admin').query({ view: '없는 것', lang: 'ko' }).expect(200);
  expect(textOf(page.text)).toContain('주소에 알아볼 수 없는 조건이 있어서 빼고 보여 드려요: 보기');
});

test('A view that searches shows what it finds, and no count', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  for (const message of ['강남 화재', '침수']) await send(world, message);
  await save(agent, { name: '불', query: 'view=all&q=화재' });
  expect(await countsOf(agent)).toMatchObject({ 불: null });
  const page = await agent.get('/admin').query({ view: '불', lang: 'ko' }).expect(200);
  expect(textOf(page.text)).toContain('‘화재’ 검색 결과 1건');
  expect(page.text).not.toMatch(/id="search"[^>]*value="화재"/);
  expect(textOf(page.text)).toContain('찾는 말 화재');
  const out = /href="([^"]*)"><span>찾는 말<\/span>/.exec(page.text)?.[1];
  expect(out).toBe('/admin?view=all');
});

test('The chip of a saved view leads to the same list without it, beside what was chosen on top', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  await save(agent, { name: '묶음', query: 'view=open&has=file&topic=fire' });
  const { text } = await agent.get('/admin').query({ view: '묶음', unread: 'on', lang: 'ko' }).expect(200);
  const chips = [...text.matchAll(/class="chip" href="([^"]*)"/g)].map(([, href = '']) =>
    decodeURIComponent(href.replaceAll('&amp;', '&')),
  );
  expect(chips).toEqual([
    '/admin?view=all&topic=fire&unread=on&has=file',
    '/admin?view=open&unread=on&has=file',
    '/admin?view=open&topic=fire&unread=on',
    '/admin?view=묶음',
  ]);
});

test('A shared view shows each the tips that they see, and no name of a tag that they may not know', async () => {
  const world = await createWorld();
  const admin = await world.signIn();
  const { id } = await world.database.query.selectFrom('staff').select('id').executeTakeFirstOrThrow();
  await plantTopics(world.database, id);
  for (const message of ['열린 것', '비밀 하나', '비밀 둘']) await send(world, message);
  await post(admin, '/admin/tips/2/tags', { version: '1', add: '내부고발' }).expect(303);
  await world.database.write(trx =>
    trx.updateTable('tips').set({ topic: 'other-secret' }).where('number', '>', 1).execute(),
  );
  await save(admin, { name: '데스크', query: 'view=new', shared: 'on' });
  const secret = await save(admin, { name: '고발', query: 'view=new&tag=내부고발', shared: 'on' });
  expect(await countsOf(admin)).toMatchObject({ 데스크: 3, 고발: 1 });
  const [editor, reporter] = [await signInAs(world, 'editor'), await signInAs(world, 'reporter')];
  expect(await countsOf(editor)).toMatchObject({ 데스크: 1, 고발: 0 });
  expect(await countsOf(reporter)).toMatchObject({ 데스크: 0, 고발: 0 });
  for (const agent of [editor, reporter]) {
    const page = await agent.get('/admin').query({ view: '고발', lang: 'ko' }).expect(200);
    expect(page.text).not.toContain('내부고발');
    expect(textOf(page.text)).toContain('내가 볼 수 없는 태그가 든 보기예요');
    expect(page.text).not.toContain('비밀');
    const { views } = (await agent.get('/admin/views').accept('json').expect(200)).body;
    expect(views.find(({ name }: { name: string }) => name === '고발').query).toBeNull();
    const live = await agent.get('/admin/live/list').query({ view: '고발' }).expect(200);
    expect(live.text).not.toContain('내부고발');
  }
  await post(reporter, `/admin/views/${secret}/removal`, { version: '1' }).expect(403);
  expect((await reporter.get('/admin?state=new').expect(200)).text).not.toContain('name="shared"');
  const removed = await post(editor, `/admin/views/${secret}/removal`, { version: '1' }).expect(303);
  expect(decodeURIComponent(String(removed.headers['location']))).not.toContain('내부고발');
});

test('What a live list puts in the place of its tabs counts saved views too', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  const id = await save(agent, { name: '새것', query: 'view=new' });
  await send(world, '하나');
  const { text } = await agent.get('/admin/live/list').query({ view: '새것', drawn: '0' }).expect(200);
  expect(text).toContain(`<b data-live="count ${id}">1</b>`);
});

test('A tip’s page reached from a saved view leads back to it by its name, and on to the next', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  for (const message of ['하나', '둘', '셋']) await send(world, message);
  await save(agent, { name: '주말판', query: 'view=new&sort=oldest' });
  const list = await agent.get('/admin').query({ view: '주말판' }).expect(200);
  const path = /href="(\/admin\/tips\/2[^"]*)"/.exec(list.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const { text } = await agent.get(path).set('accept-language', 'ko').expect(200);
  expect(textOf(text)).toContain('← 주말판');
  expect(textOf(text)).toMatch(/3건 (가운데|중) 2/);
  const next = /href="([^"]*)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect(decodeURIComponent(next).replaceAll('+', ' ')).toBe(
    `/admin/tips/3?back=view=${encodeURIComponent('주말판')}`,
  );
});

test('What is chosen further in a saved view keeps its name in the form, the sorts and the pages', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  for (let count = 0; count < 51; count++) await send(world, `글 ${count}`);
  await save(agent, { name: '주말판', query: 'view=new&sort=oldest' });
  const { text } = await agent.get('/admin').query({ view: '주말판', lang: 'ko' }).expect(200);
  expect(text).toContain('<input type="hidden" name="view" value="주말판"');
  expect(text).not.toContain('<input type="hidden" name="sort"');
  const name = encodeURIComponent('주말판');
  expect(text).toContain(`href="/admin?view=${name}&amp;sort=newest"`);
  expect(text).toContain(`href="/admin?view=${name}&amp;before=50"`);
  const next = await agent.get('/admin').query({ view: '주말판', before: '50' }).accept('json').expect(200);
  expect(next.body.tips.map(({ number }: { number: number }) => number)).toEqual([51]);
  expect(next.body.previous).toBe(`/admin?view=${name}&after=51`);
});

test('Names of any letters, long and strange ones, are views like others', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  await send(world, '하나');
  for (const name of ['😀'.repeat(40), '<b>&"\'', '__proto__', 'a&view=spam', '100%', '../..', 'x#y']) {
    await save(agent, { name, query: 'view=new' });
    expect(Object.entries(await countsOf(agent, name)).at(-1)?.[1]).toBe(1);
    const page = await agent.get('/admin').query({ view: name }).expect(200);
    expect(page.text).toMatch(/aria-current="page"[^>]*class="saved"/);
  }
});

test('What a hidden view searches for is not told where it finds nothing', async () => {
  const world = await createWorld();
  const admin = await world.signIn();
  const { id } = await world.database.query.selectFrom('staff').select('id').executeTakeFirstOrThrow();
  await plantTopics(world.database, id);
  await send(world, '비밀');
  await post(admin, '/admin/tips/1/tags', { version: '1', add: '내부고발' }).expect(303);
  await world.database.write(trx => trx.updateTable('tips').set({ topic: 'other-secret' }).execute());
  await save(admin, { name: '고발', query: 'view=all&tag=내부고발&q=장관비서', shared: 'on' });
  const own = await admin.get('/admin').query({ view: '고발', lang: 'ko' }).expect(200);
  expect(own.text).toContain('장관비서');
  const editor = await signInAs(world, 'editor');
  const page = await editor.get('/admin').query({ view: '고발', lang: 'ko' }).expect(200);
  expect(textOf(page.text)).toContain('내가 볼 수 없는 태그가 든 보기예요');
  expect(decodeURIComponent(page.text)).not.toContain('장관비서');
});

test('A name without a letter that is seen is none, and one of forty wide letters is', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  const saving = (name: string) => post(agent, '/admin/views', { name, query: 'state=open' }).accept('json');
  for (const name of ['\u200b', '\u3164', '\u202e\ufe0f', ' \u00ad ']) await saving(name).expect(422);
  await saving('🔥'.repeat(40)).expect(201);
});

test('A name that a newer version’s view has is taken, though this one cannot read it', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  await save(agent, { name: '새 것', query: 'state=open' });
  await world.database.write(trx =>
    trx.updateTable('saved_views').set({ sealed: 'of a newer one' }).execute(),
  );
  const again = { name: '새 것', query: 'state=open' };
  const told = await post(agent, '/admin/views', again).accept('json').expect(422);
  expect(Object.keys(told.body.errors)).toEqual(['name']);
  const other = await save(agent, { name: '다른 것', query: 'state=open' });
  await post(agent, `/admin/views/${other}`, { version: '1', name: '새 것' }).accept('json').expect(422);
});

test('A stale change keeps what was typed, on the view as it is called by now', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  const id = await save(agent, { name: '가', query: 'view=open' });
  await post(agent, `/admin/views/${id}`, { version: '1', name: '나' }).expect(303);
  const change = { version: '1', name: '다' };
  const stale = await post(agent, `/admin/views/${id}?view=가&lang=en`, change).expect(409);
  expect(stale.text).toMatch(/id="new-name"[^>]*value="다"/);
  expect(stale.text).toContain('name="version" value="2"');
  expect(textOf(stale.text)).toContain('Somebody has changed this view meanwhile.');
});

test('A name that was typed for a view that is removed meanwhile stands where it is saved anew', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  const id = await save(agent, { name: '가', query: 'view=open' });
  await post(agent, `/admin/views/${id}/removal`, { version: '1' }).expect(303);
  const change = { version: '1', name: '다' };
  const gone = await post(agent, `/admin/views/${id}?view=가&lang=en`, change).expect(404);
  expect(gone.text).toMatch(/id="view-name"[^>]*value="다"/);
  expect(textOf(gone.text)).toContain('Somebody has removed this view meanwhile.');
  await post(agent, `/admin/views/${id}`, change).accept('json').expect(404);
});

test('A name that was typed when the session ended stands in its field after signing in', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  const id = await save(agent, { name: '가', query: 'view=open', shared: 'on' });
  await world.database.write(trx => trx.deleteFrom('sessions').execute());
  const led = async (path: string, body: Record<string, string>) => {
    const { headers } = await post(agent, path, body).redirects(0).expect(303);
    return new URL(String(headers['location']), 'http://desk.invalid').searchParams.get('next') ?? '';
  };
  const saving = await led('/admin/views?state=open', { name: '밤 & 낮', shared: 'on', query: 'state=open' });
  const changing = await led(`/admin/views/${id}?view=가`, { name: '나', version: '1' });
  const again = await world.signIn();
  const saved = await again.get(saving).expect(200);
  expect(saved.text).toMatch(/id="view-name"[^>]*value="밤 &amp; 낮"/);
  expect(saved.text).toMatch(/name="shared" value="on" checked/);
  expect(saved.text).toContain('name="query" value="state=open"');
  expect((await again.get(changing).expect(200)).text).toMatch(/id="new-name"[^>]*value="나"/);
});
