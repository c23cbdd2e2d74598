import { expect, test } from 'vitest';
import { Refusal } from '../../src/errors.ts';
import { noteFileViews } from '../../src/tips/file-views.ts';
import { addNote } from '../../src/tips/note.ts';
import { readTip, readTipFile } from '../../src/tips/read.ts';
import { closeTip, openTip, reopenTip } from '../../src/tips/state.ts';
import { MINUTE } from '../support/clock.ts';
import { addViewer, createTipWorld } from './tip-world.ts';

const refusedWith = (status: number) => (error: unknown) =>
  error instanceof Refusal && error.status === status;

test('a tip is opened, closed and reopened, and each change says who and when', async () => {
  const { desk, viewer, clock, submit } = await createTipWorld();
  const { number } = await submit({ message: '글' });

  await openTip(desk, viewer, { number, version: 1 });
  clock.move(1_000);
  await closeTip(desk, viewer, { number, version: 2 });
  clock.move(1_000);
  await reopenTip(desk, viewer, { number, version: 3 });

  const { tip, events } = await readTip(desk, viewer, number);
  expect(tip.state).toEqual({ is: 'open', since: clock(), by: viewer.email });
  expect(events.filter(event => event.kind !== 'viewed')).toEqual([
    { kind: 'received', at: clock() - 2_000, by: null, file: null },
    { kind: 'opened', at: clock() - 2_000, by: viewer.email, file: null },
    { kind: 'closed', at: clock() - 1_000, by: viewer.email, file: null },
    { kind: 'reopened', at: clock(), by: viewer.email, file: null },
  ]);
});

test('a change that saw an older version is refused and changes nothing', async () => {
  const { desk, viewer, submit } = await createTipWorld();
  const { number } = await submit({ message: '글' });
  await closeTip(desk, viewer, { number, version: 1 });

  await expect(closeTip(desk, viewer, { number, version: 1 })).rejects.toSatisfy(refusedWith(409));
  await expect(openTip(desk, viewer, { number, version: 2 })).rejects.toSatisfy(refusedWith(409));
  const { events } = await readTip(desk, viewer, number);
  expect(events.filter(event => event.kind === 'closed')).toHaveLength(1);
});

test('of two changes at once one is made', async () => {
  const { desk, viewer, submit } = await createTipWorld();
  const { number } = await submit({ message: '글' });
  const ends = await Promise.allSettled(
    [1, 2, 3, 4].map(() => openTip(desk, viewer, { number, version: 1 })),
  );
  expect(ends.filter(end => end.status === 'fulfilled')).toHaveLength(1);
});

test('a note is kept with its writer, and never stale', async () => {
  const { desk, viewer, submit } = await createTipWorld();
  const { number } = await submit({ message: '글' });
  await addNote(desk, viewer, { number, body: '전화해 봄\r\n내일 다시' });
  const { notes, events } = await readTip(desk, viewer, number);
  expect(notes).toMatchObject([{ body: '전화해 봄\n내일 다시', by: viewer.email }]);
  expect(events.map(event => event.kind)).toContain('noted');
  await expect(addNote(desk, viewer, { number: 99, body: '없음' })).rejects.toSatisfy(refusedWith(404));
});

test('a file opens only under its own tip', async () => {
  const { desk, viewer, submit, takeFile } = await createTipWorld();
  const file = await takeFile('a');
  const { number } = await submit({ message: '글' }, [file]);
  const other = await submit({ message: '다른 글' });

  expect(await readTipFile(desk, viewer, number, file.id)).toMatchObject(file);
  for (const id of [file.id.toUpperCase(), '\0', '../x']) {
    await expect(readTipFile(desk, viewer, number, id)).rejects.toSatisfy(refusedWith(404));
  }
  await expect(readTipFile(desk, viewer, other.number, file.id)).rejects.toSatisfy(refusedWith(404));
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
  expect(events.filter(({ kind }) => kind === 'file viewed')).toEqual(
    [
      { at: start, by: viewer.email, file: one.id },
      { at: start, by: viewer.email, file: two.id },
      { at: start, by: other.email, file: one.id },
      { at: clock(), by: viewer.email, file: one.id },
    ].map(event => ({ kind: 'file viewed', ...event })),
  );
});

test('there is no tip that was never sent', async () => {
  const { desk, viewer } = await createTipWorld();
  await expect(readTip(desk, viewer, 1)).rejects.toSatisfy(refusedWith(404));
});
