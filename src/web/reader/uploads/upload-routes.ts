import type { Request, Response, Router } from 'express';
import { notFound, Refusal } from '../../../errors.ts';
import type { Upload } from '../../../files/uploads/upload-rows.ts';
import type { Continued } from '../../../files/uploads/uploads.ts';
import { say } from '../../../i18n/reasons.ts';
import { type Lang, wordsOf } from '../../../i18n/words.ts';
import { readerPaths } from '../../../paths.ts';
import { noSpaceForAddress } from '../../http/bodies/file-receiver.ts';
import { langOf } from '../../http/lang.ts';
import { refuseCrossSite } from '../../http/origin/cross-site.ts';
import { setRetryAfter, statusOf, storesRefusal } from '../../http/refusal.ts';
import { createRouter } from '../../http/router.ts';
import type { ReaderContext } from '../context.ts';
import { readMetadata, writeMetadata } from './upload-metadata.ts';

const VERSION = '1.0.0';
const BYTES = 'application/offset+octet-stream';

type Act = (context: ReaderContext, request: Request, response: Response) => Promise<void>;

const collection: Readonly<Record<string, Act>> = { OPTIONS: sendCapabilities, POST: create };
const one: Readonly<Record<string, Act>> = {
  OPTIONS: sendCapabilities,
  HEAD: sendOffset,
  PATCH: resume,
  DELETE: remove,
};

/**
 * `/uploads`: resumable uploads by the tus protocol 1.0.0 (https://tus.io/protocols/resumable-upload) with its extensions
 * `creation`, `creation-with-upload` and `termination`. An upload is known by its address alone: it is never listed and
 * never served, and once a tip has claimed it, it is not found any more.
 */
export function uploadRoutes(context: ReaderContext): Router {
  return createRouter()
    .use(readerPaths.uploads, refuseCrossSite(context.settings.publicUrl))
    .all(readerPaths.uploads, (request, response) => answer(context, request, response, collection))
    .all(`${readerPaths.uploads}/:id`, (request, response) => answer(context, request, response, one));
}

async function answer(context: ReaderContext, request: Request, response: Response, acts: typeof one) {
  response.set({ 'Tus-Resumable': VERSION, 'Cache-Control': 'no-store' });
  try {
    const method = methodOf(request);
    const act = Object.hasOwn(acts, method) ? acts[method] : undefined;
    if (act === undefined) throw notFound();
    if (method !== 'OPTIONS' && request.get('tus-resumable') !== VERSION) throw otherVersion(response);
    await act(context, request, response);
  } catch (error) {
    refuse(request, response, { refusal: asRefusal(error), lang: langOf(request, context.settings) });
  }
}

/** A POST may stand for another method, for what stands between and lets only GET and POST through. */
function methodOf(request: Request): string {
  const override = request.method === 'POST' ? request.get('x-http-method-override') : undefined;
  return override?.toUpperCase() ?? request.method;
}

async function sendCapabilities({ settings }: ReaderContext, _request: Request, response: Response) {
  response.set({
    'Tus-Version': VERSION,
    'Tus-Extension': 'creation,creation-with-upload,termination',
    'Tus-Max-Size': String(settings.limits.fileSize),
  });
  response.status(204).end();
}

async function create(context: ReaderContext, request: Request, response: Response) {
  const { settings, uploads, uploadLimit, load } = context;
  const size = wholeNumber(request.get('upload-length'));
  if (size === null) throw malformed();
  const { name, claimedType } = readMetadata(request.get('upload-metadata') ?? '');
  const limit = settings.limits.fileSize;
  if (size === 0) throw new Refusal({ code: 'upload-empty', name });
  if (size > limit) throw new Refusal({ code: 'upload-too-large', name, limit });
  if ((await context.files.space()) < size) throw noSpace();
  const room = await context.byteLimit.take(request.ip, size);
  // It counts as it comes.
  room.keep(0);
  if (room.bytes < size) throw noSpaceForAddress();
  const ticket = uploadLimit.take(request.ip, size);
  if (ticket === null) throw new Refusal({ code: 'too-many-uploads' }, { retryAfter: 600 });

  const begun = load.wait(() => uploads.begin({ name, claimedType, size }));
  const upload = await begun.catch((error: unknown) => {
    uploadLimit.giveBack([ticket]);
    throw error;
  });
  uploadLimit.touch(upload.id, ticket);
  response.set('Location', `${readerPaths.uploads}/${upload.id}`);
  const brings = request.get('content-type') === BYTES;
  const arrived = brings ? await receiveBytes(context, upload.id, 0, request) : 0;
  response.set('Upload-Offset', String(arrived)).status(201).end();
}

async function sendOffset({ uploads }: ReaderContext, request: Request, response: Response) {
  const upload = await uploads.find(idOf(request));
  if (upload === null) throw notFound();
  response.set(headersOf(upload)).status(200).end();
}

async function resume(context: ReaderContext, request: Request, response: Response) {
  if (request.get('content-type') !== BYTES) throw new Refusal({ code: 'not-a-form' });
  const from = wholeNumber(request.get('upload-offset'));
  if (from === null) throw malformed();
  const arrived = await receiveBytes(context, idOf(request), from, request);
  response.set('Upload-Offset', String(arrived)).status(204).end();
}

/** Gives the offset that is reached. */
async function receiveBytes(
  { uploads, load, uploadLimit, byteLimit, settings }: ReaderContext,
  id: string,
  from: number,
  request: Request,
) {
  uploadLimit.touch(id);
  const { fileSize } = settings.limits;
  const wanted = Math.min(fileSize, wholeNumber(request.get('content-length')) ?? fileSize);
  const room = await byteLimit.take(request.ip, wanted);
  const { socket } = request;
  const before = socket.bytesRead - READ_AHEAD;
  let arrived: number | null = null;
  try {
    if (room.bytes < wanted) throw noSpaceForAddress();
    arrived = offsetOf(await load.transfer(request.ip, () => uploads.proceed(id, from, request)));
    return arrived;
  } finally {
    // Of one that breaks off, what has come stays.
    room.keep(arrived === null ? socket.bytesRead - before : arrived - from);
  }
}

/** Of a body, so much at most was read from the line before it was asked for. */
const READ_AHEAD = 64 * 1024;

async function remove(context: ReaderContext, request: Request, response: Response) {
  const [id, address] = [idOf(request), request.ip];
  const upload = await context.uploads.find(id);
  if (upload === null) throw notFound();
  await context.uploads.remove([id]);
  context.uploadLimit.giveBack([id]);
  context.byteLimit.giveBack(address, upload.arrived);
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
      throw new Refusal({ code: 'upload-moved' });
    case 'over':
      throw new Refusal({ code: 'upload-too-long' });
    case 'cut':
      throw new Refusal({ code: 'broken' });
  }
}

function idOf(request: Request): string {
  const id = String(request.params['id']);
  if (!/^[0-9a-f]{32}$/.test(id)) throw notFound();
  return id;
}

const wholeNumber = (text = '') => (/^\d{1,15}$/.test(text) ? Number(text) : null);
const malformed = () => new Refusal({ code: 'broken' });
const noSpace = () => new Refusal({ code: 'no-space' });

function otherVersion(response: Response): Refusal {
  response.set('Tus-Version', VERSION);
  return new Refusal({ code: 'other-protocol-version' });
}

function asRefusal(error: unknown): Refusal {
  const refusal = error instanceof Refusal ? error : storesRefusal(error, 'no-space');
  if (refusal === null) throw error;
  return refusal;
}

/** For a program: a status, and a sentence in case a person looks. What is still on its way is read and dropped, so that they see it. */
type Refused = { refusal: Refusal; lang: Lang };

function refuse(request: Request, response: Response, { refusal, lang }: Refused): void {
  if (response.headersSent || request.readableAborted) return void response.destroy();
  setRetryAfter(response, refusal);
  response
    .status(statusOf(refusal))
    .type('text/plain')
    .send(say(refusal.reason, wordsOf(lang)));
  request.resume();
}
