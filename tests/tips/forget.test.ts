import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Refusal } from '../../src/errors.ts';
import { erasingHandlers } from '../../src/tips/erasing.ts';
import { ERASE_FILE, ERASE_TRACES, forgetTip } from '../../src/tips/forget.ts';
import { listTips } from '../../src/tips/list.ts';
import { addNote } from '../../src/tips/note.ts';
import { readTip } from '../../src/tips/read.ts';
import { closeTip } from '../../src/tips/state.ts';
import { sweepOrphans } from '../../src/tips/sweep.ts';
import { DAY } from '../support/clock.ts';
import { ON_DISK } from '../support/settings.ts';
import { createTipWorld } from './tip-world.ts';

const secrets = {
  message: '비밀스러운 이야기',
  title: '비밀 제목',
  place: '비밀 장소',
  name: '비밀 이름',
  phone: '010-9999-8888',
};

test('a forgotten tip leaves its number and its history, and nothing of its words, contacts and files', async () => {
  const { desk, viewer, submit, takeFile, recalled } = await createTipWorld();
  const file = await takeFile('비밀 사진');
  const { number } = await submit({ ...secrets, consent_contact: 'on' }, [file]);
  await addNote(desk, viewer, { number, body: '비밀 메모' });

  await forgetTip(desk, viewer, { number, version: 1 });

  const { tip, notes, events, mails } = await readTip(desk, viewer, number);
  expect(tip).toMatchObject({ kept: false, number, forgottenAt: desk.clock() });
  expect(notes).toEqual([]);
  expect(events.map(event => event.kind)).toEqual(['received', 'noted', 'forgotten', 'viewed']);
  expect(mails.map(mail => mail.state)).toEqual(['dropped', 'dropped']);
  expect(recalled).toEqual([number]);

  const tables = [
    'tips',
    'messages',
    'contacts',
    'files',
    'uploads',
    'inspections',
    'scans',
    'notes',
    'events',
    'outbox',
  ] as const;
  for (const table of tables) {
    expect(JSON.stringify(await desk.database.query.selectFrom(table).selectAll().execute())).not.toMatch(
      /비밀|9999-8888/,
    );
  }
  for await (const file of desk.files.list()) expect(file).toBeNull();
  expect((await listTips(desk, viewer, { search: '비밀' })).rows).toEqual([]);
});

test('a forgotten tip is not forgotten twice, changed or noted upon', async () => {
  const { desk, viewer, submit } = await createTipWorld();
  const { number } = await submit({ message: '글' });
  await forgetTip(desk, viewer, { number, version: 1 });
  await expect(forgetTip(desk, viewer, { number, version: 2 })).rejects.toThrow(Refusal);
  await expect(closeTip(desk, viewer, { number, version: 2 })).rejects.toThrow(Refusal);
  await expect(addNote(desk, viewer, { number, body: '메모' })).rejects.toThrow(Refusal);
});

test('erasing is owed until it is done, so that a crash in the middle leaves nothing behind', async () => {
  const { desk, viewer, submit, takeFile, recalled } = await createTipWorld();
  const file = await takeFile('남은 사진');
  const { number } = await submit({ message: '글' }, [file]);
  await forgetTip({ ...desk, files: { ...desk.files, remove: async () => {} } }, viewer, {
    number,
    version: 1,
  });

  const owed = await desk.database.query
    .selectFrom('outbox')
    .selectAll()
    .where('state', '=', 'owed')
    .execute();
  expect(owed.map(row => [row.kind, row.subject])).toEqual([
    [ERASE_FILE, file.id],
    [ERASE_TRACES, String(number)],
  ]);
  for (const { kind, subject } of owed) {
    const job = {
      id: 'x',
      kind,
      subject,
      position: 1,
      recipient: null,
      attempts: 1,
      claimedAt: 0,
      signal: AbortSignal.timeout(1),
    };
    await erasingHandlers(desk)[kind]?.run(job);
  }
  await expect(desk.files.read(file.id).toArray()).rejects.toThrow('ENOENT');
  expect(recalled).toEqual([number, number]);
});

test('a file that a crash left without a tip is swept after a day, and no other', async () => {
  const { desk, clock, submit, takeFile, folder } = await createTipWorld(ON_DISK);
  const [owned, orphan, young] = [await takeFile('a'), await takeFile('b'), await takeFile('c')];
  await submit({ message: '글' }, [owned]);
  const old = new Date(clock() - 2 * DAY);
  for (const { id } of [owned, orphan]) await utimes(join(folder, 'files', id.slice(0, 2), id), old, old);
  const { id } = young;
  await utimes(join(folder, 'files', id.slice(0, 2), id), new Date(clock()), new Date(clock()));

  expect(await sweepOrphans(desk)).toBe(1);
  expect(await desk.files.read(owned.id).toArray()).toHaveLength(1);
  expect(await desk.files.read(young.id).toArray()).toHaveLength(1);
  await expect(desk.files.read(orphan.id).toArray()).rejects.toThrow('ENOENT');
});
