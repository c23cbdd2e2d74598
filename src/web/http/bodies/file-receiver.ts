import type { Readable } from 'node:stream';
import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import type { Config } from '../../../config/config.ts';
import { DatabaseAway } from '../../../db/troubles.ts';
import { type Reason, Refusal } from '../../../errors.ts';
import type { SealedFiles } from '../../../files/sealed/sealed-files.ts';
import { StoreAway } from '../../../files/store.ts';
import type { ByteLimit } from '../../../tips/intake/limits/byte-limit.ts';
import type { TipFile } from '../../../tips/tip.ts';
import type { LoadShedder } from '../load-shedding.ts';
import { statusOf, storesRefusal } from '../refusal.ts';
import { NAMED_FILE, unpackName } from './part-head.ts';

/** The files of a post that were taken, and why others were not. */
export type TakenFiles = {
  files: TipFile[];
  /** What was written may still be taken. */
  fileFault: Refusal | null;
  /** Of all that were sent, taken or not. */
  names: string[];
};

type Limits = Pick<Config['limits'], 'fileSize' | 'fileCount' | 'fileTotal'>;

/** Where the files of one post land, one after another, so that the limit on all of them is kept to the byte. */
export type FileReceiver = {
  engine: StorageEngine;
  /** So many files a tip may have. */
  mostFiles: number;
  taken(): Promise<TakenFiles>;
  discard(): Promise<void>;
  /** No tip has them: what was taken does not count for its sender's address. */
  giveBack(): void;
};

/** Of a head that was written anew, so that its name and type are clean. */
type Part = { name: string; claimedType: string; isNamed: boolean };

const partOf = (file: Pick<Express.Multer.File, 'originalname' | 'mimetype' | 'fieldname'>): Part => ({
  name: unpackName(file.originalname),
  claimedType: file.mimetype,
  isNamed: file.fieldname === NAMED_FILE,
});

type ReceiverContext = {
  files: Pick<SealedFiles, 'take' | 'remove'>;
  settings: { limits: Limits };
  load: Pick<LoadShedder, 'transfer'>;
  byteLimit: ByteLimit;
};

type Parts = {
  store: ReceiverContext['files'];
  limits: Limits;
  load: ReceiverContext['load'];
  bytes: ByteLimit;
  /** `length`: bytes of the whole body, where it says so. */
  sender: { address: string | undefined; length: number };
};

/** After an hour it may bring more. */
export const noSpaceForAddress = () => new Refusal({ code: 'no-space-for-address' }, { retryAfter: 3_600 });

/**
 * Takes the files of this post. Where `isNone`, they are read and dropped; it is asked as a file begins, after the fields before it and
 * no others.
 */
export function receiverFor(
  { files: store, settings: { limits }, load, byteLimit: bytes }: ReceiverContext,
  request: Pick<Request, 'get' | 'ip'>,
  isNone: () => boolean | Promise<boolean>,
): FileReceiver {
  const length = Number(request.get('content-length') ?? Number.POSITIVE_INFINITY);
  const sender = { address: request.ip, length };
  return createFileReceiver({ store, limits, load, bytes, sender }, isNone);
}

function createFileReceiver(parts: Parts, isNone: () => boolean | Promise<boolean>): FileReceiver {
  const { store, limits } = parts;
  const files: TipFile[] = [];
  let fileFault: Refusal | null = null;
  const names: string[] = [];
  let last: Promise<void> = Promise.resolve();

  const refuse = (stream: Readable, refusal: Refusal) => {
    fileFault ??= refusal;
    stream.resume();
  };
  const takeOne = async (stream: Readable, { name, claimedType, isNamed }: Part, none: Promise<boolean>) => {
    const empty = await isEmpty(stream);
    // An input in which nothing was chosen.
    if (empty && !isNamed) return void stream.resume();
    names.push(name);
    if (await none) return void stream.resume();
    if (empty) return refuse(stream, new Refusal({ code: 'file-empty', name }));
    if (names.length > limits.fileCount)
      return refuse(stream, new Refusal({ code: 'too-many-files', limit: limits.fileCount }));
    if (fileFault !== null && statusOf(fileFault) !== 422) return void stream.resume();

    const left = limits.fileTotal - sizeOf(files);
    const file = await takeWithin(parts, stream, Math.min(left, limits.fileSize));
    if (file === null) return refuse(stream, new Refusal(tooLarge(name, limits, left)));
    if (file instanceof Refusal) return refuse(stream, file);
    files.push({ ...file, name, claimedType });
  };

  return {
    mostFiles: limits.fileCount,
    engine: {
      _handleFile(_request, file, done) {
        const none = Promise.resolve(isNone());
        // It is awaited when those before are there.
        none.catch(() => {});
        last = last.then(() => takeOne(file.stream, partOf(file), none));
        last.then(() => done(null), done);
      },
      _removeFile: (_request, _file, done) => done(null),
    },
    async taken() {
      await last;
      return { files, fileFault, names };
    },
    async discard() {
      await last.catch(() => {});
      await discardFiles(store, files);
    },
    giveBack: () => parts.bytes.giveBack(parts.sender.address, sizeOf(files)),
  };
}

const sizeOf = (files: readonly TipFile[]) => files.reduce((sum, { size }) => sum + size, 0);

/** Null: there were more bytes than `most`. */
async function takeWithin({ store, load, bytes, sender }: Parts, stream: Readable, most: number) {
  const wanted = Math.min(most, sender.length);
  const room = await bytes.take(sender.address, wanted);
  let kept = 0;
  try {
    const file = await load.transfer(sender.address, () => store.take(stream, room.bytes));
    kept = file?.size ?? 0;
    return file === null && room.bytes < wanted ? noSpaceForAddress() : file;
  } catch (error) {
    const refusal = error instanceof Refusal ? error : storesRefusal(error, 'no-space');
    if (refusal === null) throw error;
    return refusal;
  } finally {
    room.keep(kept);
  }
}

/** Known once its first bytes are here, or its end. What breaks off is told by whoever reads it. */
const isEmpty = (stream: Readable): Promise<boolean> =>
  new Promise(resolve => {
    if (stream.destroyed) return resolve(false);
    const look = () => resolve(stream.readableLength === 0 && (stream.readableEnded || !stream.destroyed));
    stream.once('readable', look).once('end', look).once('close', look);
  });

/** Where they cannot be removed now, the sweep does it: whoever sent them is told what is wrong, with what they wrote. */
export async function discardFiles(
  store: Pick<SealedFiles, 'remove'>,
  files: readonly Pick<TipFile, 'id'>[],
): Promise<void> {
  await store
    .remove(files.map(file => file.id))
    .catch(error => (isAway(error) ? undefined : Promise.reject(error)));
}

const isAway = (error: unknown) => error instanceof StoreAway || error instanceof DatabaseAway;

function tooLarge(name: string, limits: Limits, left: number): Reason {
  return left < limits.fileSize
    ? { code: 'files-too-large', name, limit: limits.fileTotal }
    : { code: 'file-too-large', name, limit: limits.fileSize };
}
