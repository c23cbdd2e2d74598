import { expect, test } from 'vitest';
import { readLeastVersion } from '../../../src/db/versions/least-version.ts';
import { forgetTip } from '../../../src/tips/end/forget.ts';
import { EVERYTHING } from '../../../src/tips/list/filter.ts';
import { listTips } from '../../../src/tips/list/list.ts';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import { UNDO_FOR } from '../../../src/tips/said.ts';
import { answerReader, type NewAnswer } from '../../../src/tips/talk/answer-reader.ts';
import { MOST_MESSAGES } from '../../../src/tips/talk/bounds.ts';
import { readTalk } from '../../../src/tips/talk/read-talk.ts';
import { receiveMessage } from '../../../src/tips/talk/receive-message.ts';
import { sayPermission } from '../../../src/tips/talk/say-permission.ts';
import { answerHandler } from '../../../src/tips/talk/show-answer.ts';
import { undoAnswer } from '../../../src/tips/talk/undo-answer.ts';
import { withdrawTip } from '../../../src/tips/talk/withdraw.ts';
import { addViewer, createTipWorld } from '../tip-world.ts';

const QUESTION = '영상을 써도 될까요?';

/** A desk with one tip, whose reader is answered. */
async function createTalk(fields: Record<string, string> = {}) {
  const world = await createTipWorld();
  const { desk, viewer, clock } = world;
  const { number } = await world.submit({ message: '역 앞에서 불이 났어요', ...fields });
  const folder = () => readTip(desk, viewer, number);
  /** As the page that is open shows it. */
  const seen = async (): Promise<NewAnswer> => {
    const { tip, messages } = await folder();
    return { number, version: tip.version, seen: messages.at(-1)?.id ?? '', body: QUESTION, way: 'receipt' };
  };
  return {
    ...world,
    number,
    folder,
    seen,
    answer: async (more: Partial<NewAnswer> = {}) =>
      answerReader(desk, viewer, { ...(await seen()), ...more }),
    add: (body: string) =>
      receiveMessage(desk, { number, id: null, body, attached: { taken: [], uploaded: [] } }),
    /** As the job does it, again and again. */
    show: async (message: string) => {
      clock.move(UNDO_FOR);
      for (const position of [1, 2])
        await answerHandler(desk)['show answer'].run({
          ...{ kind: 'show answer', subject: message, attempts: position, claimedAt: clock() },
          signal: AbortSignal.timeout(60_000),
        });
    },
    fates: async () =>
      (await folder()).messages.flatMap(({ answer }) => (answer === null ? [] : [answer.fate])),
    ofReader: async () => (await readTalk(desk, number))?.messages.map(({ body }) => body),
    jobs: (kind: string) =>
      desk.database.query.selectFrom('outbox').select(['state', 'due']).where('kind', '=', kind).execute(),
  };
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    error => error.code,
  );

test('an answer stands in the talk at once, and its reader sees it once it cannot be undone', async () => {
  const { desk, viewer, clock, answer, show, folder, fates, ofReader, jobs } = await createTalk();
  const { version, message } = await answer();
  const { tip, messages, events } = await folder();
  expect(tip.version).toBe(version);
  expect(messages.at(-1)).toMatchObject({
    ...{ id: message, body: QUESTION },
    answer: { by: { email: viewer.email }, way: 'receipt', fate: 'waiting', shownAt: null, readAt: null },
  });
  expect(events.map(({ kind }) => kind)).toContain('answered');
  expect(await jobs('show answer')).toEqual([{ state: 'owed', due: clock() + UNDO_FOR }]);
  expect(await ofReader()).toEqual(['역 앞에서 불이 났어요']);
  await show(message);
  expect(await fates()).toEqual(['sent']);
  expect((await folder()).messages.at(-1)?.answer).toMatchObject({ shownAt: clock(), readAt: null });
  clock.move(60_000);
  expect(await ofReader()).toEqual(['역 앞에서 불이 났어요', QUESTION]);
  const readAt = clock();
  clock.move(60_000);
  await ofReader();
  expect((await folder()).messages.at(-1)?.answer).toMatchObject({ readAt });
  expect(await readLeastVersion(desk.database.query)).toBe('0.6.0');
});

test('an answer that is undone is as if nobody had written it, and cannot be undone once it is shown', async () => {
  const { desk, viewer, number, answer, show, folder, add, ofReader, jobs } = await createTalk();
  await add('다친 사람이 있어요');
  const { message } = await answer();
  const waiting = await listTips(desk, viewer, { filter: EVERYTHING });
  expect(await undoAnswer(desk, viewer, { number, message })).toEqual({ body: QUESTION });
  expect(await codeOf(undoAnswer(desk, viewer, { number, message }))).toBe('answer-gone');
  await show(message);
  expect(await ofReader()).toEqual(['역 앞에서 불이 났어요', '다친 사람이 있어요']);
  expect((await jobs('show answer')).map(({ state }) => state)).toEqual(['dropped']);
  const [before, after] = [waiting.rows[0], (await listTips(desk, viewer, { filter: EVERYTHING })).rows[0]];
  expect([before?.turn, after?.turn]).toEqual(['waiting', 'unanswered']);
  expect((await folder()).events.map(({ kind }) => kind)).toContain('answer undone');
  const second = await answer();
  await show(second.message);
  expect(await codeOf(undoAnswer(desk, viewer, { number, message: second.message }))).toBe('answer-gone');
});

test('whoever has not seen the newest of reader or colleague sends nothing', async () => {
  const { desk, viewer, seen, answer, add, fates } = await createTalk();
  const stale = await seen();
  await add('잠깐, 하나 더 있어요');
  expect(await codeOf(answerReader(desk, viewer, stale))).toBe('read-first');
  const page = await seen();
  await answer();
  const colleague = await addViewer(desk, 'other@newsroom.example');
  expect(await codeOf(answerReader(desk, colleague, page))).toBe('read-first');
  expect(await fates()).toEqual(['waiting']);
});

test('of two who answer at once one is told to read first', async () => {
  const { desk, viewer, seen, fates } = await createTalk();
  const page = await seen();
  const colleague = await addViewer(desk, 'other@newsroom.example');
  const codes = await Promise.all([
    codeOf(answerReader(desk, viewer, page)),
    codeOf(answerReader(desk, colleague, page)),
  ]);
  expect(codes.toSorted()).toEqual([null, 'read-first'].toSorted());
  expect(await fates()).toHaveLength(1);
});

test('an answer is held back where its reader writes before it goes', async () => {
  const { desk, viewer, number, answer, add, show, fates, ofReader } = await createTalk();
  const { message } = await answer();
  await add('그 영상은 쓰지 마세요');
  expect(await fates()).toEqual(['held back']);
  await show(message);
  expect(await fates()).toEqual(['held back']);
  expect(await ofReader()).toEqual(['역 앞에서 불이 났어요', '그 영상은 쓰지 마세요']);
  await undoAnswer(desk, viewer, { number, message });
  const second = await answer();
  await show(second.message);
  expect(await fates()).toEqual(['sent']);
});

test('an answer is held back where its reader takes leave to use their film back, by any clock', async () => {
  const { desk, number, clock, answer, show, fates } = await createTalk({ consent_media: 'on' });
  const { message } = await answer();
  clock.move(-60 * 60_000);
  await sayPermission(desk, { number, use: 'no' });
  expect(await fates()).toEqual(['held back']);
  await show(message);
  expect(await fates()).toEqual(['held back']);
  // Whoever has heard of it is not held back by it.
  const second = await answer();
  clock.move(-60 * 60_000);
  await show(second.message);
  expect(await fates()).toEqual(['held back', 'sent']);
});

test('a withdrawn or forgotten tip is answered by nobody, and what waits does not go', async () => {
  const { desk, viewer, number, answer, show, folder, fates } = await createTalk();
  const { message } = await answer();
  await withdrawTip(desk, number);
  await show(message);
  expect(await fates()).toEqual(['not sent']);
  expect(await codeOf(answer())).toBe('nobody-to-answer');
  const { tip } = await folder();
  await forgetTip(desk, viewer, { number, version: tip.version });
  expect(await codeOf(answer({ seen: message }))).toBe('already-forgotten');
  expect(await desk.database.query.selectFrom('messages').select('id').execute()).toEqual([]);
});

test('an answer goes by mail only where its reader left an address for it', async () => {
  const alone = await createTalk();
  for (const way of ['email', 'sms', 'pigeon'])
    expect(await codeOf(alone.answer({ way }))).toBe('way-not-open');
  const contact = { email: 'reader@example.kr', consent_contact: 'on' };
  const silent = await createTalk(contact);
  expect(await codeOf(silent.answer({ way: 'email' }))).toBe('way-not-open');
  const { answer, show, jobs, fates } = await createTalk({ ...contact, reply_by: 'email' });
  const { message } = await answer({ way: 'email' });
  expect(await jobs('answer mail')).toEqual([]);
  await show(message);
  expect((await jobs('answer mail')).map(({ state }) => state)).toEqual(['owed']);
  expect(await fates()).toEqual(['sending']);
});

test('an answer says something, no more than fits, and leaves its reader their room', async () => {
  const { desk, number, answer, add } = await createTalk();
  expect(await codeOf(answer({ body: ' \n' }))).toBe('answer-empty');
  expect(await codeOf(answer({ body: '가'.repeat(100_001) }))).toBe('text-too-long');
  const row = { tip: number, direction: 'out', channel: 'form', way: 'receipt', body: '', at: 1 } as const;
  const rows = Array.from({ length: MOST_MESSAGES }, (_, index) => ({ ...row, id: `m${index}` }));
  await desk.database.write(trx => trx.insertInto('messages').values(rows).execute());
  expect(await codeOf(answer())).toBe('talk-full');
  expect(await add('아직 쓸 수 있어요')).toEqual({ repeated: false });
});
