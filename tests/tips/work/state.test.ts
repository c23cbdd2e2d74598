import { expect, test } from 'vitest';
import { type Code, Refusal } from '../../../src/errors.ts';
import { noteFileViews } from '../../../src/tips/history/file-views.ts';
import { listTips } from '../../../src/tips/list/list.ts';
import type { Closing } from '../../../src/tips/outcomes.ts';
import { readTip, readTipFile } from '../../../src/tips/read/read-tip.ts';
import { addNote } from '../../../src/tips/work/notes/note.ts';
import { takeStep } from '../../../src/tips/work/state.ts';
import { allRows } from '../../support/all-rows.ts';
import { MINUTE } from '../../support/clock.ts';
import { addViewer, createTipWorld } from '../tip-world.ts';

const refusedWith = (code: Code) => (error: unknown) => error instanceof Refusal && error.code === code;

test('a tip is opened, closed and reopened, and each change says who and when', async () => {
  const { desk, viewer, clock, submit } = await createTipWorld();
  const { number } = await submit({ message: '글' });

  await takeStep(desk, viewer, 'opening', { number, version: 1 });
  clock.move(1_000);
  await takeStep(desk, viewer, 'closure', { number, version: 2 });
  clock.move(1_000);
  await takeStep(desk, viewer, 'reopening', { number, version: 3 });

  const { tip, events } = await readTip(desk, viewer, number);
  expect(tip.state).toEqual({ is: 'open', since: clock(), by: { email: viewer.email, name: null } });
  expect(events.filter(event => event.kind !== 'viewed')).toMatchObject([
    { kind: 'received', at: clock() - 2_000, by: null, file: null },
    { kind: 'opened', at: clock() - 2_000, by: { email: viewer.email, name: null }, file: null },
    { kind: 'closed', at: clock() - 1_000, by: { email: viewer.email, name: null }, file: null },
    { kind: 'reopened', at: clock(), by: { email: viewer.email, name: null }, file: null },
  ]);
});

test('a change that saw an older version is refused and changes nothing', async () => {
  const { desk, viewer, submit } = await createTipWorld();
  const { number } = await submit({ message: '글' });
  await takeStep(desk, viewer, 'closure', { number, version: 1 });

  await expect(takeStep(desk, viewer, 'closure', { number, version: 1 })).rejects.toSatisfy(
    refusedWith('stale'),
  );
  await expect(takeStep(desk, viewer, 'opening', { number, version: 2 })).rejects.toSatisfy(
    refusedWith('stale'),
  );
  const { events } = await readTip(desk, viewer, number);
  expect(events.filter(event => event.kind === 'closed')).toHaveLength(1);
});

test('of two changes at once one is made', async () => {
  const { desk, viewer, submit } = await createTipWorld();
  const { number } = await submit({ message: '글' });
  const ends = await Promise.allSettled(
    [1, 2, 3, 4].map(() => takeStep(desk, viewer, 'opening', { number, version: 1 })),
  );
  expect(ends.filter(end => end.status === 'fulfilled')).toHaveLength(1);
});

test('a note is kept with its writer, and never stale', async () => {
  const { desk, viewer, submit } = await createTipWorld();
  const { number } = await submit({ message: '글' });
  await addNote(desk, viewer, { number, body: '전화해 봄\r\n내일 다시' });
  const { notes, events } = await readTip(desk, viewer, number);
  expect(notes).toMatchObject([{ body: '전화해 봄\n내일 다시', by: { email: viewer.email, name: null } }]);
  expect(events.map(event => event.kind)).toContain('noted');
  await expect(addNote(desk, viewer, { number: 99, body: '없음' })).rejects.toSatisfy(
    refusedWith('not-found'),
  );
});

test('a file opens only under its own tip', async () => {
  const { desk, viewer, submit, takeFile } = await createTipWorld();
  const file = await takeFile('a');
  const { number } = await submit({ message: '글' }, [file]);
  const other = await submit({ message: '다른 글' });

  expect(await readTipFile(desk, viewer, number, file.id)).toMatchObject({
    ...file,
    seal: expect.anything(),
  });
  for (const id of [file.id.toUpperCase(), '\0', '../x']) {
    await expect(readTipFile(desk, viewer, number, id)).rejects.toSatisfy(refusedWith('no-file'));
  }
  await expect(readTipFile(desk, viewer, other.number, file.id)).rejects.toSatisfy(refusedWith('no-file'));
});

test('a view of a file is in the history with who saw which, once for each ten minutes', async () => {
  const { desk, viewer, clock, submit, takeFile } = await createTipWorld();
  const other = await addViewer(desk, 'night@newsroom.example');
  const [one, two] = [await takeFile('a'), await takeFile('b')];
  const { number } = await submit({ message: '글' }, [one, two]);
  const start = clock();
  const see = (who: typeof viewer, ...files: { id: string }[]) =>
    noteFileViews(
      desk,
      who,
      number,
      files.map(({ id }) => id),
    );

  await Promise.all([1, 2, 3, 4].map(() => see(viewer, one)));
  await see(viewer, one, two);
  await see(other, one);
  clock.move(10 * MINUTE - 1);
  await see(viewer, one);
  clock.move(1);
  await see(viewer, one);

  const { events } = await readTip(desk, viewer, number);
  expect(events.filter(({ kind }) => kind === 'file viewed')).toMatchObject(
    [
      { at: start, by: { email: viewer.email, name: null }, file: one.id },
      { at: start, by: { email: viewer.email, name: null }, file: two.id },
      { at: start, by: { email: other.email, name: null }, file: one.id },
      { at: clock(), by: { email: viewer.email, name: null }, file: one.id },
    ].map(event => ({ kind: 'file viewed', ...event })),
  );
});

test('there is no tip that was never sent', async () => {
  const { desk, viewer } = await createTipWorld();
  await expect(readTip(desk, viewer, 1)).rejects.toSatisfy(refusedWith('not-found'));
});

const article = 'https://www.ytn.co.kr/_ln/0103_2026';

test('what came of a tip is said when it is closed, and goes when it is reopened', async () => {
  const { desk, viewer, submit } = await createTipWorld();
  const { number } = await submit({ message: '글' });
  const close = (version: number, closing?: Partial<Closing>) =>
    takeStep(desk, viewer, 'closure', { number, version }, closing && { closing });
  const reopen = (version: number) => takeStep(desk, viewer, 'reopening', { number, version });
  const seen = async () => {
    const { tip, publication } = await readTip(desk, viewer, number);
    const { rows } = await listTips(desk, viewer, {});
    expect(rows[0]?.outcome).toBe(tip.outcome);
    return [tip.outcome, publication?.article ?? null];
  };

  expect(await seen()).toEqual([null, null]);
  await close(1, { outcome: 'used', article });
  expect(await seen()).toEqual(['used', article]);
  await reopen(2);
  expect(await seen()).toEqual([null, null]);
  expect(await allRows(desk.database.query)).not.toContain(article);
  await close(3, { outcome: 'not for us', article: null });
  expect(await seen()).toEqual(['not for us', null]);
  await reopen(4);
  await close(5);
  expect(await seen()).toEqual([null, null]);
});

test('an outcome that an older version left at its reopening counts for nothing', async () => {
  const { desk, viewer, submit } = await createTipWorld();
  const { number } = await submit({ message: '글' });
  await takeStep(desk, viewer, 'closure', { number, version: 1 }, { closing: { outcome: 'used', article } });
  await desk.database.write(trx => trx.updateTable('tips').set({ state: 'open' }).execute());
  expect(await readTip(desk, viewer, number)).toMatchObject({ tip: { outcome: null }, publication: null });
});

test('a closing that came too late leaves what was said before', async () => {
  const { desk, viewer, submit } = await createTipWorld();
  const { number } = await submit({ message: '글' });
  const close = (closing: Partial<Closing>) =>
    takeStep(desk, viewer, 'closure', { number, version: 1 }, { closing });
  await close({ outcome: 'used', article });
  await expect(close({ outcome: 'not for us', article: null })).rejects.toSatisfy(refusedWith('stale'));
  expect(await readTip(desk, viewer, number)).toMatchObject({
    tip: { outcome: 'used' },
    publication: { article },
  });
});
