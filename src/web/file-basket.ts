import type { Readable } from 'node:stream';
import type { StorageEngine } from 'multer';
import type { Config } from '../config.ts';
import { isDiskFull } from '../disk.ts';
import { filesAway, Refusal } from '../errors.ts';
import { type FileStore, StoreAway } from '../files/store.ts';
import { takeFile } from '../files/take-file.ts';
import type { Say } from '../i18n/words.ts';
import { clean } from '../tips/text.ts';
import type { TipFile } from '../tips/tip.ts';
import type { Crowd } from './crowd.ts';

/** The files of a post that were taken, and why others were not. */
export type TakenFiles = {
  files: TipFile[];
  /** What was written may still be taken. */
  fileFault: Refusal | null;
  filesWereSent: boolean;
};

type Limits = Pick<Config['limits'], 'fileSize' | 'fileCount' | 'fileTotal'>;

/** Where the files of one post land, one after another, so that the limit on all of them is kept to the byte. */
export type FileBasket = {
  engine: StorageEngine;
  /** So many files a tip may have. */
  mostFiles: number;
  taken(): Promise<TakenFiles>;
  discard(): Promise<void>;
};

type Basket = { store: FileStore; limits: Limits; crowd: Pick<Crowd, 'carry'> };

/** With `none`, files are read and dropped. */
export function createFileBasket({ store, limits, crowd }: Basket, none = false): FileBasket {
  const files: TipFile[] = [];
  let fileFault: Refusal | null = null;
  let sent = 0;
  let last: Promise<void> = Promise.resolve();

  const refuse = (stream: Readable, refusal: Refusal) => {
    fileFault ??= refusal;
    stream.resume();
  };
  const takeOne = async (stream: Readable, name: string, claimedType: string) => {
    sent++;
    if (none) return void stream.resume();
    if (sent > limits.fileCount)
      return refuse(
        stream,
        unfit(words => words.errors.form.tooManyFiles(limits.fileCount)),
      );
    if (fileFault !== null && fileFault.status !== 422) return void stream.resume();
    const left = limits.fileTotal - files.reduce((sum, file) => sum + file.size, 0);
    const take = () => takeFile(store, stream, Math.min(left, limits.fileSize));
    const file = await crowd.carry(take).catch((error: unknown) => {
      if (error instanceof Refusal) return refuse(stream, error);
      if (error instanceof StoreAway) return refuse(stream, filesAway());
      if (!isDiskFull(error)) throw error;
      refuse(stream, new Refusal(507, words => words.errors.noSpace));
    });
    if (file === undefined) return;
    if (file === null) return refuse(stream, unfit(tooLarge(name, limits, left)));
    files.push({ ...file, name, claimedType });
  };

  return {
    mostFiles: limits.fileCount,
    engine: {
      _handleFile(_request, file, done) {
        last = last.then(() => takeOne(file.stream, clean(file.originalname), file.mimetype));
        last.then(() => done(null), done);
      },
      _removeFile: (_request, _file, done) => done(null),
    },
    async taken() {
      await last;
      return { files, fileFault, filesWereSent: sent > 0 };
    },
    async discard() {
      await last.catch(() => {});
      await discardFiles(store, files);
    },
  };
}

/** Where they cannot be removed now, the sweep does it: whoever sent them is told what is wrong, with what they wrote. */
export async function discardFiles(store: FileStore, files: readonly TipFile[]): Promise<void> {
  await store
    .remove(files.map(file => file.id))
    .catch(error => (error instanceof StoreAway ? undefined : Promise.reject(error)));
}

const unfit = (say: Say) => new Refusal(422, say);

function tooLarge(name: string, limits: Limits, left: number): Say {
  return left < limits.fileSize
    ? words => words.errors.form.totalTooLarge(name, limits.fileTotal)
    : words => words.errors.form.fileTooLarge(name, limits.fileSize);
}
