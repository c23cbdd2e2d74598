import { expect, test } from 'vitest';
import { type Code, Refusal } from '../../../../src/errors.ts';
import { toViewer, type Viewer } from '../../../../src/staff/access.ts';
import { EVERYTHING, type Filter } from '../../../../src/tips/list/filter.ts';
import { listTips } from '../../../../src/tips/list/list.ts';
import { assignTip } from '../../../../src/tips/work/people/assign.ts';
import { deactivateByShell } from '../../../../src/tips/work/people/deactivate.ts';
import { forwardTip } from '../../../../src/tips/work/people/forward.ts';
import { takeStep } from '../../../../src/tips/work/state.ts';
import { plantTopics } from '../../../support/topics.ts';
import { addViewer, createTipWorld, type TipWorld } from '../../tip-world.ts';

const refusedWith = (code: Code) => (error: unknown) => error instanceof Refusal && error.code === code;

const rowOf = ({ desk }: TipWorld, number: number) =>
  desk.database.query
    .selectFrom('tips')
    .select(['state', 'state_by', 'assignee', 'version'])
    .where('number', '=', number)
    .executeTakeFirstOrThrow();

const lastEvent = ({ desk }: TipWorld) =>
  desk.database.query
    .selectFrom('events')
    .select(['kind', 'staff_id', 'subject'])
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();

const as = (viewer: Viewer, role: string, topics: readonly string[] = []): Viewer => {
  const { staffId: id, email, name, lang } = viewer;
  return toViewer({ id, email, name: name ?? null, lang, role, topics });
};

const nameThem = ({ desk }: TipWorld, { staffId }: Viewer, values: { name?: string; role?: string }) =>
  desk.database.write(trx => trx.updateTable('staff').set(values).where('id', '=', staffId).execute());

test('Who is given a new tip has taken it up, and it goes to another and back to all', async () => {
  const world = await createTipWorld();
  const { desk, viewer, submit } = world;
  const other = await addViewer(desk, 'junho@newsroom.example');
  const { number } = await submit({ message: '글' });

  await assignTip(desk, viewer, { number, version: 1, to: ' Junho@newsroom.example ' });
  const given = { state: 'open', state_by: other.staffId, assignee: other.staffId, version: 2 };
  expect(await rowOf(world, number)).toEqual(given);
  const byViewer = { staff_id: viewer.staffId };
  expect(await lastEvent(world)).toEqual({ kind: 'assigned', ...byViewer, subject: other.staffId });

  await assignTip(desk, viewer, { number, version: 2, to: viewer.email });
  expect(await lastEvent(world)).toEqual({ kind: 'assigned', ...byViewer, subject: viewer.staffId });
  await expect(assignTip(desk, viewer, { number, version: 3, to: viewer.email })).resolves.toMatchObject({
    version: 3,
  });
  await assignTip(desk, viewer, { number, version: 3, to: null });
  expect(await lastEvent(world)).toEqual({ kind: 'unassigned', ...byViewer, subject: viewer.staffId });
  expect(await rowOf(world, number)).toMatchObject({ state: 'open', assignee: null, version: 4 });
});

test('Whatever is told of a tip’s work puts it first among what changed last', async () => {
  const { desk, viewer, clock, submit } = await createTipWorld();
  const other = await addViewer(desk, 'junho@newsroom.example');
  const changes = [
    (number: number) => assignTip(desk, viewer, { number, version: 1, to: other.email }),
    (number: number) => takeStep(desk, viewer, 'opening', { number, version: 1 }),
    (number: number) => assignTip(desk, viewer, { number, version: 1, to: viewer.email }),
    (number: number) => forwardTip(desk, viewer, { number, version: 1, to: other.email, note: null }),
  ];
  const numbers: number[] = [];
  for (const _ of changes) numbers.push((await submit({ message: '글' })).number);
  const filter: Filter = { ...EVERYTHING, sort: 'changed' };
  for (const [index, number] of numbers.entries()) {
    clock.move(60_000);
    await changes[index]?.(number);
    const [first] = (await listTips(desk, viewer, { filter })).rows;
    expect(first).toMatchObject({ number, changedAt: clock() });
  }
});

test('Of two who take a tip at once one has it, and the other is told who', async () => {
  const world = await createTipWorld();
  const { desk, viewer, submit } = world;
  const other = await addViewer(desk, 'junho@newsroom.example');
  await nameThem(world, viewer, { name: '김민지' });
  await nameThem(world, other, { name: '이준호' });
  for (const take of [
    (who: Viewer, number: number) => assignTip(desk, who, { number, version: 1, to: who.email }),
    (who: Viewer, number: number) => takeStep(desk, who, 'opening', { number, version: 1 }),
  ]) {
    const { number } = await submit({ message: '글' });
    const ends = await Promise.allSettled([viewer, other].map(who => take(who, number)));
    const { assignee } = await rowOf(world, number);
    const name = assignee === viewer.staffId ? '김민지' : '이준호';
    const lost = ends.filter(end => end.status === 'rejected');
    expect(lost).toMatchObject([{ reason: { reason: { code: 'taken', name } } }]);
    expect((await lastEvent(world)).kind).toBe('opened');
  }
});

test('A reporter takes what nobody has and gives back their own, and no more', async () => {
  const world = await createTipWorld();
  const { desk, viewer, submit } = world;
  await plantTopics(desk.database, viewer.staffId);
  const reporter = as(await addViewer(desk, 'junho@newsroom.example'), 'reporter', ['other']);
  const { number } = await submit({ message: '글', topic: 'other' });
  const assign = (who: Viewer, version: number, to: string | null) =>
    assignTip(desk, who, { number, version, to });

  await expect(assign(reporter, 1, viewer.email)).rejects.toSatisfy(refusedWith('not-allowed'));
  await assign(reporter, 1, reporter.email);
  await assign(reporter, 2, null);
  await assign(viewer, 3, viewer.email);
  await expect(assign(reporter, 4, reporter.email)).rejects.toSatisfy(refusedWith('taken'));
  await expect(assign(reporter, 4, null)).rejects.toSatisfy(refusedWith('not-allowed'));
  await expect(assign(as(reporter, 'reporter'), 4, null)).rejects.toSatisfy(refusedWith('not-found'));
  expect(await rowOf(world, number)).toMatchObject({ assignee: viewer.staffId, version: 4 });
});

test('A reporter who is given a tip sees it, and sees it no more once they gave it back', async () => {
  const world = await createTipWorld();
  const { desk, viewer, submit } = world;
  const reporter = as(await addViewer(desk, 'junho@newsroom.example'), 'reporter');
  await nameThem(world, reporter, { role: 'reporter' });
  const { number } = await submit({ message: '글' });
  await assignTip(desk, viewer, { number, version: 1, to: reporter.email });
  await expect(assignTip(desk, reporter, { number, version: 2, to: null })).resolves.toEqual({
    version: 3,
    isSeen: false,
  });
});

test('Nobody is given a tip whose account has ended, is unknown, or may not see it', async () => {
  const world = await createTipWorld();
  const { desk, viewer, clock, submit } = world;
  await plantTopics(desk.database, viewer.staffId);
  const editor = await addViewer(desk, 'junho@newsroom.example');
  await nameThem(world, editor, { role: 'editor', name: '이준호' });
  const { number } = await submit({ message: '글', topic: 'own-secret' });
  const assign = (to: string) => assignTip(desk, viewer, { number, version: 1, to });

  await expect(assign(editor.email)).rejects.toMatchObject({
    reason: { code: 'may-not-see', name: '이준호' },
    faults: { to: { code: 'may-not-see' } },
  });
  await expect(assign('nobody@newsroom.example')).rejects.toSatisfy(refusedWith('colleague-unknown'));
  await nameThem(world, editor, { role: 'admin' });
  await addViewer(desk, 'last@newsroom.example');
  const ending = { email: editor.email, isLastLeft: false, unassigns: false, now: clock() };
  await deactivateByShell(desk.database, ending);
  await expect(assign(editor.email)).rejects.toSatisfy(refusedWith('colleague-unknown'));
  expect(await rowOf(world, number)).toMatchObject({ state: 'new', assignee: null, version: 1 });
});

test('A closed tip is given to nobody, and an older version seen changes nothing', async () => {
  const world = await createTipWorld();
  const { desk, viewer, submit } = world;
  const { number } = await submit({ message: '글' });
  await takeStep(desk, viewer, 'closure', { number, version: 1 });
  for (const version of [1, 2])
    await expect(assignTip(desk, viewer, { number, version, to: viewer.email })).rejects.toSatisfy(
      refusedWith('stale'),
    );
});
