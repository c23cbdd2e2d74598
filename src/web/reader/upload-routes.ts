import { type Request, type Response, Router } from 'express';
import { isDiskFull } from '../../disk.ts';
import { filesAway, notFound, Refusal } from '../../errors.ts';
import { StoreAway } from '../../files/store.ts';
import type { Continued, Upload } from '../../files/uploads.ts';
import { Stopping } from '../../files/writers.ts';
import { wordsOf } from '../../i18n/words.ts';
import { refuseCrossSite } from '../cross-site.ts';
import { langOf } from '../lang.ts';
import type { ReaderDoor } from './door.ts';
import { readMetadata, writeMetadata } from './upload-metadata.ts';

const VERSION = '1.0.0';
const BYTES = 'application/offset+octet-stream';

type Act = (door: ReaderDoor, request: Request, response: Response) => Promise<void>;

const collection: Readonly<Record<string, Act>> = { OPTIONS: tellAbilities, POST: create };
const one: Readonly<Record<string, Act>> = {
  OPTIONS: tellAbilities,
  HEAD: tellOffset,
  PATCH: proceed,
  DELETE: remove,
};

/**
 * `/uploads`: resumable uploads by the tus protocol 1.0.0 (https://tus.io/protocols/resumable-upload) with its extensions
 * `creation`, `creation-with-upload` and `termination`. An upload is known by its address alone: it is never listed and
 * never served, and once a tip has claimed it, it is not found any more.
 */
export function uploadRoutes(door: ReaderDoor): Router {
  return Router()
    .use('/uploads', refuseCrossSite)
    .all('/uploads', (request, response) => answer(door, request, response, collection))
    .all('/uploads/:id', (request, response) => answer(door, request, response, one));
}

async function answer(door: ReaderDoor, request: Request, response: Response, acts: typeof one) {
  response.set({ 'Tus-Resumable': VERSION, 'Cache-Control': 'no-store' });
  try {
    const method = methodOf(request);
    const act = Object.hasOwn(acts, method) ? acts[method] : undefined;
    if (act === undefined) throw notFound();
    if (method !== 'OPTIONS' && request.get('tus-resumable') !== VERSION) throw otherVersion(response);
    await act(door, request, response);
  } catch (error) {
    refuse(request, response, asRefusal(error));
  }
}

/** A POST may stand for another method, for what stands between and lets only GET and POST through. */
function methodOf(request: Request): string {
  const override = request.method === 'POST' ? request.get('x-http-method-override') : undefined;
  return override?.toUpperCase() ?? request.method;
}

async function tellAbilities({ config }: ReaderDoor, _request: Request, response: Response) {
  response.set({
    'Tus-Version': VERSION,
    'Tus-Extension': 'creation,creation-with-upload,termination',
    'Tus-Max-Size': String(config.limits.fileSize),
  });
  response.status(204).end();
}

async function create(door: ReaderDoor, request: Request, response: Response) {
  const { desk, config, uploadLimit, crowd } = door;
  const size = wholeNumber(request.get('upload-length'));
  if (size === null) throw malformed();
  const { name, claimedType } = readMetadata(request.get('upload-metadata') ?? '');
  const limit = config.limits.fileSize;
  if (size > limit) throw new Refusal(413, words => words.errors.form.fileTooLarge(name, limit));
  if ((await desk.files.space()) < size) throw noSpace();
  const ticket = uploadLimit.take(request.ip, size);
  if (ticket === null) throw new Refusal(429, words => words.errors.tooManyUploads, { retryAfter: 600 });

  const begun = crowd.wait(() => desk.uploads.begin({ name, claimedType, size }));
  const upload = await begun.catch((error: unknown) => {
    uploadLimit.giveBack([ticket]);
    throw error;
  });
  uploadLimit.touch(upload.id, ticket);
  response.set('Location', `/uploads/${upload.id}`);
  const brings = request.get('content-type') === BYTES;
  const arrived = brings ? await carry(door, upload.id, 0, request) : 0;
  response.set('Upload-Offset', String(arrived)).status(201).end();
}

async function tellOffset({ desk }: ReaderDoor, request: Request, response: Response) {
  const upload = await desk.uploads.find(idOf(request));
  if (upload === null) throw notFound();
  response.set(headersOf(upload)).status(200).end();
}

async function proceed(door: ReaderDoor, request: Request, response: Response) {
  if (request.get('content-type') !== BYTES) throw new Refusal(415, words => words.errors.notForm);
  const from = wholeNumber(request.get('upload-offset'));
  if (from === null) throw malformed();
  const arrived = await carry(door, idOf(request), from, request);
  response.set('Upload-Offset', String(arrived)).status(204).end();
}

/** Gives the offset that is reached. */
async function carry({ desk, crowd, uploadLimit }: ReaderDoor, id: string, from: number, request: Request) {
  uploadLimit.touch(id);
  return offsetOf(await crowd.carry(() => desk.uploads.proceed(id, from, request)));
}

async function remove({ desk, uploadLimit }: ReaderDoor, request: Request, response: Response) {
  const id = idOf(request);
  if ((await desk.uploads.find(id)) === null) throw notFound();
  await desk.uploads.remove([id]);
  uploadLimit.giveBack([id]);
  response.status(204).end();
}

const headersOf = ({ size, arrived, ...named }: Upload) => ({
  'Upload-Length': String(size),
  'Upload-Offset': String(arrived),
  'Upload-Metadata': writeMetadata(named),
});

function offsetOf(continued: Continued | null): number {
  if (continued === null) throw notFound();
  switch (continued.is) {
    case 'taken':
      return continued.arrived;
    case 'moved':
      throw new Refusal(409, words => words.errors.form.unknownUpload);
    case 'over':
      throw new Refusal(413, words => words.errors.broken);
    case 'cut':
      throw new Refusal(400, words => words.errors.broken);
  }
}

function idOf(request: Request): string {
  const id = String(request.params['id']);
  if (!/^[0-9a-f]{32}$/.test(id)) throw notFound();
  return id;
}

const wholeNumber = (text = '') => (/^\d{1,15}$/.test(text) ? Number(text) : null);
const malformed = () => new Refusal(400, words => words.errors.broken);
const noSpace = () => new Refusal(507, words => words.errors.noSpace);

function otherVersion(response: Response): Refusal {
  response.set('Tus-Version', VERSION);
  return new Refusal(412, words => words.errors.broken);
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof Stopping) return new Refusal(503, words => words.errors.unexpected, { retryAfter: 5 });
  if (isDiskFull(error)) return noSpace();
  if (error instanceof StoreAway) return filesAway();
  throw error;
}

/** For a program: a status, and a sentence in case a person looks. What is still on its way is read and dropped, so that they see it. */
function refuse(request: Request, response: Response, { status, say, retryAfter }: Refusal): void {
  if (response.headersSent || request.readableAborted) return void response.destroy();
  if (retryAfter !== undefined) response.set('Retry-After', String(retryAfter));
  response
    .status(status)
    .type('text/plain')
    .send(say(wordsOf(langOf(request))));
  request.resume();
}
