import { randomBytes } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { backUp } from '../../../src/backup/back-up.ts';
import { BackupError } from '../../../src/backup/backup-error.ts';
import { verifyBackup } from '../../../src/backup/verify.ts';
import type { Context } from '../../../src/context.ts';
import { findStored } from '../../../src/files/sealed/find-stored.ts';
import { createLog } from '../../../src/log.ts';
import { forgetTip } from '../../../src/tips/end/forget.ts';
import { eraseReplaced, sweepOrphans } from '../../../src/tips/end/orphans.ts';
import { loadFiles } from '../../../src/tips/read/load.ts';
import { countPlainFiles } from '../../../src/tips/sealing/plain-files.ts';
import { sealPlainFiles } from '../../../src/tips/sealing/seal-files.ts';
import { createMeters } from '../../../src/web/http/metrics/meters.ts';
import {
  backUpInto,
  createSink,
  databaseOf,
  emptyPlace,
  piecesOf,
  publicKey,
  restoreFrom,
  unlock,
} from '../../backup/backup-world.ts';
import { whenDone } from '../../support/cleanup.ts';
import { DAY } from '../../support/clock.ts';
import { giveFile } from '../../support/kept-file.ts';
import { filesOf } from '../../support/sealed-files.ts';
import { createTipWorld } from '../tip-world.ts';

const film = randomBytes(200_000);
const [thumbnail, copy] = [randomBytes(3_000), randomBytes(70_000)];
const sealing = (more: Partial<Parameters<typeof sealPlainFiles>[1]> = {}) => ({
  signal: new AbortController().signal,
  turn: async () => {},
  left: new Map(),
  ...more,
});

/** A tip with two files as an older version has kept them, of which one has a thumbnail and a copy. */
async function deskOfBefore() {
  const world = await createTipWorld();
  const { desk, clock, place } = world;
  const { number } = await world.submit({ message: '글' });
  const of = { config: place, database: desk.database, clock };
  const found = { type: 'image/jpeg', thumbnail, copy: { bytes: copy, type: 'image/jpeg' } };
  const picture = await giveFile(of, number, { name: '사진.jpg', bytes: film, isSealed: false, found });
  const empty = await giveFile(of, number, { name: '빈.txt', bytes: Buffer.from('x'), isSealed: false });
  return { ...world, number, picture, empty };
}

async function stored({ files }: Pick<Context, 'files'>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of files.list()) ids.push(id);
  return ids.sort();
}

/** All that staff can have of the tip's files. */
async function seen(desk: Context, number: number) {
  const { fromReader: files } = await loadFiles(desk, number, text => text);
  return Promise.all(
    files.map(async ({ id, name, size, sha256, seal, inspection, ...rest }) => ({
      ...{ id, name, size, sha256, claimedType: rest.claimedType, isSealed: seal !== null },
      bytes: await buffer(desk.files.read({ id, size, seal })),
      made:
        inspection.is !== 'done'
          ? []
          : await Promise.all(
              [inspection.thumbnail, inspection.copy].map(made => made && buffer(desk.files.read(made))),
            ),
    })),
  );
}

test('Files of before are sealed, and what was made of them, and staff see what they saw', async () => {
  const { desk, number } = await deskOfBefore();
  const before = await seen(desk, number);
  expect(await countPlainFiles(desk.database.query)).toBe(4);
  const ids = await stored(desk);
  expect(await sealPlainFiles(desk, sealing())).toBe(4);

  expect(await countPlainFiles(desk.database.query)).toBe(0);
  expect(await seen(desk, number)).toEqual(before.map(file => ({ ...file, isSealed: true })));
  const now = await stored(desk);
  expect(now).toHaveLength(4);
  for (const id of ids) expect(now).not.toContain(id);
  const row = await desk.database.query.selectFrom('files').selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({ name: '', claimed_type: '', sha256: '', crc32: null });
  expect(await sealPlainFiles(desk, sealing())).toBe(0);
});

test('Who looked up a file before it was sealed reads it all the same', async () => {
  const { desk, picture } = await deskOfBefore();
  const before = await findStored(desk.database.query, picture.id);
  if (before === null) throw new Error('it is there');
  const { files } = await filesOf(desk.settings, desk.database);
  await sealPlainFiles(desk, sealing());
  for (const reader of [desk.files, files]) {
    expect((await buffer(reader.read(before))).equals(film)).toBe(true);
    expect(
      (await buffer(reader.read(before, { start: 70_000, end: 140_000 }))).equals(
        film.subarray(70_000, 140_001),
      ),
    ).toBe(true);
  }
});

test('A tip that is forgotten while its file is sealed leaves nothing of either form', async () => {
  const { desk, viewer, number } = await deskOfBefore();
  let isForgotten = false;
  const turn = async () => {
    if (isForgotten) return;
    isForgotten = true;
    await forgetTip(desk, viewer, { number, version: 1 });
  };
  await sealPlainFiles(desk, sealing({ turn }));
  expect(await stored(desk)).toEqual([]);
});

test('A tip whose files were sealed is forgotten with all of them', async () => {
  const { desk, viewer, number } = await deskOfBefore();
  await sealPlainFiles(desk, sealing());
  await forgetTip(desk, viewer, { number, version: 1 });
  expect(await stored(desk)).toEqual([]);
});

test('A file that is not what was sent stays as it is, and the others are sealed', async () => {
  const { desk, picture } = await deskOfBefore();
  await desk.database.write(trx =>
    trx
      .updateTable('files')
      .set({ sha256: '0'.repeat(64) })
      .where('id', '=', picture.id)
      .execute(),
  );
  let taken = 0;
  const takeAgain: Context['files']['takeAgain'] = (...of) => {
    taken++;
    return desk.files.takeAgain(...of);
  };
  const counting = { ...desk, files: { ...desk.files, takeAgain } };
  const once = sealing();
  expect(await sealPlainFiles(counting, once)).toBe(3);
  expect(await countPlainFiles(desk.database.query)).toBe(1);
  expect(await stored(desk)).toHaveLength(4);
  // Its copy would come to the same.
  expect([await sealPlainFiles(counting, once), taken]).toEqual([0, 4]);
});

test('A file that has more bytes than were sent is told of once, and leaves no copy', async () => {
  const { desk, picture } = await deskOfBefore();
  await desk.database.write(trx =>
    trx
      .updateTable('files')
      .set({ size: film.length - 1 })
      .where('id', '=', picture.id)
      .execute(),
  );
  const said: string[] = [];
  const log = createLog(line => said.push(line));
  const once = sealing();
  for (const count of [3, 0]) expect(await sealPlainFiles({ ...desk, log }, once)).toBe(count);
  expect(said.filter(line => line.includes('is not what was sent'))).toHaveLength(1);
  expect(await stored(desk)).toHaveLength(4);
});

test('A file whose tip names a master that is not here is told of once, counted, and keeps no other in the clear', async () => {
  const { desk, picture, submit, clock, place } = await deskOfBefore();
  const { number } = await submit({ message: '다른 글' });
  await giveFile({ config: place, database: desk.database, clock }, number, { isSealed: false });
  await desk.database.write(trx =>
    trx.updateTable('tip_keys').set({ master: 99 }).where('tip', '!=', number).execute(),
  );
  const [said, unopened]: [string[], string[]] = [[], []];
  const log = createLog(line => said.push(line));
  const masters = { ...desk.masters, onUnopened: (place: string) => unopened.push(place) };
  let taken = 0;
  const takeAgain: Context['files']['takeAgain'] = (...of) => {
    taken++;
    return desk.files.takeAgain(...of);
  };
  const counting = { ...desk, log, masters, files: { ...desk.files, takeAgain } };
  const once = sealing();
  for (const count of [1, 0]) expect(await sealPlainFiles(counting, once)).toBe(count);

  expect(await countPlainFiles(desk.database.query)).toBe(4);
  // The film, what was made of it, and what stands beside it: each is copied once, and its copy goes.
  expect([taken, said.length, unopened.length]).toEqual([5, 4, 4]);
  expect(new Set(unopened)).toContain(picture.id);
  for (const line of said) expect(line).toContain('the key of a tip is not here');
  expect(await stored(desk)).toHaveLength(5);
});

test('A file for which there is no room keeps no smaller one in the clear, and is told of once', async () => {
  const { desk } = await deskOfBefore();
  const said: string[] = [];
  const log = createLog(line => said.push(line));
  const full = { ...desk, log, files: { ...desk.files, space: async () => film.length } };
  const once = sealing();
  for (const count of [3, 0]) expect(await sealPlainFiles(full, once)).toBe(count);
  expect(said.filter(line => line.includes('until there is room'))).toHaveLength(1);
  expect(await sealPlainFiles(desk, once)).toBe(1);
});

test('A file that goes right before its turn is not taken for the end of all', async () => {
  const { desk, viewer, submit, clock, place } = await createTipWorld();
  const of = { config: place, database: desk.database, clock };
  const given: { id: string; number: number }[] = [];
  for (const bytes of [film, copy]) {
    const { number } = await submit({ message: '글' });
    given.push({ number, id: (await giveFile(of, number, { bytes, isSealed: false })).id });
  }
  const [first] = given.sort((one, other) => (one.id < other.id ? -1 : 1));
  let asked = 0;
  const query = desk.database.query.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      // What is next was asked for in three queries.
      if (++asked === 3 && first) await forgetTip(desk, viewer, { number: first.number, version: 1 });
      return result;
    },
  });
  const forgetting = { ...desk, database: { ...desk.database, query } };
  expect(await sealPlainFiles(forgetting, sealing())).toBe(1);
});

test('Nothing is sealed without room for a file more, while an older version is at work, or once all is to stop', async () => {
  const { desk } = await deskOfBefore();
  const full = { ...desk, files: { ...desk.files, space: async () => 0 } };
  expect(await sealPlainFiles(full, sealing())).toBe(0);
  expect(await sealPlainFiles({ ...desk, maySeal: async () => false }, sealing())).toBe(0);
  expect(await sealPlainFiles(desk, sealing({ signal: AbortSignal.abort() }))).toBe(0);
  const stopping = new AbortController();
  expect(
    await sealPlainFiles(desk, sealing({ signal: stopping.signal, turn: async () => stopping.abort() })),
  ).toBe(0);
  expect(await countPlainFiles(desk.database.query)).toBe(4);
  expect(await stored(desk)).toHaveLength(4);
});

test('What was replaced, and a crash has left, goes by its job or with the sweep, and nothing else does', async () => {
  const { desk, clock, picture, number } = await deskOfBefore();
  // As if the bytes had stayed where they were.
  await sealPlainFiles({ ...desk, files: { ...desk.files, remove: async () => {} } }, sealing());
  expect(await stored(desk)).toHaveLength(8);
  const jobs = await desk.database.query
    .selectFrom('outbox')
    .select('subject')
    .where('kind', '=', 'erase replaced file')
    .execute();
  expect(jobs).toHaveLength(4);
  await eraseReplaced(desk, picture.id);
  expect(await stored(desk)).toHaveLength(7);
  clock.move(2 * DAY);
  expect(await sweepOrphans({ ...desk, clock: () => Date.now() + 2 * DAY })).toBe(3);
  expect(await seen(desk, number)).toHaveLength(2);
  for (const id of await stored(desk)) await eraseReplaced(desk, id);
  expect((await seen(desk, number)).map(({ bytes }) => bytes.length)).toEqual([film.length, 1]);
});

test('A backup that began before has the files as they were sent, and one that begins after has them sealed', async () => {
  const { desk, place, number } = await deskOfBefore();
  const before = await seen(desk, number);
  const sink = createSink(1);
  const backingUp = backUp(place, { lock: { to: [publicKey] }, out: sink.out });
  await sink.held;
  await sealPlainFiles(desk, sealing());
  sink.release();
  expect((await backingUp).gone).toEqual([]);
  for (const bytes of [sink.bytes(), await backUpInto(place)]) {
    await verifyBackup(piecesOf(bytes), unlock);
    const target = await emptyPlace();
    await restoreFrom(bytes, target);
    const database = await databaseOf(target);
    const restored = { ...desk, database, ...(await filesOf(target, database)) };
    expect(await seen(restored, number)).toEqual(
      before.map(file => ({ ...file, isSealed: bytes !== sink.bytes() && expect.anything() })),
    );
  }
});

test('A file that is sealed while it is read comes to its end', async () => {
  const { desk, picture } = await deskOfBefore();
  const pieces: Buffer[] = [];
  for await (const piece of desk.files.pieces({ id: picture.id, size: film.length, seal: null })) {
    pieces.push(Buffer.from(piece));
    await sealPlainFiles(desk, sealing());
  }
  expect(Buffer.concat(pieces).equals(film)).toBe(true);
});

test('What was made of a file and is sealed once it was looked up is read all the same', async () => {
  const { desk, number } = await deskOfBefore();
  const { fromReader } = await loadFiles(desk, number, text => text);
  const [picture] = fromReader;
  if (picture?.inspection.is !== 'done') throw new Error('it was looked at');
  const { inspection } = picture;
  await sealPlainFiles(desk, sealing());
  const made = [inspection.thumbnail, inspection.copy].map(one => one && buffer(desk.files.read(one)));
  expect(await Promise.all(made)).toEqual([thumbnail, copy]);
});

test('A file that was sealed later and is damaged since is told by its own id', async () => {
  const { desk, place, picture } = await deskOfBefore();
  await sealPlainFiles(desk, sealing());
  const stored = await findStored(desk.database.query, picture.id);
  if (!stored?.seal?.salt || !stored.seal.of) throw new Error('it is sealed');
  const { files: plain } = await filesOf(place, desk.database, { isSealed: false });
  await plain.take(Readable.from([film], { objectMode: true }), film.length, stored.seal.of);
  await expect(buffer(desk.files.read(stored))).rejects.toMatchObject({
    name: 'Unopened',
    file: picture.id,
  });
});

test('A backup says in words which file was sealed meanwhile and does not open', async () => {
  const { desk, place } = await deskOfBefore();
  // Asked once the moment is taken, before the first file is read.
  const requireSpace = async () => {
    await sealPlainFiles(desk, sealing());
    await desk.database.write(trx => trx.updateTable('files').set({ wrapped: 'x' }).execute());
  };
  const out = new PassThrough().resume();
  const backingUp = backUp(place, { lock: { to: [publicKey] }, out, requireSpace });
  const failed = await backingUp.catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(BackupError);
  expect(String(failed)).toMatch(/^BackupError: The file [0-9a-f]{32} in .* is no longer what was sent\./);
});

test('Files of before that are sealed do not count as bytes that have come', async () => {
  const { desk } = await deskOfBefore();
  const meters = createMeters();
  whenDone(async () => void meters.stop());
  const before = meters.uploaded.samples();
  expect(await sealPlainFiles({ ...desk, files: meters.weighed(desk.files) }, sealing())).toBe(4);
  expect(meters.uploaded.samples()).toEqual(before);
});
