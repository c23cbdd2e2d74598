import type { Readable } from 'node:stream';
import express, { type Request, type Response } from 'express';
import multer, { MulterError, type StorageEngine } from 'multer';
import type { Config } from '../config.ts';
import { isDiskFull } from '../disk.ts';
import { Refusal } from '../errors.ts';
import type { FileStore } from '../files/store.ts';
import { CutOff, takeFile } from '../files/take-file.ts';
import type { Say } from '../i18n/words.ts';
import { clean } from '../tips/text.ts';
import type { TipFile } from '../tips/tip.ts';

/** What a post brought: its fields as they came, the files that were taken, and why others were not. */
export type Intake = {
  fields: unknown;
  files: TipFile[];
  fileFault: Say | null;
  isFull: boolean;
  filesWereSent: boolean;
};

/**
 * A message at its limit in decomposed Korean (NFD): nine bytes a letter, three times that when urlencoded, and room for
 * the other fields. Fields are held in memory, so their number is bounded too.
 */
const FIELD_BYTES = 1024 * 1024;
const URLENCODED_BYTES = 4 * 1024 * 1024;
const FIELDS_AT_MOST = 50;

const readUrlencoded = express.urlencoded({
  extended: false,
  // No browser packs a form, and a few packed bytes may unfold to the limit.
  inflate: false,
  limit: URLENCODED_BYTES,
  parameterLimit: FIELDS_AT_MOST,
});

/**
 * Takes the body of a post, to its end whatever is wrong with it, so that the answer is read. Files stream into the store.
 * @throws {Refusal} 413 or 415 when the body as a whole cannot be taken. Then, and when the sender breaks off, nothing is kept.
 */
export async function takeBody(request: Request, response: Response, files: FileBasket): Promise<Intake> {
  try {
    if (request.is('multipart/form-data')) await readMultipart(request, response, files);
    else if (request.is('application/x-www-form-urlencoded')) await run(readUrlencoded, request, response);
    else throw new Refusal(415, words => words.errors.notForm);
  } catch (error) {
    await files.discard();
    request.resume();
    throw asRefusal(error);
  }
  return { fields: request.body, ...(await files.taken()) };
}

async function readMultipart(request: Request, response: Response, files: FileBasket) {
  const charset = /charset="?([^";]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset))
    throw new Refusal(415, words => words.errors.notUtf8);
  // Each upload is named in a field of its own.
  const fields = FIELDS_AT_MOST + files.mostFiles;
  const reader = multer({
    storage: files.engine,
    defParamCharset: 'utf8',
    limits: {
      fieldSize: FIELD_BYTES,
      fields,
      parts: 10 * fields,
      fieldArrayIndexLimit: FIELDS_AT_MOST,
    },
    fileFilter: (_request, file, decide) => decide(null, file.fieldname === 'files'),
  });
  await run(reader.any(), request, response);
}

function run(middleware: express.RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    middleware(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(error)));
  });
}

function asRefusal(error: unknown): unknown {
  if (error instanceof MulterError) {
    const isCount = error.code === 'LIMIT_PART_COUNT' || error.code === 'LIMIT_FIELD_COUNT';
    return new Refusal(413, words => (isCount ? words.errors.tooManyParts : words.errors.tooLarge));
  }
  if (error instanceof Refusal) return error;
  if (error instanceof CutOff) return new Refusal(400, words => words.errors.broken);
  const kind = error instanceof Error && 'type' in error ? error.type : null;
  if (kind === 'entity.too.large') return new Refusal(413, words => words.errors.tooLarge);
  if (kind === 'parameters.too.many') return new Refusal(413, words => words.errors.tooManyParts);
  if (kind === 'charset.unsupported') return new Refusal(415, words => words.errors.notUtf8);
  return isSendersFault(error) ? new Refusal(400, words => words.errors.broken) : error;
}

/** What busboy, multer and Express say of a body that is damaged or breaks off. All else, such as a failing disk, is ours. */
function isSendersFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const status = 'status' in error ? error.status : null;
  return (
    (typeof status === 'number' && status >= 400 && status < 500) ||
    /^(Request (aborted|closed|error)|Unexpected end of|Malformed |Multipart: )/.test(error.message)
  );
}

type Limits = Pick<Config['limits'], 'fileSize' | 'fileCount' | 'fileTotal'>;

/** Where the files of one post land, one after another, so that the limit on all of them is kept to the byte. */
export type FileBasket = {
  engine: StorageEngine;
  /** So many files a tip may have. */
  mostFiles: number;
  taken(): Promise<Omit<Intake, 'fields'>>;
  discard(): Promise<void>;
};

/** With `none`, files are read and dropped. */
export function createFileBasket(store: FileStore, limits: Limits, none = false): FileBasket {
  const files: TipFile[] = [];
  let fileFault: Say | null = null;
  let isFull = false;
  let sent = 0;
  let last: Promise<void> = Promise.resolve();

  const refuse = (stream: Readable, fault: Say) => {
    fileFault ??= fault;
    stream.resume();
  };
  const takeOne = async (stream: Readable, name: string, claimedType: string) => {
    sent++;
    if (none) return void stream.resume();
    if (sent > limits.fileCount)
      return refuse(stream, words => words.errors.form.tooManyFiles(limits.fileCount));
    if (isFull || (await store.space()) <= 0) {
      isFull = true;
      return refuse(stream, words => words.errors.noSpace);
    }
    const left = limits.fileTotal - files.reduce((sum, file) => sum + file.size, 0);
    const file = await takeFile(store, stream, Math.min(left, limits.fileSize)).catch((error: unknown) => {
      if (!isDiskFull(error)) throw error;
      isFull = true;
      fileFault ??= words => words.errors.noSpace;
    });
    if (file === undefined) return;
    if (file === null) return refuse(stream, tooLarge(name, limits, left));
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
      return { files, fileFault, isFull, filesWereSent: sent > 0 };
    },
    async discard() {
      await last.catch(() => {});
      await store.remove(files.map(file => file.id));
    },
  };
}

function tooLarge(name: string, limits: Limits, left: number): Say {
  return left < limits.fileSize
    ? words => words.errors.form.totalTooLarge(name, limits.fileTotal)
    : words => words.errors.form.fileTooLarge(name, limits.fileSize);
}
