import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Context } from '../../../../src/context.ts';
import { type Code, Refusal } from '../../../../src/errors.ts';
import { toViewer, type Viewer } from '../../../../src/staff/access.ts';
import { forgetTip } from '../../../../src/tips/end/forget.ts';
import { NOTHING_SAID, type Outcome } from '../../../../src/tips/outcomes.ts';
import { loadTags } from '../../../../src/tips/tags/load-tags.ts';
import { changeImportance } from '../../../../src/tips/work/importance.ts';
import { changeTips } from '../../../../src/tips/work/many/change-tips.ts';
import { readChange, undoableAmong } from '../../../../src/tips/work/many/read-change.ts';
import { sweepChanges } from '../../../../src/tips/work/many/sweep-changes.ts';
import { undoChange } from '../../../../src/tips/work/many/undo.ts';
import { takeStep } from '../../../../src/tips/work/state.ts';
import { allRows } from '../../../support/all-rows.ts';
import { plantTopics } from '../../../support/topics.ts';
import { addViewer, createTipWorld } from '../../tip-world.ts';

const refusedWith = (code: Code) => (error: unknown) => error instanceof Refusal && error.code === code;

/** Five tips, and who works with them. */
async function deskOfFive() {
  const world = await createTipWorld();
  for (const message of ['하나', '둘', '셋', '넷', '다섯']) await world.submit({ message });
  return { ...world, colleague: await addViewer(world.desk, 'junho@newsroom.example') };
}

const NUMBERS = [1, 2, 3, 4, 5];

const closeAs = (outcome: Outcome, more: object = {}) => ({
  name: 'closure' as const,
  closing: { ...NOTHING_SAID, outcome, ...more },
});

/** All that a change of many can change. */
const rowsOf = ({ database }: Context) =>
  database.query
    .selectFrom('tips')
    .select(['number', 'state', 'state_since', 'state_by', 'outcome', 'duplicate_of', 'topic', 'assignee'])
    .select(['importance', 'remind_on'])
    .orderBy('number')
    .execute();

const kindsOf = async ({ database }: Context, tip: number) => {
  const rows = database.query.selectFrom('events').select('kind').where('tip', '=', tip).orderBy('id');
  return (await rows.execute()).map(({ kind }) => kind);
};

const changesKept = ({ database }: Context) =>
  database.query.selectFrom('changed_tips').select(['change', 'tip']).execute();

test('Many are closed by one change, and undone each is what it was before', async () => {
  const { desk, viewer } = await deskOfFive();
  await takeStep(desk, viewer, 'opening', { number: 2, version: 1 });
  const article = 'https://news.example/secret-article';
  await takeStep(
    desk,
    viewer,
    'closure',
    { number: 3, version: 1 },
    { closing: { ...NOTHING_SAID, outcome: 'used', article } },
  );
  const before = await rowsOf(desk);
  const closed = await changeTips(desk, viewer, {
    numbers: [5, 1, 2, 3, 1],
    change: closeAs('spam'),
    asOf: null,
  });
  expect(closed).toMatchObject({ changed: 3, left: [{ number: 3, code: 'already-so' }] });
  expect(
    (await rowsOf(desk)).filter(({ outcome }) => outcome === 'spam').map(({ number }) => number),
  ).toEqual([1, 2, 5]);
  const opened = await changeTips(desk, viewer, { numbers: [3], change: { name: 'reopening' }, asOf: null });
  expect(await undoChange(desk, viewer, opened.undo)).toEqual({ changed: 1, left: [] });
  expect(await undoChange(desk, viewer, closed.undo)).toEqual({ changed: 3, left: [] });
  expect(await rowsOf(desk)).toEqual(before);
  expect(await kindsOf(desk, 1)).toEqual(['received', 'closed', 'undone']);
  expect(await desk.database.query.selectFrom('closures').select('tip').execute()).toEqual([{ tip: 3 }]);
  expect(await allRows(desk.database.query)).not.toContain('secret-article');
});

test('Tags, importance, topic and assignee are changed, and given back as they were', async () => {
  const { desk, viewer, colleague } = await deskOfFive();
  await plantTopics(desk.database, viewer.staffId);
  const tagged = (add: string[], remove: string[] = []) => ({ name: 'tags' as const, add, remove });
  const change = (numbers: number[], change: Parameters<typeof changeTips>[2]['change']) =>
    changeTips(desk, viewer, { numbers, change, asOf: null });
  const tags = async () => [...(await loadTags(desk, NUMBERS)).values()];
  await change([1, 2], tagged(['화재', '홍수']));
  const before = [await rowsOf(desk), await tags()];
  const done = [
    await change([1, 2, 3], tagged(['HONG', '화재'], ['홍수'])),
    await change([1, 2, 3], { name: 'importance', importance: 2 }),
    await change([1, 2, 3], { name: 'assignment', to: colleague.email }),
  ];
  expect(await tags()).toEqual([['화재', 'HONG'], ['화재', 'HONG'], ['화재', 'HONG'], [], []]);
  expect(await rowsOf(desk)).toMatchObject(
    NUMBERS.map(number => (number > 3 ? { assignee: null } : { assignee: colleague.staffId, importance: 2 })),
  );
  for (const { undo } of done.toReversed())
    expect(await undoChange(desk, viewer, undo)).toEqual({ changed: 3, left: [] });
  expect([await rowsOf(desk), await tags()]).toEqual(before);
});

test('What was changed since the list was drawn is left alone, and told', async () => {
  const { desk, viewer, colleague, clock } = await deskOfFive();
  const asOf = clock();
  clock.move(1_000);
  await changeImportance(desk, colleague, { number: 2, version: 1, importance: 1 });
  const changed = await changeTips(desk, viewer, { numbers: [1, 2, 9], change: closeAs('spam'), asOf });
  expect(changed).toMatchObject({
    changed: 1,
    left: [
      { number: 2, code: 'stale' },
      { number: 9, code: 'not-found' },
    ],
  });
  expect(await readChange(desk, viewer, changed.undo)).toMatchObject({ changed: 1, left: changed.left });
});

test('What a colleague changed as the list was drawn is left alone, and not what one did oneself', async () => {
  const { desk, viewer, colleague, clock } = await deskOfFive();
  clock.move(60_000);
  await changeImportance(desk, colleague, { number: 1, version: 1, importance: 1 });
  await changeImportance(desk, viewer, { number: 2, version: 1, importance: 1 });
  const change = (tips: number[], asOf: number) =>
    changeTips(desk, viewer, { numbers: tips, change: { name: 'opening' }, asOf });
  // Dated before it was kept, or by the clock of another process.
  expect(await change([1, 2, 3], clock() + 1_000)).toMatchObject({
    changed: 2,
    left: [{ number: 1, code: 'stale' }],
  });
  expect(await change([1], clock() + 60_000)).toMatchObject({ changed: 1, left: [] });
});

test('What somebody changed after it is not undone, and told', async () => {
  const { desk, viewer, colleague } = await deskOfFive();
  const { undo } = await changeTips(desk, viewer, { numbers: [1, 2], change: closeAs('spam'), asOf: null });
  await changeImportance(desk, colleague, { number: 2, version: 2, importance: 1 });
  await expect(undoChange(desk, colleague, undo)).rejects.toSatisfy(refusedWith('not-found'));
  const left = [{ number: 2, code: 'stale' }];
  expect(await undoChange(desk, viewer, undo)).toEqual({ changed: 1, left });
  await expect(undoChange(desk, viewer, undo)).rejects.toSatisfy(refusedWith('undone-already'));
  expect((await rowsOf(desk)).slice(0, 2)).toMatchObject([{ state: 'new' }, { state: 'closed' }]);
});

test('Two who undo the same at once tell together what was left alone', async () => {
  const { desk, viewer, colleague } = await deskOfFive();
  const { undo } = await changeTips(desk, viewer, { numbers: NUMBERS, change: closeAs('spam'), asOf: null });
  for (const number of [2, 4]) await changeImportance(desk, colleague, { number, version: 2, importance: 1 });
  await Promise.all([undoChange(desk, viewer, undo), undoChange(desk, viewer, undo)]);
  const told = await readChange(desk, viewer, undo);
  expect(told).toMatchObject({ undone: 3, changed: 0 });
  expect(told?.left.toSorted((one, other) => one.number - other.number)).toEqual([
    { number: 2, code: 'stale' },
    { number: 4, code: 'stale' },
  ]);
});

test('Two who change the same at once do each tip once, and both are told', async () => {
  const { desk, viewer, colleague } = await deskOfFive();
  const take = (who: Viewer, numbers: number[]) =>
    changeTips(desk, who, { numbers, change: { name: 'opening' }, asOf: null });
  const [one, other] = await Promise.all([take(viewer, [1, 2, 3, 4]), take(colleague, [5, 4, 3, 2])]);
  expect(one.changed + other.changed).toBe(5);
  expect([...one.left, ...other.left].map(({ number }) => number).sort()).toEqual([2, 3, 4]);
  for (const { code } of [...one.left, ...other.left])
    expect(['taken', 'already-so', 'stale', 'wrong-state']).toContain(code);
  const undone = await Promise.all([
    undoChange(desk, viewer, one.undo),
    undoChange(desk, viewer, one.undo).catch(() => ({ changed: 0, left: [] })),
  ]);
  expect(undone.map(({ changed }) => changed).reduce((sum, count) => sum + count)).toBe(one.changed);
  expect(undone.flatMap(({ left }) => left)).toEqual([]);
});

test('Who may not see a tip, or not give it away, is told so of that tip alone', async () => {
  const { desk, viewer, colleague } = await deskOfFive();
  const { topic, moveTo } = await topicsOf(desk, viewer);
  await moveTo(1, topic);
  const account = { id: colleague.staffId, email: colleague.email, role: 'reporter', topics: [topic] };
  const reporter = toViewer(account);
  const change = (numbers: number[], to: string | null) =>
    changeTips(desk, reporter, { numbers, change: { name: 'assignment', to }, asOf: null });
  expect(await change([1, 2], viewer.email)).toMatchObject({
    changed: 0,
    left: [
      { number: 1, code: 'not-allowed' },
      { number: 2, code: 'not-found' },
    ],
  });
  const taken = await change([1, 2], reporter.email);
  expect(taken).toMatchObject({ changed: 1, left: [{ number: 2, code: 'not-found' }] });
  // Out of the team meanwhile, and no more theirs.
  const outside = toViewer({ ...account, topics: [] });
  await changeTips(desk, viewer, { numbers: [1], change: { name: 'assignment', to: null }, asOf: null });
  expect(await undoChange(desk, outside, taken.undo)).toEqual({
    changed: 0,
    left: [{ number: 1, code: 'not-found' }],
  });
});

async function topicsOf(desk: Context, viewer: Viewer) {
  await plantTopics(desk.database, viewer.staffId);
  const { slug: topic } = await desk.database.query
    .selectFrom('topics')
    .select('slug')
    .where('confidential', '=', 0)
    .orderBy('position')
    .executeTakeFirstOrThrow();
  const moveTo = (tip: number, to: string) =>
    desk.database.write(trx =>
      trx.updateTable('tips').set({ topic: to }).where('number', '=', tip).execute(),
    );
  return { topic, moveTo };
}

test('What is wrong whatever the tip is refused before anything is changed', async () => {
  const { desk, viewer } = await deskOfFive();
  const change = (numbers: number[], change: Parameters<typeof changeTips>[2]['change']) =>
    changeTips(desk, viewer, { numbers, change, asOf: null });
  for (const [ask, code] of [
    [() => change([], { name: 'opening' }), 'none-chosen'],
    [
      () =>
        change(
          Array.from({ length: 5_001 }, (_, index) => index),
          { name: 'opening' },
        ),
      'too-many-chosen',
    ],
    [() => change([1], { name: 'assignment', to: 'nobody@newsroom.example' }), 'colleague-unknown'],
    [() => change([1], { name: 'topic', topic: 'nowhere' }), 'topic-unknown'],
    [() => change([1], { name: 'tags', add: [], remove: [] }), 'tag-missing'],
    [() => change([1], closeAs('duplicate', { duplicateOf: 77 })), 'duplicate-unknown'],
  ] as const)
    await expect(ask()).rejects.toSatisfy(refusedWith(code));
  expect(await desk.database.query.selectFrom('bulk_changes').selectAll().execute()).toEqual([]);
  const twice = await change([1, 2], closeAs('duplicate', { duplicateOf: 2 }));
  expect(twice).toMatchObject({ changed: 1, left: [{ number: 2, code: 'duplicate-of-itself' }] });
});

test('Two tips are never made duplicates of each other by undoing', async () => {
  const { desk, viewer } = await deskOfFive();
  const close = (tip: number, duplicateOf: number) =>
    changeTips(desk, viewer, { numbers: [tip], change: closeAs('duplicate', { duplicateOf }), asOf: null });
  await close(1, 2);
  await close(3, 4);
  const reopened = await changeTips(desk, viewer, {
    numbers: [1, 3],
    change: { name: 'reopening' },
    asOf: null,
  });
  await close(2, 1);
  expect(await undoChange(desk, viewer, reopened.undo)).toEqual({
    changed: 1,
    left: [{ number: 1, code: 'duplicate-of-itself' }],
  });
  expect((await rowsOf(desk)).slice(0, 4)).toMatchObject([
    { state: 'open', duplicate_of: null },
    { state: 'closed', duplicate_of: 1 },
    { state: 'closed', duplicate_of: 4 },
    { state: 'new' },
  ]);
});

test('An article that does not open stays where something else is undone', async () => {
  const { desk, viewer } = await deskOfFive();
  const used = closeAs('used', { article: 'https://news.example/a' });
  await changeTips(desk, viewer, { numbers: [1], change: used, asOf: null });
  await desk.database.write(trx => trx.updateTable('closures').set({ sealed: 'unreadable' }).execute());
  const tags = { name: 'tags' as const, add: ['화재'], remove: [] };
  const { undo } = await changeTips(desk, viewer, { numbers: [1], change: tags, asOf: null });
  expect(await undoChange(desk, viewer, undo)).toEqual({ changed: 1, left: [] });
  const kept = await desk.database.query.selectFrom('closures').select(['tip', 'sealed']).execute();
  expect(kept).toEqual([{ tip: 1, sealed: 'unreadable' }]);
});

test('A tip that is forgotten meanwhile leaves nothing to undo, and the others are undone', async () => {
  const { desk, viewer } = await deskOfFive();
  const { undo } = await changeTips(desk, viewer, { numbers: [1, 2], change: closeAs('spam'), asOf: null });
  await forgetTip(desk, viewer, { number: 1, version: 2 });
  expect(await changesKept(desk)).toEqual([{ change: undo, tip: 2 }]);
  expect(await undoChange(desk, viewer, undo)).toEqual({ changed: 1, left: [] });
  const again = await changeTips(desk, viewer, { numbers: [1, 2], change: closeAs('spam'), asOf: null });
  expect(again).toMatchObject({ changed: 1, left: [{ number: 1, code: 'already-forgotten' }] });
});

test('For a day it can be undone, and then nothing of it is kept', async () => {
  const { desk, viewer, clock } = await deskOfFive();
  const { undo } = await changeTips(desk, viewer, { numbers: [1, 2], change: closeAs('spam'), asOf: null });
  const event = await desk.database.query
    .selectFrom('events')
    .select('id')
    .where('kind', '=', 'closed')
    .where('tip', '=', 1)
    .executeTakeFirstOrThrow();
  expect(await undoableAmong(desk, viewer, [event.id])).toEqual(new Map([[event.id, undo]]));
  clock.move(24 * 60 * 60_000 - 1);
  await sweepChanges(desk);
  expect(await changesKept(desk)).toHaveLength(2);
  clock.move(1);
  await expect(undoChange(desk, viewer, undo)).rejects.toSatisfy(refusedWith('undo-over'));
  expect(await undoableAmong(desk, viewer, [event.id])).toEqual(new Map());
  await sweepChanges(desk);
  expect(await changesKept(desk)).toEqual([]);
  expect(await desk.database.query.selectFrom('bulk_changes').selectAll().execute()).toEqual([]);
});

test('What a colleague looks at meanwhile does not stand for what was done', async () => {
  const { desk, viewer, colleague, clock } = await deskOfFive();
  // Numbered later, and kept before: PostgreSQL hands out ids to all who write at once.
  const id = 1_000_000;
  const overriding = desk.database.engine === 'postgres' ? sql`overriding system value` : sql``;
  await desk.database.write(trx =>
    sql`insert into events (id, tip, kind, staff_id, at) ${overriding} values (${id}, 1, 'viewed', ${colleague.staffId}, ${clock()})`.execute(
      trx,
    ),
  );
  const { undo } = await changeTips(desk, viewer, { numbers: [1], change: closeAs('spam'), asOf: null });
  const closed = await desk.database.query
    .selectFrom('events')
    .select('id')
    .where('kind', '=', 'closed')
    .executeTakeFirstOrThrow();
  expect(await undoableAmong(desk, viewer, [id, closed.id])).toEqual(new Map([[closed.id, undo]]));
});

test('What broke off between two tips stands for those that are done, and is undone', async () => {
  const { desk, viewer } = await deskOfFive();
  let writes = 0;
  const broken: Context = {
    ...desk,
    database: {
      ...desk.database,
      write: work => {
        writes += 1;
        if (writes > 3) return Promise.reject(new Error('the process has ended'));
        return desk.database.write(work);
      },
    },
  };
  const asked = { numbers: NUMBERS, change: closeAs('spam'), asOf: null };
  await expect(changeTips(broken, viewer, asked)).rejects.toThrow('has ended');
  await expect.poll(() => changesKept(desk)).toHaveLength(2);
  const closed = (await rowsOf(desk)).filter(({ state }) => state === 'closed');
  expect(closed).toHaveLength(2);
  const [first] = await changesKept(desk);
  expect(await undoChange(desk, viewer, first?.change ?? '')).toEqual({ changed: 2, left: [] });
  expect((await rowsOf(desk)).every(({ state }) => state === 'new')).toBe(true);
});
