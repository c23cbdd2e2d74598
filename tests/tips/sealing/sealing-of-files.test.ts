import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { SEAL_BYTES } from '../../../src/crypto/seal.ts';
import { takeTurn } from '../../../src/db/turns.ts';
import { createUploads } from '../../../src/files/uploads/uploads.ts';
import { findUploaded } from '../../../src/tips/intake/attached.ts';
import { countPlainFiles } from '../../../src/tips/sealing/plain-files.ts';
import { readPlainLeft } from '../../../src/tips/sealing/plain-left.ts';
import { createSealing } from '../../../src/tips/sealing/sealing.ts';
import { whenDone } from '../../support/cleanup.ts';
import { MINUTE, SECOND } from '../../support/clock.ts';
import { giveFile } from '../../support/kept-file.ts';
import { waitUntil } from '../../support/wait-for.ts';
import { createTipWorld, type TipWorld } from '../tip-world.ts';

const SOON = 10;
/** Of who seals, unless it is renewed. */
const TURN = 30 * SECOND;

function startSealing({ desk }: TipWorld, yieldToPosts = async () => {}) {
  let looks = 0;
  const maySeal = async () => ++looks > 0;
  const sealing = createSealing({ ...desk, maySeal }, yieldToPosts, SOON);
  whenDone(() => sealing.stop());
  sealing.start();
  return { looks: () => looks };
}

const allSealed = ({ desk }: TipWorld) =>
  waitUntil(async () => (await countPlainFiles(desk.database.query)) === 0);

test('what an older version has begun to take in is sealed once a tip has it', async () => {
  const world = await createTipWorld();
  const { desk, asOlder, submit } = world;
  const { database, masters, clock } = desk;
  const older = createUploads({ database, files: asOlder.files, masters, clock });
  const bytes = randomBytes(10);
  const { id } = await older.begin({ name: '사진.jpg', claimedType: 'image/jpeg', size: bytes.length });
  const { looks } = startSealing(world);
  await waitUntil(() => looks() >= 3);
  await desk.uploads.proceed(id, 0, Readable.from([bytes]));
  await submit({ message: '글' }, [], (await findUploaded(desk, [id])) ?? []);
  await allSealed(world);
  const row = await database.query.selectFrom('files').selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({ id, name: '', sha256: '', wrapped: expect.any(String) });
});

test('a file that takes longer than a turn is left to the one process that is at it', async () => {
  const world = await createTipWorld();
  const { desk, clock, place } = world;
  const { number } = await world.submit({ message: '글' });
  const bytes = randomBytes(3_000_000);
  await giveFile({ config: place, database: desk.database, clock }, number, { bytes, isSealed: false });
  const taken: boolean[] = [];
  let pieces = 0;
  startSealing(world, async () => {
    pieces++;
    // What another process asks before the next bytes are worked off, ten seconds behind the last.
    taken.push(await takeTurn(desk.database, { name: 'sealing of files', every: TURN, now: clock() }));
    clock.move(10 * SECOND);
  });
  await allSealed(world);
  expect(pieces).toBeGreaterThan(4);
  expect(new Set(taken)).toEqual(new Set([false]));
});

test('who has lost its turn leaves the file to the next, and nothing of its copy', async () => {
  const world = await createTipWorld();
  const { desk, clock, place } = world;
  const { number } = await world.submit({ message: '글' });
  const bytes = randomBytes(3_000_000);
  await giveFile({ config: place, database: desk.database, clock }, number, { bytes, isSealed: false });
  let pieces = 0;
  const { looks } = startSealing(world, async () => {
    if (++pieces > 1) return;
    // As after a long sleep.
    clock.move(MINUTE);
    await takeTurn(desk.database, { name: 'sealing of files', every: TURN, now: clock() });
  });
  await waitUntil(() => pieces > 0);
  const again = looks() + 10;
  await waitUntil(() => looks() >= again);
  expect(pieces).toBe(1);
  expect(await countPlainFiles(desk.database.query)).toBe(1);
  const stored: string[] = [];
  for await (const { id } of desk.files.list()) stored.push(id);
  expect(stored).toHaveLength(1);
});

test('what is plain is told: files, and uploads that no tip has yet', async () => {
  const { desk, asOlder, clock, place, submit } = await createTipWorld();
  const { database, masters } = desk;
  const { number } = await submit({ message: '글' });
  await giveFile({ config: place, database, clock }, number, { isSealed: false });
  const older = createUploads({ database, files: asOlder.files, masters, clock });
  await older.begin({ name: '사진.jpg', claimedType: 'image/jpeg', size: 1 });
  await desk.uploads.begin({ name: '사진.jpg', claimedType: 'image/jpeg', size: 1 });
  expect(await readPlainLeft(database.query)).toMatchObject({ tips: 0, files: 1, uploads: 1 });
});

test('names of files show no more of their length than sixty-four bytes do', async () => {
  const { desk, clock, place, submit } = await createTipWorld();
  const { number } = await submit({ message: '글' });
  for (const name of ['a', 'a long name.jpg']) {
    await giveFile({ config: place, database: desk.database, clock }, number, { name, claimed: '' });
    await desk.uploads.begin({ name, claimedType: '', size: 1 });
  }
  for (const table of ['files', 'uploads'] as const) {
    const rows = await desk.database.query.selectFrom(table).select('sealed').execute();
    const lengths = rows.map(({ sealed }) => Buffer.from(sealed ?? '', 'base64url').length - SEAL_BYTES);
    expect(lengths.map(length => [length > 0, length % 64])).toEqual([
      [true, 0],
      [true, 0],
    ]);
  }
});
