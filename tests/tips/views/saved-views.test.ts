import { expect, test } from 'vitest';
import type { Refusal } from '../../../src/errors.ts';
import { toViewer, type Viewer } from '../../../src/staff/access.ts';
import { countViews } from '../../../src/tips/list/count-views.ts';
import { EVERYTHING, type Filter, fieldsOf, readFilter } from '../../../src/tips/list/filter.ts';
import { listTips } from '../../../src/tips/list/list.ts';
import { readNeighbours } from '../../../src/tips/list/neighbours.ts';
import { changeView } from '../../../src/tips/views/change-view.ts';
import { loadAllViews, loadViews } from '../../../src/tips/views/load-views.ts';
import { removeView } from '../../../src/tips/views/remove-view.ts';
import { saveView } from '../../../src/tips/views/save-view.ts';
import { MOST_VIEWS } from '../../../src/tips/views/saved-view.ts';
import { settleFilter } from '../../../src/tips/views/settle-filter.ts';
import { deactivateByShell } from '../../../src/tips/work/people/deactivate.ts';
import { changeTags } from '../../../src/tips/work/tags.ts';
import { bareTip } from '../../support/bare-tip.ts';
import { plantTopics } from '../../support/topics.ts';
import { makeTips, shownTo } from '../list/made-list.ts';
import { addViewer, createTipWorld, type TipWorld } from '../tip-world.ts';

type New = { name?: string; query?: string; shared?: boolean };

async function save(
  world: TipWorld,
  viewer: Viewer,
  { name = '주말판', query = 'view=open', shared = false }: New,
) {
  const list = await listOf(world, viewer, query);
  return saveView(world.desk, viewer, { name, list, isShared: shared, reserved: ['새 제보', 'New'] });
}

async function listOf({ desk }: TipWorld, viewer: Viewer, query: string) {
  const fields = new URLSearchParams(query);
  const { filter: asked } = readFilter(fieldsOf(fields));
  const { filter } = await settleFilter(desk, viewer, asked, await loadViews(desk, viewer));
  return { filter, search: fields.get('q') ?? '' };
}

const filterOf = async (world: TipWorld, viewer: Viewer, query: string): Promise<Filter> =>
  (await listOf(world, viewer, query)).filter;

const refusedFor = (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => 'done',
    (refusal: Refusal) => [refusal.code, ...Object.keys(refusal.faults)],
  );

const namesOf = async ({ desk }: TipWorld, viewer: Viewer) =>
  (await loadViews(desk, viewer)).map(({ name }) => name);

const colleague = async ({ desk }: TipWorld, role: string, topics: readonly string[] = []) => {
  const { staffId: id, email } = await addViewer(desk, `${role}-${topics.join('')}@newsroom.example`);
  return toViewer({ id, email, role, topics });
};

test('A view of one’s own is seen by nobody else, and a shared one by all, before one’s own', async () => {
  const world = await createTipWorld();
  const editor = await colleague(world, 'editor');
  await save(world, world.viewer, { name: '내 것' });
  await save(world, world.viewer, { name: '주말판', shared: true });
  expect(await namesOf(world, world.viewer)).toEqual(['주말판', '내 것']);
  expect(await namesOf(world, editor)).toEqual(['주말판']);
});

test('Only editors and admins share, change and remove what the desk shares', async () => {
  const world = await createTipWorld();
  const [editor, reporter] = [await colleague(world, 'editor'), await colleague(world, 'reporter')];
  expect(await refusedFor(save(world, reporter, { shared: true }))).toEqual(['not-allowed']);
  const { id } = await save(world, editor, { shared: true });
  const change = { id, version: 1, name: '새벽판', list: null, isShared: true, reserved: [] };
  expect(await refusedFor(changeView(world.desk, reporter, change))).toEqual(['not-allowed']);
  expect(await refusedFor(changeView(world.desk, reporter, { ...change, isShared: false }))).toEqual([
    'not-allowed',
  ]);
  expect(await refusedFor(removeView(world.desk, reporter, { id, version: 1 }))).toEqual(['not-allowed']);
  await changeView(world.desk, world.viewer, change);
  expect(await namesOf(world, reporter)).toEqual(['새벽판']);
});

test('Another’s own view is not there for anybody else, and a stale change is told', async () => {
  const world = await createTipWorld();
  const editor = await colleague(world, 'editor');
  const { id } = await save(world, world.viewer, {});
  const change = { id, version: 1, name: '밤판', list: null, isShared: false, reserved: [] };
  expect(await refusedFor(changeView(world.desk, editor, change))).toEqual(['view-gone']);
  expect(await refusedFor(removeView(world.desk, editor, { id, version: 1 }))).toEqual(['view-gone']);
  await changeView(world.desk, world.viewer, change);
  expect(await refusedFor(changeView(world.desk, world.viewer, change))).toEqual(['view-stale']);
  expect(await refusedFor(removeView(world.desk, world.viewer, { id, version: 1 }))).toEqual(['view-stale']);
  await removeView(world.desk, world.viewer, { id, version: 2 });
  expect(await namesOf(world, world.viewer)).toEqual([]);
});

test('A name that is empty, too long, the desk’s own or there already is refused', async () => {
  const world = await createTipWorld();
  await save(world, world.viewer, { name: 'Weekend' });
  const refused = (name: string) => refusedFor(save(world, world.viewer, { name }));
  expect(await refused('  ')).toEqual(['view-nameless', 'name']);
  expect(await refused('가'.repeat(41))).toEqual(['view-name-too-long', 'name']);
  for (const name of ['new', 'SPAM', '새 제보', 'ＮＥＷ', 'weekend', 'Ｗｅｅｋｅｎｄ', ' Weekend '])
    expect(await refused(name), name).toEqual(['view-name-taken', 'name']);
  expect(await refused('가'.repeat(40))).toBe('done');
});

test('Views of one name of two people are both there, and one’s own stands before the shared one', async () => {
  const world = await createTipWorld();
  const editor = await colleague(world, 'editor');
  await save(world, editor, { name: '주말', query: 'view=closed' });
  const shared = await save(world, world.viewer, { name: '주말', query: 'view=open', shared: true });
  expect((await loadViews(world.desk, editor)).map(({ isShared }) => isShared)).toEqual([false]);
  expect((await filterOf(world, editor, 'view=주말')).saved?.filter.view).toBe('closed');
  expect((await filterOf(world, world.viewer, 'view=주말')).saved?.filter.view).toBe('open');
  const own = (await loadAllViews(world.desk, editor)).find(({ isShared }) => !isShared);
  const share = { id: own?.id ?? '', version: 1, name: '주말', list: null, isShared: true, reserved: [] };
  expect(await refusedFor(changeView(world.desk, editor, share))).toEqual(['view-name-taken', 'name']);
  await changeView(world.desk, editor, { ...share, id: shared.id, name: '토요일' });
  expect(await namesOf(world, editor)).toEqual(['토요일', '주말']);
});

test('A dozen of one’s own and a dozen that are shared are the most, and one more is told', async () => {
  const world = await createTipWorld();
  for (let count = 0; count < MOST_VIEWS; count++) {
    await save(world, world.viewer, { name: `내 것 ${count}` });
    await save(world, world.viewer, { name: `모두 ${count}`, shared: true });
  }
  for (const shared of [false, true])
    expect(await refusedFor(save(world, world.viewer, { name: '하나 더', shared }))).toEqual([
      'too-many-views',
      'name',
    ]);
  const all = await loadViews(world.desk, world.viewer);
  const own = all.find(({ isShared }) => !isShared);
  const share = {
    id: own?.id ?? '',
    version: 1,
    name: '모두의 것',
    list: null,
    isShared: true,
    reserved: [],
  };
  expect(await refusedFor(changeView(world.desk, world.viewer, share))).toEqual(['too-many-views', 'name']);
});

test('Two who save at once do not get more than a dozen together', async () => {
  const world = await createTipWorld();
  for (let count = 0; count < MOST_VIEWS - 1; count++)
    await save(world, world.viewer, { name: `${count}`, shared: true });
  const editor = await colleague(world, 'editor');
  const told = await Promise.all([
    refusedFor(save(world, world.viewer, { name: '가', shared: true })),
    refusedFor(save(world, editor, { name: '나', shared: true })),
  ]);
  expect(told.toSorted()).toEqual([['too-many-views', 'name'], 'done'].toSorted());
});

test('Name and query stand nowhere in the clear, and equal ones are not equal', async () => {
  const world = await createTipWorld();
  const editor = await colleague(world, 'editor');
  for (const viewer of [world.viewer, editor]) await save(world, viewer, { query: 'q=김철수&view=open' });
  await save(world, world.viewer, { name: '모두', query: 'q=김철수&view=open', shared: true });
  const rows = await world.desk.database.query.selectFrom('saved_views').selectAll().execute();
  const events = await world.desk.database.query.selectFrom('events').selectAll().execute();
  const kept = JSON.stringify([rows, events]);
  for (const word of ['주말판', '모두', '김철수', 'view=']) expect(kept).not.toContain(word);
  for (const column of ['name_hash', 'sealed'] as const)
    expect(new Set(rows.map(row => row[column])).size).toBe(rows.length);
});

test('A view that is given to another in the database alone does not open', async () => {
  const world = await createTipWorld();
  const editor = await colleague(world, 'editor');
  await save(world, world.viewer, {});
  await world.desk.database.write(trx =>
    trx.updateTable('saved_views').set({ staff_id: editor.staffId }).execute(),
  );
  expect(await namesOf(world, editor)).toEqual([]);
});

test('A shared view is noted in the history without its words, and one’s own is not', async () => {
  const world = await createTipWorld();
  const kinds = async () =>
    (await world.desk.database.query.selectFrom('events').selectAll().orderBy('id').execute()).map(
      ({ kind, subject, detail }) => [kind, subject, detail],
    );
  const own = await save(world, world.viewer, { name: '내 것' });
  const change = { name: '다른 것', list: null, reserved: [] };
  await changeView(world.desk, world.viewer, { ...change, id: own.id, version: 1, isShared: false });
  expect(await kinds()).toEqual([]);
  await changeView(world.desk, world.viewer, { ...change, id: own.id, version: 2, isShared: true });
  await changeView(world.desk, world.viewer, { ...change, id: own.id, version: 3, isShared: true });
  await removeView(world.desk, world.viewer, { id: own.id, version: 4 });
  expect(await kinds()).toEqual([
    ['view shared', own.id, null],
    ['shared view changed', own.id, null],
    ['shared view removed', own.id, null],
  ]);
});

test('A view finds and counts what a plain reading does, for each role, and more narrows it', async () => {
  const world = await createTipWorld();
  const other = await addViewer(world.desk, 'other@newsroom.example');
  const made = await makeTips(world.desk, [world.viewer.staffId, other.staffId], 150);
  const { staffId: id, email } = world.viewer;
  const viewers = [
    toViewer({ id, email, role: 'admin', topics: [] }),
    toViewer({ id, email, role: 'editor', topics: [] }),
    toViewer({ id, email, role: 'reporter', topics: ['open'] }),
  ];
  const held: readonly Partial<Filter>[] = [
    { view: 'open' },
    { view: 'mine', has: ['media'] },
    { tag: '화재', from: '2026-11-18' },
    { view: 'new', unread: true, sort: 'oldest' },
    { topic: 'secret' },
  ];
  for (const [index, one] of held.entries()) {
    const filter = { ...EVERYTHING, ...one };
    await saveView(world.desk, world.viewer, {
      ...{ name: `보기 ${index}`, list: { filter, search: '' }, isShared: true, reserved: [] },
    });
  }
  for (const viewer of viewers) {
    const views = await loadViews(world.desk, viewer);
    const counts = await countViews(world.desk, viewer, views);
    for (const [index, one] of held.entries()) {
      const asked = await filterOf(world, viewer, `view=보기 ${index}&channel=form`);
      const expected = shownTo(viewer, { ...EVERYTHING, ...one, channel: 'form' }, made, world.clock());
      const rows = (await listTips(world.desk, viewer, { filter: asked })).rows;
      expect(
        rows.map(({ number }) => number),
        JSON.stringify([viewer.role, asked]),
      ).toEqual(expected.slice(0, 50));
      const all = shownTo(viewer, { ...EVERYTHING, ...one }, made, world.clock());
      const { id: view = '' } = views.find(({ name }) => name === `보기 ${index}`) ?? {};
      expect(counts.saved.get(view)).toEqual({ count: all.length, isMore: false });
    }
  }
});

test('A view of which none is among the newest thousands is not counted, rather than as none', async () => {
  const world = await createTipWorld();
  const tips = Array.from({ length: 4_001 }, bareTip);
  for (let from = 0; from < tips.length; from += 500)
    await world.desk.database.write(trx =>
      trx
        .insertInto('tips')
        .values(tips.slice(from, from + 500))
        .execute(),
    );
  const { id: none } = await save(world, world.viewer, { name: '없는 것', query: 'view=all&state=open' });
  const { id: some } = await save(world, world.viewer, { name: '있는 것', query: 'view=all&state=new' });
  const counts = await countViews(world.desk, world.viewer, await loadViews(world.desk, world.viewer));
  expect(counts.saved.get(none)).toBeNull();
  expect(counts.saved.get(some)).toMatchObject({ isMore: true });
});

test('A tip has its place in a saved view, and those beside it', async () => {
  const world = await createTipWorld();
  for (const message of ['하나', '둘', '셋']) await world.submit({ message });
  await save(world, world.viewer, { name: '오래된 것부터', query: 'view=new&sort=oldest' });
  const filter = await filterOf(world, world.viewer, 'view=오래된 것부터');
  const place = await readNeighbours(world.desk, world.viewer, filter, 2);
  expect(place).toEqual({ previous: 1, next: 3, place: 2, count: 3 });
});

test('What a view searches for is searched with what is typed beside it, and not counted', async () => {
  const world = await createTipWorld();
  for (const message of ['강남 화재', '부산 화재', '강남 침수']) await world.submit({ message });
  const { id } = await save(world, world.viewer, { name: '불', query: 'view=all&q=화재' });
  const filter = await filterOf(world, world.viewer, 'view=불');
  const found = async (search: string) =>
    (await listTips(world.desk, world.viewer, { filter, search })).rows.map(({ number }) => number);
  expect(await found('')).toEqual([2, 1]);
  expect(await found('강남')).toEqual([1]);
  const counts = await countViews(world.desk, world.viewer, await loadViews(world.desk, world.viewer));
  expect(counts.saved.get(id)).toBeNull();
});

test('A shared view hides what it holds from who sees no tip with its tag, whatever they press', async () => {
  const world = await createTipWorld();
  await plantTopics(world.desk.database, world.viewer.staffId);
  const { number } = await world.submit({ message: '비밀' });
  await changeTags(world.desk, world.viewer, { number, version: 1, add: ['내부고발'], remove: [] });
  const { id } = await save(world, world.viewer, { query: 'view=all&tag=내부고발', shared: true });
  const editor = await colleague(world, 'editor');
  const isHidden = async (viewer: Viewer) => (await filterOf(world, viewer, 'view=주말판')).saved?.isHidden;
  expect([await isHidden(world.viewer), await isHidden(editor)]).toEqual([false, false]);
  await world.desk.database.write(trx => trx.updateTable('tips').set({ topic: 'other-secret' }).execute());
  expect([await isHidden(world.viewer), await isHidden(editor)]).toEqual([false, true]);
  const copy = save(world, editor, { name: '베낀 것', query: 'view=주말판&has=file' });
  expect(await refusedFor(copy)).toEqual(['view-query-wrong', 'query']);
  const take = { id, version: 1, name: '내 것', list: null, isShared: false, reserved: [] };
  expect(await refusedFor(changeView(world.desk, editor, take))).toEqual(['view-query-wrong', 'shared']);
  expect(await removeView(world.desk, editor, { id, version: 1 })).toMatchObject({ isHidden: true });
});

test('An account that ends takes its own views along, and leaves the shared ones', async () => {
  const world = await createTipWorld();
  const editor = await colleague(world, 'editor');
  await save(world, editor, { name: '내 것' });
  await save(world, editor, { shared: true });
  const { email } = editor;
  await deactivateByShell(world.desk.database, {
    email,
    isLastLeft: true,
    unassigns: true,
    now: world.clock(),
  });
  const rows = await world.desk.database.query.selectFrom('saved_views').select('staff_id').execute();
  expect(rows).toEqual([{ staff_id: null }]);
  expect(await refusedFor(save(world, editor, { name: '다시' }))).toEqual(['not-allowed']);
});
