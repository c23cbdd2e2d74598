import { beforeAll, expect, test } from 'vitest';
import { toViewer, type Viewer } from '../../../src/staff/access.ts';
import { conditionOf } from '../../../src/tips/list/asked-tips.ts';
import { countViews } from '../../../src/tips/list/count-views.ts';
import { EVERYTHING, type Filter, SORTS } from '../../../src/tips/list/filter.ts';
import { type ListPage, listTips } from '../../../src/tips/list/list.ts';
import { readNeighbours } from '../../../src/tips/list/neighbours.ts';
import { VIEWS } from '../../../src/tips/list/views.ts';
import { addViewer, createTipWorld, type TipWorld } from '../tip-world.ts';
import { type MadeTip, makeTips, shownTo } from './made-list.ts';

let world: TipWorld;
let made: readonly MadeTip[];
let viewers: readonly Viewer[];

beforeAll(async () => {
  world = await createTipWorld();
  const other = await addViewer(world.desk, 'other@newsroom.example');
  made = await makeTips(world.desk, [world.viewer.staffId, other.staffId], 230);
  const { staffId: id, email } = world.viewer;
  viewers = [
    toViewer({ id, email, role: 'admin', topics: [] }),
    toViewer({ id, email, role: 'editor', topics: [] }),
    toViewer({ id, email, role: 'editor', topics: ['secret'] }),
    toViewer({ id, email, role: 'reporter', topics: ['open'] }),
    toViewer({ id, email, role: 'reporter', topics: [] }),
  ];
}, 60_000);

const expected = (viewer: Viewer, filter: Filter) => shownTo(viewer, filter, made, world.clock());

/** Each by itself; the tips lie within ten days up to 23 November. */
const FILTERS: readonly Partial<Filter>[] = [
  { state: 'open' },
  { outcome: 'used' },
  { topic: 'open' },
  { topic: 'secret' },
  { channel: 'form' },
  { assignee: 'me' },
  { assignee: 'none' },
  { assignee: 'other@newsroom.example' },
  { assignee: 'nobody@newsroom.example' },
  { tag: '화재' },
  { tag: '없는 것' },
  { talk: 'replied' },
  { talk: 'unanswered' },
  { talk: 'waiting' },
  { has: ['media'] },
  { has: ['file', 'contact'] },
  { has: ['permission'] },
  { unread: true },
  { from: '2026-11-20' },
  { to: '2026-11-18' },
  { from: '2030-01-01' },
];

async function numbersOf(viewer: Viewer, filter: Filter): Promise<number[]> {
  const rows = await world.desk.database.query
    .selectFrom('tips')
    .select('number')
    .where(conditionOf(world.desk, viewer, filter))
    .orderBy('number', 'desc')
    .execute();
  return rows.map(({ number }) => number);
}

test('Every view, filter and pair of filters finds what a plain reading does, for each role', async () => {
  const filters = [
    ...VIEWS.flatMap(view => FILTERS.map(one => ({ ...EVERYTHING, view, ...one }))),
    ...FILTERS.flatMap((one, index) =>
      FILTERS.slice(index + 1).map(other => ({ ...EVERYTHING, ...one, ...other })),
    ),
  ];
  for (const viewer of viewers)
    for (const filter of filters)
      expect(await numbersOf(viewer, filter), JSON.stringify([viewer.role, filter])).toEqual(
        expected(viewer, filter),
      );
}, 120_000);

test('The counts of all views are those of a plain reading, for each role', async () => {
  for (const viewer of viewers)
    expect(Object.fromEntries((await countViews(world.desk, viewer)).views)).toEqual(
      Object.fromEntries(VIEWS.map(view => [view, expected(viewer, { ...EVERYTHING, view }).length])),
    );
});

test('Pages in every order meet without a gap, forward and back', async () => {
  for (const viewer of viewers.slice(1, 4))
    for (const sort of SORTS)
      for (const view of ['all', 'new', 'closed'] as const) {
        const filter = { ...EVERYTHING, view, sort };
        const pages = await pagesOf(viewer, filter);
        const numbers = (page: ListPage) => page.rows.map(({ number }) => number);
        expect(pages.flatMap(numbers), JSON.stringify(filter)).toEqual(expected(viewer, filter));
        for (const [index, page] of pages.slice(1).entries()) {
          if (page.newest === null) throw new Error('a page without a row');
          const back = await listTips(world.desk, viewer, { filter, after: page.newest });
          expect(numbers(back)).toEqual(numbers(pages[index] ?? page));
        }
      }
}, 60_000);

test('What a tag leads to stands in the order of the list, a page of another view too', async () => {
  for (const viewer of viewers)
    for (const sort of SORTS)
      for (const view of ['all', 'new', 'closed'] as const)
        for (const tag of ['화재', '없는 것']) {
          const filter = { ...EVERYTHING, view, sort, tag };
          const all = expected(viewer, filter);
          const pages = await pagesOf(viewer, filter);
          const numbers = pages.flatMap(({ rows }) => rows.map(({ number }) => number));
          expect(numbers, JSON.stringify([viewer.role, filter])).toEqual(all);
          const [first, second] = all;
          if (first === undefined) continue;
          expect(await readNeighbours(world.desk, viewer, filter, first)).toMatchObject({
            ...{ previous: null, next: second ?? null, place: 1, count: all.length },
          });
        }
}, 60_000);

async function pagesOf(viewer: Viewer, filter: Filter): Promise<ListPage[]> {
  const pages = [await listTips(world.desk, viewer, { filter })];
  for (let last = pages[0]; last?.older && last.oldest !== null; last = pages.at(-1))
    pages.push(await listTips(world.desk, viewer, { filter, before: last.oldest }));
  return pages;
}

test('A tip has its place and those beside it in every order, and none where it may not be seen', async () => {
  const [, editor] = viewers;
  if (editor === undefined) throw new Error('no editor');
  for (const sort of SORTS) {
    const filter = { ...EVERYTHING, view: 'new' as const, sort };
    const all = expected(editor, filter);
    for (const index of [0, 1, Math.floor(all.length / 2), all.length - 1])
      expect(await readNeighbours(world.desk, editor, filter, all[index] ?? 0)).toEqual({
        previous: all[index - 1] ?? null,
        next: all[index + 1] ?? null,
        place: index + 1,
        count: all.length,
      });
  }
  const secret = made.find(({ topic }) => topic === 'secret')?.number ?? 0;
  expect(await readNeighbours(world.desk, editor, EVERYTHING, secret)).toBeNull();
  const closed = made.find(({ state, topic }) => state === 'closed' && topic !== 'secret')?.number ?? 0;
  const left = await readNeighbours(world.desk, editor, { ...EVERYTHING, view: 'new' }, closed);
  const news = expected(editor, { ...EVERYTHING, view: 'new' });
  expect(left).toMatchObject({ place: null, next: news.find(number => number < closed) ?? null });
});
