import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { forgetTip } from '../../../src/tips/end/forget.ts';
import { EVERYTHING } from '../../../src/tips/list/filter.ts';
import { listTips } from '../../../src/tips/list/list.ts';
import { loadTip } from '../../../src/tips/read/load.ts';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import { MOST_MESSAGES } from '../../../src/tips/talk/bounds.ts';
import { findTalk } from '../../../src/tips/talk/find-talk.ts';
import { receiveMessage } from '../../../src/tips/talk/receive-message.ts';
import type { TipFile } from '../../../src/tips/tip.ts';
import { changeReminder } from '../../../src/tips/work/remind.ts';
import { createTipWorld, upload } from '../tip-world.ts';

type More = { id?: string | null; body?: string; taken?: TipFile[]; uploaded?: TipFile[] };

const ID = '0f0e0d0c-0000-4000-8000-000000000001';

/** A desk with one tip, to which its reader adds. */
async function createTalkWorld() {
  const world = await createTipWorld();
  const { number, receipt } = await world.submit({ message: '역 앞에서 불이 났어요' });
  return {
    ...world,
    number,
    receipt,
    add: ({ id = null, body = '', taken = [], uploaded = [] }: More, desk = world.desk) =>
      receiveMessage(desk, { number, id, body, attached: { taken, uploaded } }),
    messages: async () => (await readTip(world.desk, world.viewer, number)).messages,
  };
}

test('a message of a reader who comes back stands behind the first, with its files', async () => {
  const { desk, viewer, clock, number, add, messages, takeFile } = await createTalkWorld();
  clock.move(60_000);
  const file = await takeFile('bytes', '나중.jpg');
  expect(await add({ body: '다친 사람은 없어요', taken: [file] })).toEqual({ repeated: false });
  expect(await messages()).toMatchObject([
    { answer: null, channel: 'form', body: '역 앞에서 불이 났어요', files: [] },
    { answer: null, channel: 'form', body: '다친 사람은 없어요', files: [file.id], at: clock() },
  ]);
  const { tip, events } = await readTip(desk, viewer, number);
  expect(tip).toMatchObject({ message: '역 앞에서 불이 났어요', version: 2, files: [{ name: '나중.jpg' }] });
  expect(events.map(({ kind }) => kind).filter(kind => kind !== 'viewed')).toEqual([
    'received',
    'reader wrote',
  ]);
  const [kept] = tip.kept ? tip.files : [];
  expect(kept && (await text(desk.files.read(kept)))).toBe('bytes');
});

test('a tip whose reader has written since is answered, changed, and found by the new words', async () => {
  const { desk, viewer, clock, number, add } = await createTalkWorld();
  clock.move(1_000);
  await add({ body: '소방차가 다섯 대 왔어요' });
  const { rows } = await listTips(desk, viewer, { filter: { ...EVERYTHING, view: 'answered' } });
  expect(rows).toMatchObject([{ number, turn: 'unanswered', changedAt: clock() }]);
  const found = await listTips(desk, viewer, { search: '소방차' });
  expect(found.rows.map(row => row.number)).toEqual([number]);
});

test('a message is looked at and scanned as the files of a tip are', async () => {
  const { desk, add, takeFile } = await createTalkWorld();
  const file = await takeFile('bytes');
  await add({ taken: [file] });
  const jobs = await desk.database.query
    .selectFrom('outbox')
    .select('kind')
    .where('subject', '=', file.id)
    .execute();
  expect(jobs).toEqual([{ kind: 'inspect file' }]);
});

test('two messages in the same moment keep the order in which they came, behind the first', async () => {
  const { add, messages } = await createTalkWorld();
  await add({ body: '하나' });
  await add({ body: '둘' });
  expect((await messages()).map(({ body }) => body)).toEqual(['역 앞에서 불이 났어요', '하나', '둘']);
});

test('the same message sent twice, even at once, is one, and its files are not kept twice', async () => {
  const { desk, add, messages, takeFile } = await createTalkWorld();
  const [one, other, third] = [
    await takeFile('같은 것'),
    await takeFile('같은 것'),
    await takeFile('같은 것'),
  ];
  const both = await Promise.all([
    add({ id: ID, body: '더', taken: [one] }),
    add({ id: ID, body: '더', taken: [other] }),
  ]);
  expect(both.map(({ repeated }) => repeated).sort()).toEqual([false, true]);
  expect(await add({ id: ID, body: '더', taken: [third] })).toEqual({ repeated: true });
  expect((await messages()).slice(1)).toHaveLength(1);
  const left: string[] = [];
  for await (const { id } of desk.files.list()) left.push(id);
  expect(left).toHaveLength(1);
});

test('another message under the same id is one of its own', async () => {
  const { add, messages } = await createTalkWorld();
  await add({ id: ID, body: '하나' });
  expect(await add({ id: ID, body: '둘' })).toEqual({ repeated: false });
  expect((await messages()).slice(1).map(({ body }) => body)).toEqual(['하나', '둘']);
});

test('a finished upload comes with a message, and with one alone', async () => {
  const { desk, add, messages } = await createTalkWorld();
  const file = await upload(desk);
  await add({ id: ID, body: '영상', uploaded: [file] });
  expect(await add({ id: ID, body: '영상', uploaded: [file] })).toEqual({ repeated: true });
  await expect(add({ body: '또', uploaded: [file] })).rejects.toMatchObject({ code: 'unknown-upload' });
  expect((await messages()).slice(1)).toMatchObject([{ body: '영상', files: [file.id] }]);
});

test('a message is sealed as its tip is, and a file that is sealed gives a plain tip its key', async () => {
  const { desk, submit, asOlder, takeFile } = await createTalkWorld();
  const attached = { taken: [], uploaded: [] };
  const { number } = await submit({ message: '옛글' }, [], [], asOlder);
  await receiveMessage(desk, { number, id: null, body: '아직 옛 방식', attached });
  const taken = [await takeFile('bytes')];
  await receiveMessage(desk, { number, id: null, body: '잠긴 글', attached: { taken, uploaded: [] } });
  const rows = await desk.database.query
    .selectFrom('messages')
    .select(['body', 'sealed'])
    .where('tip', '=', number)
    .orderBy('at')
    .execute();
  expect(rows.map(({ body, sealed }) => [body, sealed === null])).toEqual([
    ['옛글', true],
    ['아직 옛 방식', true],
    ['', false],
  ]);
  expect(await loadTip(desk, number)).toMatchObject({ message: '옛글', files: [{ name: '사진.jpg' }] });
});

test('a day on which a tip is looked at again comes at once when its reader writes', async () => {
  const { desk, viewer, number, add } = await createTalkWorld();
  await changeReminder(desk, viewer, { number, version: 1, on: '2026-12-24' });
  await add({ body: '더' });
  const { work, events } = await readTip(desk, viewer, number);
  expect(work.remindOn).toBe('2026-11-23');
  expect(events).toMatchObject([{}, {}, { kind: 'reader wrote' }, { kind: 'reminder woken' }, {}]);
});

test('a talk holds two hundred messages, and says so to one more, but not to one sent again', async () => {
  const { desk, number, add, messages } = await createTalkWorld();
  await desk.database.write(trx =>
    trx
      .insertInto('messages')
      .values(
        Array.from({ length: MOST_MESSAGES - 2 }, (_none, index) => ({
          ...{ id: `many ${index}`, tip: number, direction: 'in', channel: 'form' },
          ...{ at: desk.clock(), body: '더', sealed: null },
        })),
      )
      .execute(),
  );
  await add({ id: ID, body: '마지막' });
  await expect(add({ body: '하나 더' })).rejects.toMatchObject({ code: 'talk-full' });
  expect(await add({ id: ID, body: '마지막' })).toEqual({ repeated: true });
  expect(await messages()).toHaveLength(MOST_MESSAGES);
});

test('a talk holds no more letters than a page can open', async () => {
  const { desk, add } = await createTalkWorld();
  await add({ body: '더' });
  await desk.database.write(trx =>
    trx
      .updateTable('messages')
      .set({ body: 'a'.repeat(8_000_000), sealed: null })
      .where('body', '=', '')
      .execute(),
  );
  await expect(add({ body: '하나 더' })).rejects.toMatchObject({ code: 'talk-full' });
});

test('a talk holds the files of five messages', async () => {
  const { desk, add, takeFile } = await createTalkWorld();
  const most = desk.settings.limits.fileCount;
  for (let count = 0; count < 5; count += 1) {
    const taken: TipFile[] = [];
    for (let index = 0; index < most; index += 1) taken.push(await takeFile(`${count} ${index}`));
    await add({ body: '영상', taken });
  }
  await expect(add({ taken: [await takeFile('또')] })).rejects.toMatchObject({ code: 'talk-full' });
  expect(await add({ body: '글은 더' })).toEqual({ repeated: false });
});

test('staff who have not seen what a reader wrote meanwhile cannot forget the tip', async () => {
  const { desk, viewer, number, add } = await createTalkWorld();
  await add({ body: '더' });
  await expect(forgetTip(desk, viewer, { number, version: 1 })).rejects.toMatchObject({ code: 'stale' });
});

test('to a forgotten tip nothing is added, and an upload stays for its reader', async () => {
  const { desk, viewer, number, receipt, add } = await createTalkWorld();
  const file = await upload(desk);
  await forgetTip(desk, viewer, { number, version: 1 });
  await expect(add({ body: '더', uploaded: [file] })).rejects.toMatchObject({ code: 'talk-over' });
  expect(await desk.uploads.find(file.id)).not.toBeNull();
  expect(await desk.database.query.selectFrom('messages').select('id').execute()).toEqual([]);
  expect(await findTalk(desk, receipt)).toMatchObject({ number, over: 'forgotten' });
});

test('a forgotten talk leaves no word and no file, and its proof counts all of them', async () => {
  const { desk, viewer, number, add, takeFile } = await createTalkWorld();
  await add({ body: '더', taken: [await takeFile('bytes')] });
  await forgetTip(desk, viewer, { number, version: 2 });
  const { forgetting } = await readTip(desk, viewer, number);
  expect(forgetting?.proof?.counts).toMatchObject({ messages: 2, files: 1 });
  const left: string[] = [];
  for await (const { id } of desk.files.list()) left.push(id);
  expect(left).toEqual([]);
});

test.each([
  ['as it stands', (receipt: string) => receipt],
  ['in small letters, with spaces', (receipt: string) => ` ${receipt.toLowerCase().replaceAll('-', ' ')} `],
  ['with O for 0 and I for 1', (receipt: string) => receipt.replaceAll('0', 'O').replaceAll('1', 'I')],
])('a receipt opens its talk %s', async (_how, typed) => {
  const { desk, number, receipt } = await createTalkWorld();
  expect(await findTalk(desk, typed(receipt))).toEqual({ number, receipt, over: null });
});

test.each(['', 'MJY0Z-NMVY1-XXEJN-8JATM', 'no code at all'])('%j opens no talk', async typed => {
  const { desk } = await createTalkWorld();
  expect(await findTalk(desk, typed)).toBeNull();
});
