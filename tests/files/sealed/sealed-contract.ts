import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { createRandom, type Random } from '../../../bench/torture/random.ts';
import { randomId } from '../../../src/crypto/ids.ts';
import type { Masters } from '../../../src/crypto/masters.ts';
import { CHUNK, SEALED_CHUNK } from '../../../src/files/sealed/chunks.ts';
import {
  createSealedFiles,
  type Incoming,
  type SealedFiles,
} from '../../../src/files/sealed/sealed-files.ts';
import { Unopened } from '../../../src/files/sealed/unopened.ts';
import type { ByteRange, FileStore } from '../../../src/files/store.ts';
import { CutOff } from '../../../src/files/take-file.ts';
import { isAll } from '../../support/is-all.ts';
import { makeKeys } from '../../support/keys.ts';

/** A place of files as any process would open it, and all bytes that stand there now, of files that are whole or not. */
export type SealedPlace = {
  isFar: boolean;
  open(): Promise<FileStore>;
  seen(): Promise<Buffer[]>;
  /** Bytes of a file that comes in more than one part there. */
  large?: number;
};

const random = createRandom('sealed files');
const MOST = 5 * CHUNK;
export const sumsOf = (bytes: Buffer) => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  crc32: crc32(bytes),
});

/** As a line brings them. */
const lineOf = (bytes: Buffer, piece = 10_000) =>
  Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    })(),
  );

/** Each piece is read before the line breaks. */
const brokenOff = (bytes: Buffer, piece = 10_000) =>
  Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
      throw new Error('cut off');
    })(),
    { highWaterMark: 1 },
  );

const process = (store: FileStore, { isFar }: SealedPlace, masters: Masters) =>
  createSealedFiles({ store, masters, isFar, maySeal: async () => true });

async function open(openPlace: () => Promise<SealedPlace>) {
  const place = await openPlace();
  const { masters } = makeKeys();
  const store = await place.open();
  const reopen = async () => process(await place.open(), place, masters);
  return { place, masters, store, files: process(store, place, masters), reopen };
}

async function taken(files: SealedFiles, bytes: Buffer, id = randomId()) {
  const file = await files.take(lineOf(bytes), bytes.length, id);
  if (file === null) throw new Error('the file was too large');
  return file;
}

/** An upload as its row has it, of which each note counts. */
async function begun(files: SealedFiles, size: number) {
  const id = randomId();
  const row: Incoming = { id, size, seal: await files.newSeal(id), arrived: 0, progress: null };
  return {
    row,
    async send(by: SealedFiles, stream: Readable) {
      const put = await by.put({ ...row }, stream, {
        onKept(kept) {
          row.arrived = kept.length;
          row.progress = kept.progress;
        },
      });
      if (put.is !== 'over') expect(row.arrived).toBe(put.length);
      return put;
    },
    /** What comes is put, and no note of it. */
    async lose(by: SealedFiles, stream: Readable) {
      const lost = () => Promise.reject(new Error('the lease was lost'));
      await expect(by.put({ ...row }, stream, { onKept: lost })).rejects.toThrow('the lease was lost');
    },
  };
}

const piecesOf = async (
  files: SealedFiles,
  file: Parameters<SealedFiles['pieces']>[0],
  range?: ByteRange,
) => {
  const copies: Buffer[] = [];
  for await (const piece of files.pieces(file, range)) copies.push(Buffer.from(piece));
  return Buffer.concat(copies);
};

/** Puts other bytes in the place of a file that is whole. */
async function replace(store: FileStore, id: string, bytes: Buffer) {
  await store.put(id, lineOf(bytes), { most: bytes.length });
  await store.finish(id);
}

const SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 17];
const BORDERS = [
  0,
  1,
  CHUNK - 1,
  CHUNK,
  CHUNK + 1,
  2 * CHUNK - 1,
  2 * CHUNK,
  3 * CHUNK - 1,
  3 * CHUNK,
  3 * CHUNK + 16,
];
const RUNS = Array.from({ length: isAll ? 20 : 4 }, (_, run) => `run ${run}`);

/** What sealed files promise, wherever they are kept. */
export function sealedContract(openPlace: () => Promise<SealedPlace>) {
  test.each(SIZES)('a file of %i bytes reads back, with its size and its sums', async size => {
    const { files, reopen } = await open(openPlace);
    const bytes = random.bytes(size);
    const file = await taken(files, bytes);
    expect(file).toMatchObject({ size, ...sumsOf(bytes) });
    const other = await reopen();
    expect((await buffer(other.read(file))).equals(bytes)).toBe(true);
    expect((await piecesOf(other, file)).equals(bytes)).toBe(true);
  });

  test('a range gives the bytes from its first to its last, at every border of a chunk', async () => {
    const { files } = await open(openPlace);
    const bytes = random.bytes(3 * CHUNK + 17);
    const file = await taken(files, bytes);
    for (const start of BORDERS)
      for (const end of BORDERS.filter(end => end >= start)) {
        const wanted = bytes.subarray(start, end + 1);
        expect((await piecesOf(files, file, { start, end })).equals(wanted)).toBe(true);
        expect((await buffer(files.read(file, { start, end }))).equals(wanted)).toBe(true);
      }
  });

  test('no sixteen bytes of a file stand where it is kept, taken whole or on its way', async () => {
    const { place, files } = await open(openPlace);
    const bytes = random.bytes(2 * CHUNK + 40_000);
    await taken(files, bytes);
    const upload = await begun(files, 3 * CHUNK);
    await upload.send(files, lineOf(bytes));
    const kept = [...(await place.seen()), Buffer.from(upload.row.progress ?? '', 'base64url')];
    expect(kept.some(found => found.length > CHUNK)).toBe(true);
    const pieces = new Set<string>();
    for (let at = 0; at + 16 <= bytes.length; at += 16) pieces.add(bytes.toString('latin1', at, at + 16));
    for (const found of kept)
      for (let at = 0; at + 16 <= found.length; at++)
        if (pieces.has(found.toString('latin1', at, at + 16)))
          throw new Error('a piece of the file stands there');
  });

  test('a sender who breaks off, or sends too much, leaves nothing of a file that comes whole', async () => {
    const { files } = await open(openPlace);
    const bytes = random.bytes(2 * CHUNK);
    await expect(files.take(brokenOff(bytes), MOST)).rejects.toThrow(CutOff);
    const stream = lineOf(bytes);
    expect(await files.take(stream, bytes.length - 1)).toBeNull();
    expect(stream.readableEnded).toBe(true);
    for await (const { id } of files.list()) throw new Error(`${id} is left`);
  });

  test('an upload loses nothing that was said to be kept, wherever its line breaks', async () => {
    const { files, reopen } = await open(openPlace);
    const bytes = random.bytes(2 * CHUNK + 100);
    const upload = await begun(files, bytes.length);
    const cuts = [10_000, 20_000, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1];
    for (const cut of cuts) {
      const put = await upload.send(await reopen(), brokenOff(bytes.subarray(upload.row.arrived, cut)));
      expect(put).toEqual({ is: 'cut', length: cut });
    }
    await upload.send(files, lineOf(bytes.subarray(upload.row.arrived)));
    expect(await (await reopen()).finish(upload.row)).toEqual(sumsOf(bytes));
    expect((await buffer(files.read(upload.row))).equals(bytes)).toBe(true);
  });

  test('nothing is told of an upload that sends more than it had said', async () => {
    const { files } = await open(openPlace);
    const upload = await begun(files, 100);
    const stream = lineOf(random.bytes(CHUNK));
    expect(await upload.send(files, stream)).toEqual({ is: 'over' });
    expect(stream.readableEnded).toBe(true);
    expect(upload.row.arrived).toBe(0);
  });

  test.each(RUNS)('however an upload comes in, it is what was sent last (%s)', async run => {
    const chance = createRandom(run);
    const { place, files, reopen } = await open(openPlace);
    const processes = [files, await reopen(), await reopen()] as const;
    await sendByChance(processes, chance, place.large ?? MOST);
  });

  test('a byte that was turned anywhere is an error and no bytes', async () => {
    const { files, store } = await open(openPlace);
    const file = await taken(files, random.bytes(2 * CHUNK + 5));
    const kept = await buffer(store.read(file.id));
    for (const at of [0, 11, 12, 500, SEALED_CHUNK - 17, SEALED_CHUNK - 1, SEALED_CHUNK, kept.length - 1]) {
      const turned = Buffer.from(kept);
      turned.writeUInt8(turned.readUInt8(at) ^ 1, at);
      await replace(store, file.id, turned);
      const chunk = Math.floor(at / SEALED_CHUNK);
      const range = { start: chunk * CHUNK, end: Math.min(file.size, (chunk + 1) * CHUNK) - 1 };
      await expect(piecesOf(files, file, range)).rejects.toThrow(Unopened);
      await expect(buffer(files.read(file))).rejects.toThrow(Unopened);
    }
  });

  test('what was cut off, added or changed for another is an error, as is a key that is not there', async () => {
    const { files, store, masters, place } = await open(openPlace);
    const [file, other] = [
      await taken(files, random.bytes(3 * CHUNK)),
      await taken(files, random.bytes(3 * CHUNK)),
    ];
    const [kept, others] = [await buffer(store.read(file.id)), await buffer(store.read(other.id))];
    const chunk = (from: Buffer, number: number) =>
      from.subarray(number * SEALED_CHUNK, (number + 1) * SEALED_CHUNK);
    for (const wrong of [
      kept.subarray(0, 2 * SEALED_CHUNK),
      kept.subarray(0, SEALED_CHUNK),
      Buffer.alloc(0),
      kept.subarray(0, -1),
      Buffer.concat([kept, Buffer.from('x')]),
      Buffer.concat([kept, chunk(kept, 0)]),
      Buffer.concat([chunk(kept, 1), chunk(kept, 0), chunk(kept, 2)]),
      Buffer.concat([chunk(kept, 0), chunk(others, 1), chunk(kept, 2)]),
      others,
    ]) {
      await replace(store, file.id, wrong);
      await expect(piecesOf(files, file)).rejects.toThrow(Unopened);
    }
    const strange = process(store, place, { ...masters, find: () => null });
    await expect(piecesOf(strange, other)).rejects.toThrow(Unopened);
    await expect(piecesOf(files, { ...other, seal: file.seal })).rejects.toThrow(Unopened);
  });

  test('a file of before, which stands as it was sent, reads as one that is sealed', async () => {
    const { store, masters, place } = await open(openPlace);
    const older = createSealedFiles({ store, masters, isFar: place.isFar, maySeal: async () => false });
    const bytes = random.bytes(2 * CHUNK + 5);
    const file = await taken(older, bytes);
    expect(file).toMatchObject({ seal: null, ...sumsOf(bytes) });
    const upload = await begun(older, bytes.length);
    await upload.send(older, brokenOff(bytes.subarray(0, CHUNK + 5)));
    // Now it may seal; what was begun goes on as it was.
    const files = process(store, place, masters);
    await upload.send(files, lineOf(bytes.subarray(upload.row.arrived)));
    expect(await files.finish(upload.row)).toMatchObject(sumsOf(bytes));
    for (const one of [file, upload.row])
      expect(
        (await piecesOf(files, one, { start: 3, end: CHUNK + 9 })).equals(bytes.subarray(3, CHUNK + 10)),
      ).toBe(true);
  });
}

/** Pieces of any length, by any process; now and then the last note is lost, and the sender sends other bytes instead. */
async function sendByChance(
  processes: readonly [SealedFiles, ...SealedFiles[]],
  chance: Random,
  size: number,
) {
  const upload = await begun(processes[0], size);
  let sent = Buffer.alloc(0);
  for (let piece = 0; piece < 25 && sent.length < size - 1; piece++) {
    const bytes = chance.bytes(Math.min(chance.whole(0, size / 3), size - sent.length - 1));
    const step = chance.whole(size / 300, 70_000);
    const stream = chance.is(0.5) ? lineOf(bytes, step) : brokenOff(bytes, step);
    if (chance.is(0.3)) await upload.lose(chance.pick(processes), stream);
    else {
      await upload.send(chance.pick(processes), stream);
      sent = Buffer.concat([sent, bytes]);
    }
  }
  const rest = chance.bytes(size - sent.length);
  await upload.send(chance.pick(processes), lineOf(rest));
  const all = Buffer.concat([sent, rest]);
  expect(await chance.pick(processes).finish(upload.row)).toEqual(sumsOf(all));
  expect((await buffer(chance.pick(processes).read(upload.row))).equals(all)).toBe(true);
}
