import { expect, test } from 'vitest';
import type { Context } from '../../../src/context.ts';
import { readLeastVersion } from '../../../src/db/versions/least-version.ts';
import { erasingHandlers } from '../../../src/tips/end/erasing.ts';
import { forgetTip } from '../../../src/tips/end/forget.ts';
import type { Filter } from '../../../src/tips/list/filter.ts';
import { EVERYTHING } from '../../../src/tips/list/filter.ts';
import { listTips } from '../../../src/tips/list/list.ts';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import { UNDO_FOR } from '../../../src/tips/said.ts';
import { answerReader, type NewAnswer } from '../../../src/tips/talk/answer-reader.ts';
import { findSentFile } from '../../../src/tips/talk/find-sent-file.ts';
import { readTalk } from '../../../src/tips/talk/read-talk.ts';
import { receiveMessage } from '../../../src/tips/talk/receive-message.ts';
import { showAnswer } from '../../../src/tips/talk/show-answer.ts';
import { takeAnswerAway } from '../../../src/tips/talk/take-answer-away.ts';
import { undoAnswer } from '../../../src/tips/talk/undo-answer.ts';
import { withdrawTip } from '../../../src/tips/talk/withdraw.ts';
import { killedAtEach } from '../killed.ts';
import { createTipWorld } from '../tip-world.ts';

/** A desk with one tip without files, whose reader is answered with one. */
async function createAnswered() {
  const world = await createTipWorld({ UPLOAD_FILE_COUNT: '1' });
  const { desk, viewer, clock } = world;
  const { number } = await world.submit({ message: '역 앞에서 불이 났어요' });
  const folder = () => readTip(desk, viewer, number);
  const answer = async (more: Partial<NewAnswer> = {}) => {
    const { tip, messages } = await folder();
    const said = { number, body: '동의서예요', way: 'receipt', seen: messages.at(-1)?.id ?? '' };
    return answerReader(desk, viewer, { ...said, version: tip.version, ...more });
  };
  const file = await world.takeFile('동의서', '동의서.jpg');
  const { message } = await answer({ files: [file] });
  return {
    ...{ ...world, number, folder, answer, file, message },
    list: async (filter: Partial<Filter> = {}) =>
      (await listTips(desk, viewer, { filter: { ...EVERYTHING, ...filter } })).rows,
    show: () => {
      clock.move(UNDO_FOR);
      return desk.database.write(trx => showAnswer(trx, message, clock()));
    },
    given: () =>
      findSentFile(desk, number, file.id).then(
        ({ name }) => name,
        error => error.code,
      ),
    rows: async () => (await desk.database.query.selectFrom('files').select('id').execute()).length,
  };
}

test('a file that goes with an answer is none of what its reader has sent', async () => {
  const { desk, number, folder, list, show } = await createAnswered();
  await show();
  const { tip, messages } = await folder();
  if (!tip.kept) throw new Error('it is gone');
  expect(tip).toMatchObject({ files: [], permission: null, sentFiles: [{ name: '동의서.jpg' }] });
  expect(messages.at(-1)?.files).toEqual(tip.sentFiles.map(({ id }) => id));
  // An older version would leave the files of an answer that it undoes.
  expect(await readLeastVersion(desk.database.query)).toBe('0.7.0');
  expect(await list()).toMatchObject([{ fileCount: 0, lead: null, permission: null }]);
  expect([await list({ has: ['file'] }), await list({ has: ['media'] })]).toEqual([[], []]);
  expect((await readTalk(desk, number))?.fileCount).toBe(0);
});

test('what staff send leaves a reader the room for their own files', async () => {
  const { desk, number, answer, takeFile, rows } = await createAnswered();
  for (const name of ['2', '3', '4', '5']) await answer({ files: [await takeFile(name)] });
  await expect(answer({ files: [await takeFile('6')] })).rejects.toMatchObject({ code: 'talk-full' });
  const attached = { taken: [await takeFile('현장')], uploaded: [] };
  await receiveMessage(desk, { number, id: null, body: '', attached });
  expect(await rows()).toBe(6);
});

test('a file is its reader’s only while its answer stands before them', async () => {
  const { desk, number, message, given, show } = await createAnswered();
  expect(await given()).toBe('no-file');
  await show();
  expect(await given()).toBe('동의서.jpg');
  expect((await readTalk(desk, number))?.messages[1]?.files).toMatchObject([{ name: '동의서.jpg', size: 9 }]);
  await takeAnswerAway(desk, { number, message });
  expect(await given()).toBe('no-file');
});

test('a file is given to nobody once its tip is withdrawn, and is gone once it is forgotten', async () => {
  const { desk, viewer, number, folder, given, show, rows, file } = await createAnswered();
  await show();
  await withdrawTip(desk, number);
  expect(await given()).toBe('no-file');
  const { version } = (await folder()).tip;
  await forgetTip(desk, viewer, { number, version });
  expect(await rows()).toBe(0);
  expect(await isKept(desk, file)).toBe(false);
});

test('wherever a process is killed that answers or undoes, an answer and its files are there together', async () => {
  const { desk, viewer, number, folder, takeFile } = await createAnswered();
  const sent = async () =>
    (await folder()).messages.filter(({ answer }) => answer).map(({ files }) => files.length);
  const rows = async () => {
    const found = desk.database.query.selectFrom('files').select(['id', 'message']);
    return (await found.execute()).map(({ message }) => message);
  };
  const file = await takeFile('둘째');
  const { tip, messages } = await folder();
  const said = { number, version: tip.version, seen: messages.at(-1)?.id ?? '', body: '또 하나' };
  const answering = (by: Context) => answerReader(by, viewer, { ...said, way: 'receipt', files: [file] });
  const { deaths } = await killedAtEach(desk, answering, async () => {
    expect([[1], [1, 1]]).toContainEqual(await sent());
  });
  expect(deaths).toBeGreaterThanOrEqual(2);
  expect(await sent()).toEqual([1, 1]);
  const second = (await folder()).messages.at(-1)?.id ?? '';
  const undoing = (by: Context) => undoAnswer(by, viewer, { number, message: second });
  await killedAtEach(desk, undoing, async () => {
    expect([[1], [1, 1]]).toContainEqual(await sent());
    expect(await rows()).toHaveLength((await sent()).length);
  });
  expect(await sent()).toEqual([1]);
});

test('an answer that is undone takes its files along, and their bytes go soon after', async () => {
  const { desk, viewer, clock, number, message, rows, file } = await createAnswered();
  expect(await undoAnswer(desk, viewer, { number, message })).toEqual({ body: '동의서예요' });
  expect(await rows()).toBe(0);
  const jobs = await desk.database.query
    .selectFrom('outbox')
    .select(['kind', 'state'])
    .where('subject', '=', file.id)
    .orderBy('kind')
    .execute();
  expect(jobs).toEqual([
    { kind: 'erase file', state: 'owed' },
    { kind: 'inspect file', state: 'dropped' },
  ]);
  expect(await isKept(desk, file)).toBe(true);
  const job = { kind: 'erase file', subject: file.id, attempts: 1, claimedAt: clock() } as const;
  await erasingHandlers(desk)['erase file'].run({ ...job, signal: AbortSignal.timeout(60_000) });
  expect(await isKept(desk, file)).toBe(false);
});

/** Whether the store has any of its bytes. */
async function isKept(
  { files }: Awaited<ReturnType<typeof createTipWorld>>['desk'],
  { id }: { id: string },
): Promise<boolean> {
  for await (const kept of files.list()) if (kept.id === id) return true;
  return false;
}
