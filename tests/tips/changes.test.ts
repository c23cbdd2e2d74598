import { expect, test } from 'vitest';
import { Refusal } from '../../src/errors.ts';
import { addNote } from '../../src/tips/note.ts';
import { noteFileView, readTip, readTipFile } from '../../src/tips/read.ts';
import { closeTip, openTip, reopenTip } from '../../src/tips/state.ts';
import { createTipWorld } from './tip-world.ts';

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
    { kind: 'received', at: clock() - 2_000, by: null },
    { kind: 'opened', at: clock() - 2_000, by: viewer.email },
    { kind: 'closed', at: clock() - 1_000, by: viewer.email },
    { kind: 'reopened', at: clock(), by: viewer.email },
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

test('a file opens only under its own tip, and its view is in the history', async () => {
  const { desk, viewer, submit, takeFile } = await createTipWorld();
  const file = await takeFile('a');
  const { number } = await submit({ message: '글' }, [file]);
  const other = await submit({ message: '다른 글' });

  expect(await readTipFile(desk, viewer, number, file.id)).toMatchObject(file);
  await noteFileView(desk, viewer, number);
  for (const id of [file.id.toUpperCase(), '\0', '../x']) {
    await expect(readTipFile(desk, viewer, number, id)).rejects.toSatisfy(refusedWith(404));
  }
  await expect(readTipFile(desk, viewer, other.number, file.id)).rejects.toSatisfy(refusedWith(404));
  const { events } = await readTip(desk, viewer, number);
  expect(events.filter(event => event.kind === 'file viewed')).toHaveLength(1);
});

test('there is no tip that was never sent', async () => {
  const { desk, viewer } = await createTipWorld();
  await expect(readTip(desk, viewer, 1)).rejects.toSatisfy(refusedWith(404));
});
