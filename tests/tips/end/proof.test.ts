import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { randomId } from '../../../src/crypto/ids.ts';
import { newSalt } from '../../../src/crypto/masters.ts';
import { erasingHandlers } from '../../../src/tips/end/erasing.ts';
import { forgetTip } from '../../../src/tips/end/forget.ts';
import { digestOf } from '../../../src/tips/end/proof.ts';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import { keepDraft } from '../../../src/tips/work/notes/drafts.ts';
import { addNote } from '../../../src/tips/work/notes/note.ts';
import { allRows } from '../../support/all-rows.ts';
import { ON_DISK } from '../../support/settings.ts';
import { indexTips } from '../list/search/index-tips.ts';
import { createTipWorld, type TipWorld } from '../tip-world.ts';
import { eraseOwed } from './erase-owed.ts';

const proofs = ({ desk }: TipWorld) => desk.database.query.selectFrom('forgettings').selectAll().execute();

test('a proof says when, by whom and what, and nothing of what stood there', async () => {
  const world = await createTipWorld();
  const { desk, viewer, clock, submit, takeFile } = world;
  const file = await takeFile('사진', '비밀.jpg');
  const { number } = await submit({ message: '비밀', phone: '010-9999-8888', consent_contact: 'on' }, [file]);
  await addNote(desk, viewer, { number, body: '비밀' });
  await addNote(desk, viewer, { number, body: '비밀 둘' });
  await keepDraft(desk, viewer, { number, body: '비밀', draft: { id: randomId(), seen: 0 } });

  await forgetTip(desk, viewer, { number, version: 1 });
  const [proof] = await proofs(world);
  expect(proof).toMatchObject({
    tip: number,
    at: clock(),
    staff_id: viewer.staffId,
    rule: null,
    proved_at: null,
  });
  expect(JSON.parse(proof?.destroyed ?? '')).toEqual({
    counts: { tip_keys: 1, tip_heads: 1, messages: 1, contacts: 1, files: 1, notes: 2, drafts: 1 },
    files: [file.id],
  });
  // With its hyphen: four digits alone come about by chance, in so much hex.
  expect(JSON.stringify(proof)).not.toMatch(/비밀|9999-8888/);
});

test('the digest is SHA-256 over number and sorted ids, as anyone can count it again', async () => {
  const world = await createTipWorld();
  const { desk, viewer, submit } = world;
  const { number } = await submit({ message: '글' });
  await addNote(desk, viewer, { number, body: '메모' });
  const { query } = desk.database;
  const message = await query.selectFrom('messages').select('id').executeTakeFirstOrThrow();
  const note = await query.selectFrom('notes').select('id').executeTakeFirstOrThrow();
  const { salt } = await query.selectFrom('tip_keys').select('salt').executeTakeFirstOrThrow();
  await forgetTip(desk, viewer, { number, version: 1 });

  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const [proof] = await proofs(world);
  expect(proof?.digest).toBe(
    hash(
      `[${number},["messages ${message.id}","notes ${note.id}","tip_heads ${number}","tip_keys ${hash(salt)}"]]`,
    ),
  );
  expect(proof?.tip_digest).toBe(hash(`[${number},"messages ${message.id}"]`));
  const rows = [
    { table: 'notes', id: note.id },
    { table: 'tip_heads', id: String(number) },
    { table: 'messages', id: message.id },
    { table: 'tip_keys', id: hash(salt) },
  ];
  expect(digestOf(number, rows)).toBe(proof?.digest);
  expect(digestOf(number, rows.slice(1))).not.toBe(proof?.digest);
});

test('the key goes with the rest, and its proof has no more of it than a hash', async () => {
  const world = await createTipWorld();
  const { desk, viewer, submit } = world;
  const { number } = await submit({ message: '글' });
  const salt = newSalt();
  await desk.database.write(async trx => {
    await trx.deleteFrom('tip_keys').execute();
    await trx.insertInto('tip_keys').values({ tip: number, master: 1, salt }).execute();
  });
  await forgetTip(desk, viewer, { number, version: 1 });
  const [proof] = await proofs(world);
  expect(JSON.parse(proof?.destroyed ?? '').counts).toEqual({ tip_keys: 1, tip_heads: 1, messages: 1 });
  expect(await allRows(desk.database.query)).not.toContain(salt);
});

test('it is proved once files and traces are gone, and not before', async () => {
  const world = await createTipWorld(ON_DISK);
  const { desk, viewer, submit, takeFile, clock } = world;
  const { number } = await submit({ message: '글' }, [await takeFile('a'), await takeFile('b')]);
  let isAway = true;
  const remove = async (ids: readonly string[]) => {
    if (isAway) throw new Error('away');
    await desk.files.remove(ids);
  };
  const away = { ...desk, files: { ...desk.files, remove } };
  await expect(forgetTip(away, viewer, { number, version: 1 })).rejects.toThrow('away');
  // The crash of before: nothing of the disk is gone yet, and all of it is owed.
  expect(await proofs(world)).toMatchObject([{ proved_at: null }]);

  isAway = false;
  await eraseOwed({ ...world, desk: away });
  const [proof] = await proofs(world);
  expect(proof?.proved_at).toBeGreaterThan(proof?.at ?? 0);
  expect(proof?.proved_at).toBeLessThanOrEqual(clock());
  for await (const file of desk.files.list()) expect(file).toBeNull();
});

test('traces wait for the files, and are tried again until these are gone', async () => {
  const world = await createTipWorld();
  const { desk, viewer, submit, takeFile } = world;
  const { number } = await submit({ message: '글' }, [await takeFile('a')]);
  await forgetTip(desk, viewer, { number, version: 1 });
  await desk.database.write(trx =>
    trx.updateTable('outbox').set({ state: 'set aside' }).where('kind', '=', 'erase file').execute(),
  );
  const traces = erasingHandlers(desk)['erase traces'];
  const job = { kind: 'erase traces', subject: number, attempts: 1, claimedAt: 0 } as const;
  const run = async () => traces.run({ ...job, signal: AbortSignal.timeout(1) });
  // Others on the same PostgreSQL may have the scrub tried more than once.
  await expect.poll(() => run().catch(String), { timeout: 30_000 }).toContain('still to go');
  expect(await proofs(world)).toMatchObject([{ proved_at: null }]);
});

test('one scrub serves all that were forgotten long enough before it', async () => {
  const world = await createTipWorld();
  const { desk, viewer, submit } = world;
  for (const message of ['가', '나', '다']) {
    const { number } = await submit({ message });
    await forgetTip(desk, viewer, { number, version: 1 });
  }
  let rewritten = 0;
  // Others on the same PostgreSQL may have it tried more than once.
  const rewriteKeys = async () => {
    const isDone = await desk.database.rewriteKeys();
    if (isDone) rewritten += 1;
    return isDone;
  };
  await eraseOwed({ ...world, desk: { ...desk, database: { ...desk.database, rewriteKeys } } });
  expect(rewritten).toBe(1);
  expect((await proofs(world)).filter(({ proved_at }) => proved_at === null)).toEqual([]);
});

test('a held tip is not forgotten, and stays as it was', async () => {
  const world = await createTipWorld();
  const { desk, viewer, submit, clock } = world;
  const { number } = await submit({ message: '남을 글' });
  const hold = { tip: number, staff_id: viewer.staffId, at: clock(), reason: '소송' };
  await desk.database.write(trx => trx.insertInto('holds').values(hold).execute());
  await expect(forgetTip(desk, viewer, { number, version: 1 })).rejects.toThrow('held');
  expect((await readTip(desk, viewer, number)).tip).toMatchObject({
    kept: true,
    message: '남을 글',
    version: 1,
  });
  expect(await proofs(world)).toEqual([]);
});

test('nothing is proved until the search’s index is made anew without the tip', async () => {
  const world = await createTipWorld();
  const { desk, viewer, submit } = world;
  const { number } = await submit({ message: '비밀' });
  await submit({ message: '다른 글' });
  await indexTips(desk);
  const runsOf = () => desk.database.query.selectFrom('search_runs').select('id').execute();
  const before = await runsOf();
  await forgetTip(desk, viewer, { number, version: 1 });
  const traces = erasingHandlers(desk)['erase traces'];
  const job = { kind: 'erase traces', subject: number, attempts: 1, claimedAt: 0 } as const;
  const run = async () => traces.run({ ...job, signal: AbortSignal.timeout(1) });
  await expect(run()).rejects.toThrow('the search is still to lose it');
  expect(await proofs(world)).toMatchObject([{ proved_at: null }]);

  await indexTips(desk);
  expect(await runsOf()).not.toEqual(before);
  const bins = await desk.database.query.selectFrom('search_bins').select('run').distinct().execute();
  expect(bins.map(({ run: id }) => id)).toEqual((await runsOf()).map(({ id }) => id));
  await eraseOwed(world);
  expect(await proofs(world)).toMatchObject([{ proved_at: expect.any(Number) }]);
});
