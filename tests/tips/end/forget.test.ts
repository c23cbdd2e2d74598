import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { randomId } from '../../../src/crypto/ids.ts';
import { Refusal } from '../../../src/errors.ts';
import { forgetTip } from '../../../src/tips/end/forget.ts';
import { sweepOrphans } from '../../../src/tips/end/orphans.ts';
import { listTips } from '../../../src/tips/list/list.ts';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import { addNote } from '../../../src/tips/work/notes/note.ts';
import { takeStep } from '../../../src/tips/work/state.ts';
import { allRows } from '../../support/all-rows.ts';
import { DAY, HOUR, MINUTE } from '../../support/clock.ts';
import { ON_DISK } from '../../support/settings.ts';
import { createTipWorld } from '../tip-world.ts';
import { eraseOwed } from './erase-owed.ts';

const secrets = {
  message: '비밀스러운 이야기',
  title: '비밀 제목',
  place: '비밀 장소',
  name: '비밀 이름',
  phone: '010-9999-8888',
  happened_at: '어제 오후 2시',
  article: 'https://www.ytn.co.kr/_ln/0103',
};

/** Its mails may have been kept before there was a mail server. */
const WITH_SMTP = {
  SMTP_URL: 'smtp://127.0.0.1:1',
  MAIL_FROM: 'tips@newsroom.example',
  PUBLIC_URL: 'https://tips.newsroom.example',
};

async function keepMail(folder: string, tip: number): Promise<void> {
  await mkdir(join(folder, 'mail'), { recursive: true });
  await writeFile(join(folder, 'mail', `tip-${tip}.1.eml`), '비밀');
}

const keptMails = (folder: string) => readdir(join(folder, 'mail'));

test('a forgotten tip leaves its number and its history, and nothing of its words, contacts and files', async () => {
  const { desk, folder, viewer, submit, takeFile } = await createTipWorld(WITH_SMTP);
  const file = await takeFile('비밀 사진');
  const { number } = await submit({ ...secrets, consent_contact: 'on' }, [file]);
  await addNote(desk, viewer, { number, body: '비밀 메모' });
  await keepMail(folder, number);

  await forgetTip(desk, viewer, { number, version: 1 });

  const { tip, notes, events, mails } = await readTip(desk, viewer, number);
  expect(tip).toMatchObject({ kept: false, number, forgottenAt: desk.clock() });
  expect(notes).toEqual([]);
  expect(events.map(event => event.kind)).toEqual(['received', 'noted', 'forgotten', 'viewed']);
  expect(mails.map(mail => mail.state)).toEqual(['dropped', 'dropped']);
  expect(await keptMails(folder)).toEqual([]);

  expect(await allRows(desk.database.query)).not.toMatch(/비밀|9999-8888|어제|www\.ytn/);
  for await (const file of desk.files.list()) expect(file).toBeNull();
  expect((await listTips(desk, viewer, { search: '비밀' })).rows).toEqual([]);
});

test('a forgotten tip is not forgotten twice, changed or noted upon', async () => {
  const { desk, viewer, submit } = await createTipWorld();
  const { number } = await submit({ message: '글' });
  await forgetTip(desk, viewer, { number, version: 1 });
  await expect(forgetTip(desk, viewer, { number, version: 2 })).rejects.toThrow(Refusal);
  await expect(takeStep(desk, viewer, 'closure', { number, version: 2 })).rejects.toThrow(Refusal);
  await expect(addNote(desk, viewer, { number, body: '메모' })).rejects.toThrow(Refusal);
});

test('erasing is owed until it is done, so that a crash in the middle leaves nothing behind', async () => {
  const world = await createTipWorld();
  const { desk, folder, viewer, submit, takeFile } = world;
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
    .orderBy('due')
    .execute();
  expect(owed.map(row => [row.kind, row.subject])).toEqual([
    ['erase file', file.id],
    ['erase traces', String(number)],
  ]);
  // By a mail that was in hand meanwhile.
  await keepMail(folder, number);
  await eraseOwed(world);
  await expect(desk.files.read(file).toArray()).rejects.toThrow('ENOENT');
  expect(await keptMails(folder)).toEqual([]);
});

test('a file without a tip is swept after a day, one that is incoming after an hour, and no other', async () => {
  const { desk, clock, submit, takeFile, folder } = await createTipWorld(ON_DISK);
  const written = (path: string, age: number) => {
    const at = new Date(clock() - age);
    return utimes(join(folder, path), at, at);
  };
  const wholeFile = async (age: number) => {
    const file = await takeFile('a');
    await written(join('files', file.id.slice(0, 2), file.id), age);
    return file;
  };
  const incomingFile = async (age: number) => {
    const id = randomId();
    await writeFile(join(folder, 'incoming', id), 'a');
    await written(join('incoming', id), age);
    return id;
  };
  const owned = await wholeFile(2 * DAY);
  await submit({ message: '글' }, [owned]);
  const young = [(await wholeFile(DAY - MINUTE)).id, await incomingFile(HOUR - MINUTE)];
  await wholeFile(DAY + MINUTE);
  await incomingFile(HOUR + MINUTE);

  expect(await sweepOrphans(desk)).toBe(2);
  const left = (await Readable.from(desk.files.list()).toArray()).map(({ id }) => id);
  expect(left.sort()).toEqual([owned.id, ...young].sort());
});
