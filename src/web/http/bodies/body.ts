import type { Readable, Writable } from 'node:stream';
import type { Request, RequestHandler, Response } from 'express';
import multer, { MulterError } from 'multer';
import { Refusal } from '../../../errors.ts';
import { CutOff } from '../../../files/take-file.ts';
import type { Memory } from '../load-shedding.ts';
import type { FileReceiver, TakenFiles } from './file-receiver.ts';
import { createPartHeads } from './part-heads.ts';
import { readUrlencoded } from './urlencoded.ts';

/** What a post brought: its fields as they came, and its files. */
export type Intake = TakenFiles & { fields: unknown };

/**
 * A message at its limit in decomposed Korean (NFD): nine bytes a letter, three times that when urlencoded, and room for
 * the other fields. Fields are held in memory, so their number and their sum are bounded too.
 */
const FIELD_BYTES = 1024 * 1024;
const BYTES_OF_FIELDS = 4 * 1024 * 1024;
const FIELDS_AT_MOST = 50;

/**
 * Takes the body of a post, to its end whatever is wrong with it, so that the answer is read. Files stream into the store.
 * @throws {Refusal} when the body as a whole cannot be taken, or there is no memory for it. Then, and when
 * the sender breaks off, nothing is kept.
 */
export async function takeBody(
  request: Request,
  response: Response,
  { files, memory }: { files: FileReceiver; memory: Memory },
): Promise<Intake> {
  try {
    return { fields: await readFields(request, response, files, memory), ...(await files.taken()) };
  } catch (error) {
    await files.discard();
    request.resume();
    throw asRefusal(error);
  }
}

async function readFields(request: Request, response: Response, files: FileReceiver, memory: Memory) {
  const type = request.headers['content-type'] ?? '';
  if (/^application\/x-www-form-urlencoded *(?:;|$)/i.test(type))
    return readUrlencoded(request, { bytes: BYTES_OF_FIELDS, fields: FIELDS_AT_MOST }, memory);
  if (!request.is('multipart/form-data')) throw new Refusal({ code: 'not-a-form' });
  await readMultipart(request, response, files, memory);
  return request.body;
}

async function readMultipart(request: Request, response: Response, files: FileReceiver, memory: Memory) {
  const charset = /charset="?([^";]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw new Refusal({ code: 'not-utf8' });
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
    streamHandler: (incoming, parser) => {
      cleanHeads(parser, request);
      feed(incoming, parser, memory);
    },
  });
  await run(reader.any(), request, response);
}

/** Whatever its head is like, a part with content is not dropped, and does not cost the tip. */
function cleanHeads(parser: Writable, request: Request) {
  const [, quoted, plain = ''] =
    /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(request.headers['content-type'] ?? '') ?? [];
  const clean = createPartHeads(quoted ?? plain);
  const write = parser._write.bind(parser);
  parser._write = (chunk: Buffer, encoding, done) => write(clean(chunk), encoding, done);
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
      if (ofFields > BYTES_OF_FIELDS) throw new Refusal({ code: 'body-too-large' });
      memory.hold(chunk.length);
    } catch (refusal) {
      incoming.off('data', count);
      parser.emit('error', refusal);
    }
  };
  incoming.on('data', count).pipe(parser);
}

function run(middleware: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    middleware(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(error)));
  });
}

function asRefusal(error: unknown): unknown {
  if (error instanceof MulterError) {
    const isCount = error.code === 'LIMIT_PART_COUNT' || error.code === 'LIMIT_FIELD_COUNT';
    return new Refusal({ code: isCount ? 'too-many-parts' : 'body-too-large' });
  }
  if (error instanceof Refusal) return error;
  if (error instanceof CutOff) return new Refusal({ code: 'broken' });
  return isSendersFault(error) ? new Refusal({ code: 'broken' }) : error;
}

/** What busboy and multer say of a body that is damaged or breaks off. All else, such as a failing disk, is ours. */
function isSendersFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const status = 'status' in error ? error.status : null;
  return (
    (typeof status === 'number' && status >= 400 && status < 500) ||
    /^(Request (aborted|closed|error)|Unexpected end of|Malformed |Multipart: )/.test(error.message)
  );
}
