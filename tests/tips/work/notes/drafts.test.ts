import { expect, test } from 'vitest';
import { randomId } from '../../../../src/crypto/ids.ts';
import { seal, unseal } from '../../../../src/crypto/seal.ts';
import { forgetTip } from '../../../../src/tips/end/forget.ts';
import { sweepForgotten } from '../../../../src/tips/end/orphans.ts';
import { sealTips } from '../../../../src/tips/sealing/seal-tips.ts';
import {
  keepDraft,
  loadDrafts,
  removeDraft,
  tipsWithDrafts,
} from '../../../../src/tips/work/notes/drafts.ts';
import { addViewer, createTipWorld, type TipWorld } from '../../tip-world.ts';
import { forgottenByOlder } from './forgotten-drafts.ts';

async function deskWithTip() {
  const world = await createTipWorld();
  const { number } = await world.submit({ message: '글' });
  const draft = { id: randomId(), seen: 0 };
  const texts = async (viewer = world.viewer) =>
    (await loadDrafts(world.desk, viewer, number)).map(({ text }) => text);
  return { ...world, number, draft, texts };
}

test('A draft is replaced by what its page types on, and goes when it is emptied', async () => {
  const { desk, viewer, number, draft, texts } = await deskWithTip();
  const first = await keepDraft(desk, viewer, { number, body: '전화\r\n해 봄', draft });
  expect(first).toEqual({ id: draft.id, seen: 1 });
  const second = await keepDraft(desk, viewer, { number, body: '다시', draft: { ...draft, seen: 1 } });
  expect(second).toEqual({ id: draft.id, seen: 2 });
  expect(await texts()).toEqual(['다시']);
  expect(await keepDraft(desk, viewer, { number, body: ' \n', draft: { ...draft, seen: 1 } })).toBeNull();
  expect(await texts()).toEqual(['다시']);
  expect(await keepDraft(desk, viewer, { number, body: ' \n', draft: { ...draft, seen: 2 } })).toBeNull();
  expect(await texts()).toEqual([]);
});

test('A page that has not seen what another kept leaves both texts, and one that says it all replaces it', async () => {
  const { desk, viewer, clock, number, draft, texts } = await deskWithTip();
  await keepDraft(desk, viewer, { number, body: '하나', draft });
  clock.move(1_000);
  const other = await keepDraft(desk, viewer, { number, body: '둘', draft });
  expect(other?.id).not.toBe(draft.id);
  expect(await texts()).toEqual(['둘', '하나']);
  await keepDraft(desk, viewer, { number, body: '하나 더', draft });
  expect((await texts()).toSorted()).toEqual(['둘', '하나 더']);
  await removeDraft(desk, viewer, number, { id: draft.id, seen: 1 });
  expect(await texts()).toHaveLength(2);
  await removeDraft(desk, viewer, number, { id: draft.id, seen: 2 });
  expect(await texts()).toEqual(['둘']);
});

test('Nobody reads, changes or throws away the draft of a colleague, even under its id', async () => {
  const { desk, viewer, number, draft, texts } = await deskWithTip();
  const colleague = await addViewer(desk, 'colleague@newsroom.example');
  await keepDraft(desk, viewer, { number, body: '내 글', draft });
  expect(await texts(colleague)).toEqual([]);
  expect(await tipsWithDrafts(desk, colleague)).toEqual([]);
  const seen = { ...draft, seen: 1 };
  expect((await keepDraft(desk, colleague, { number, body: '남의 글', draft: seen }))?.id).not.toBe(draft.id);
  await removeDraft(desk, colleague, number, seen);
  expect(await texts()).toEqual(['내 글']);
  expect(await tipsWithDrafts(desk, viewer)).toEqual([number]);
});

test('A draft that an older version left with a forgotten tip is swept', async () => {
  const { desk, viewer, number, draft, texts, submit } = await deskWithTip();
  const other = (await submit({ message: '다른 글' })).number;
  await keepDraft(desk, viewer, { number, body: '글', draft });
  await keepDraft(desk, viewer, { number: other, body: '글', draft: { id: randomId(), seen: 0 } });
  await desk.database.write(trx =>
    trx.updateTable('tips').set({ forgotten_at: 1 }).where('number', '=', number).execute(),
  );
  expect(await tipsWithDrafts(desk, viewer)).toEqual([other]);
  expect(await keepDraft(desk, viewer, { number, body: '더', draft })).toBeNull();
  await sweepForgotten(desk);
  expect(await texts()).toEqual([]);
  expect(await loadDrafts(desk, viewer, other)).toHaveLength(1);
});

test('Drafts are swept by two processes at once', async () => {
  const { desk, left } = await forgottenByOlder();
  await Promise.all([sweepForgotten(desk), sweepForgotten(desk)]);
  expect(await left()).toEqual([]);
});

test('A draft whose row was given to another writer or another tip is shown to nobody', async () => {
  const { desk, viewer, submit, number, draft, texts } = await deskWithTip();
  const [other, elsewhere] = [
    await addViewer(desk, 'other@newsroom.example'),
    (await submit({ message: '다른 글' })).number,
  ];
  await keepDraft(desk, viewer, { number, body: '비밀', draft });
  const give = (row: { staff_id?: string; tip?: number }) =>
    desk.database.write(trx => trx.updateTable('drafts').set(row).execute());
  await give({ staff_id: other.staffId });
  expect(await texts(other)).toEqual([]);
  await give({ staff_id: viewer.staffId, tip: elsewhere });
  expect(await loadDrafts(desk, viewer, elsewhere)).toEqual([]);
  await give({ tip: number });
  expect(await texts()).toEqual(['비밀']);
});

const sealedDrafts = async ({ database }: TipWorld['desk']) =>
  (await database.query.selectFrom('drafts').select('sealed').execute()).map(({ sealed }) => sealed);

/** What the key of all that lasts opens, whatever was forgotten since. */
const openForGood = (
  { keys }: TipWorld['desk'],
  writer: TipWorld['viewer'],
  number: number,
  sealed: string,
) => unseal(keys.draft, sealed, `${number} ${writer.staffId}`);

test('A draft is forgotten with the key of its tip, and its length tells little', async () => {
  const { desk, viewer, number, draft, submit } = await deskWithTip();
  const other = (await submit({ message: '다른 글' })).number;
  await keepDraft(desk, viewer, { number, body: '글', draft });
  await keepDraft(desk, viewer, {
    number: other,
    body: '긴 글 '.repeat(10),
    draft: { id: randomId(), seen: 0 },
  });
  const kept = await sealedDrafts(desk);
  expect(new Set(kept.map(sealed => sealed.length)).size).toBe(1);
  expect(kept.map(sealed => openForGood(desk, viewer, number, sealed))).toEqual([null, null]);
  const row = await desk.database.query
    .selectFrom('drafts')
    .selectAll()
    .where('tip', '=', number)
    .executeTakeFirstOrThrow();

  await forgetTip(desk, viewer, { number, version: 1 });
  // As found in what the database has not written over yet.
  await desk.database.write(trx => trx.insertInto('drafts').values(row).execute());
  expect(await loadDrafts(desk, viewer, number)).toEqual([]);
  expect(await loadDrafts(desk, viewer, other)).toHaveLength(1);
});

test('A draft that an older version kept is read, typed on, and sealed with its tip', async () => {
  const { desk, viewer, asOlder, draft, submit } = await deskWithTip();
  const { number } = await submit({ message: '글' }, [], [], asOlder);
  const texts = async () => (await loadDrafts(desk, viewer, number)).map(({ text }) => text);
  const sealed = seal(desk.keys.draft, '하나', `${number} ${viewer.staffId}`);
  const row = { id: draft.id, tip: number, staff_id: viewer.staffId, revision: 1, at: 1, sealed };
  await desk.database.write(trx => trx.insertInto('drafts').values(row).execute());
  expect(await texts()).toEqual(['하나']);
  expect(await keepDraft(desk, viewer, { number, body: '하나 둘', draft: { ...draft, seen: 1 } })).toEqual({
    id: draft.id,
    seen: 2,
  });

  const { database, masters } = desk;
  await database.write(trx => sealTips(trx, { engine: database.engine, masters }, [number]));
  expect(await texts()).toEqual(['하나 둘']);
  const [kept = ''] = await sealedDrafts(desk);
  expect(openForGood(desk, viewer, number, kept)).toBeNull();
});
