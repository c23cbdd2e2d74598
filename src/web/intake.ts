import type { Readable, Writable } from 'node:stream';
import express, { type Request, type Response } from 'express';
import multer, { MulterError } from 'multer';
import { Refusal } from '../errors.ts';
import { CutOff } from '../files/take-file.ts';
import type { Memory } from './crowd.ts';
import type { FileBasket, TakenFiles } from './file-basket.ts';

/** What a post brought: its fields as they came, and its files. */
export type Intake = TakenFiles & { fields: unknown };

/**
 * A message at its limit in decomposed Korean (NFD): nine bytes a letter, three times that when urlencoded, and room for
 * the other fields. Fields are held in memory, so their number and their sum are bounded too.
 */
const FIELD_BYTES = 1024 * 1024;
const BYTES_OF_FIELDS = 4 * 1024 * 1024;
const FIELDS_AT_MOST = 50;

const readUrlencoded = express.urlencoded({
  extended: false,
  // No browser packs a form, and a few packed bytes may unfold to the limit.
  inflate: false,
  limit: BYTES_OF_FIELDS,
  parameterLimit: FIELDS_AT_MOST,
});

/**
 * Takes the body of a post, to its end whatever is wrong with it, so that the answer is read. Files stream into the store.
 * @throws {Refusal} 413 or 415 when the body as a whole cannot be taken, 503 when there is no memory for it. Then, and when
 * the sender breaks off, nothing is kept.
 */
export async function takeBody(
  request: Request,
  response: Response,
  { files, memory }: { files: FileBasket; memory: Memory },
): Promise<Intake> {
  try {
    if (request.is('multipart/form-data')) await readMultipart(request, response, files, memory);
    else if (request.is('application/x-www-form-urlencoded')) await readForm(request, response, memory);
    else throw new Refusal(415, words => words.errors.notForm);
  } catch (error) {
    await files.discard();
    request.resume();
    throw asRefusal(error);
  }
  return { fields: request.body, ...(await files.taken()) };
}

async function readForm(request: Request, response: Response, memory: Memory) {
  const { promise: tooMuch, reject } = Promise.withResolvers<never>();
  request.on('data', (chunk: Buffer) => {
    try {
      memory.hold(chunk.length);
    } catch (refusal) {
      request.removeAllListeners('data');
      reject(refusal);
    }
  });
  await Promise.race([run(readUrlencoded, request, response), tooMuch]);
}

async function readMultipart(request: Request, response: Response, files: FileBasket, memory: Memory) {
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
    streamHandler: (incoming, parser) => feed(incoming, parser, memory),
  });
  await run(reader.any(), request, response);
}

/** Counts what is none of a file's: files go to the disk in pieces, and all else is held. */
function feed(incoming: Readable, parser: Writable, memory: Memory) {
  let openFiles = 0;
  let ofFields = 0;
  parser.on('file', (_name: string, file: Readable) => {
    openFiles += 1;
    file.once('close', () => {
      openFiles -= 1;
    });
  });
  const count = (chunk: Buffer) => {
    if (openFiles > 0) return;
    ofFields += chunk.length;
    try {
      if (ofFields > BYTES_OF_FIELDS) throw new Refusal(413, words => words.errors.tooLarge);
      memory.hold(chunk.length);
    } catch (refusal) {
      incoming.off('data', count);
      parser.emit('error', refusal);
    }
  };
  incoming.on('data', count).pipe(parser);
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
