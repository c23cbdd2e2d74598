import { ServerResponse } from 'node:http';
import { create as contentDisposition } from 'content-disposition';
import type { Request, Response } from 'express';
import type { SealedFiles } from '../../../files/sealed/sealed-files.ts';
import type { StoredAs } from '../../../files/sealed/stored-as.ts';
import { readRange } from './range.ts';

/** A file on its way to who may have it. `etag` names its bytes; `shownAs` is null where it is only to be saved. */
export type Sent = StoredAs & {
  etag: string;
  /** What it is saved as: fit for any system. */
  name: string;
  shownAs: string | null;
};

/** What came from a stranger is never a page of ours: no script, no frame, no guessing of its type. */
export const fileHeaders = ({ name, shownAs }: Pick<Sent, 'name' | 'shownAs'>): Record<string, string> => ({
  'Content-Type': shownAs ?? 'application/octet-stream',
  'Content-Disposition': contentDisposition(name, { type: shownAs === null ? 'attachment' : 'inline' }),
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  // Not to be packed on the way: ranges are counted in these bytes, and `sendPieces` goes past the packing.
  'Cache-Control': 'private, no-store, no-transform',
});

/**
 * `willSend` is called when bytes are about to leave. What fails before the
 * first byte is an error page like any other: until then no header of the file's is set.
 */
export async function sendFile(
  { raw: request, response }: { raw: Request; response: Response },
  files: Pick<SealedFiles, 'pieces'>,
  sent: Sent,
  willSend: () => Promise<void> = async () => {},
): Promise<void> {
  const unmet = request.method === 'POST' ? null : unmetCondition(request, sent.etag);
  if (unmet !== null) {
    const { 'Cache-Control': caching = '' } = fileHeaders(sent);
    return void response.status(unmet).set({ ETag: sent.etag, 'Cache-Control': caching }).end();
  }
  const range = rangeOf(request, sent);
  if (range === 'unsatisfiable') {
    const headers = { 'Accept-Ranges': 'bytes', 'Content-Range': `bytes */${sent.size}` };
    return void response.status(416).set(headers).end();
  }
  const length = range ? range.end - range.start + 1 : sent.size;
  const start = () => {
    if (range) response.status(206).set('Content-Range', `bytes ${range.start}-${range.end}/${sent.size}`);
    response.set({ ...fileHeaders(sent), 'Accept-Ranges': 'bytes', ETag: sent.etag });
    response.set('Content-Length', String(length));
  };
  if (request.method === 'HEAD') {
    start();
    return void response.end();
  }
  const pieces = await openPieces(files.pieces(sent, range ?? undefined), length);
  try {
    await willSend();
    start();
    await sendPieces(pieces.all(), response, length);
  } finally {
    await pieces.close();
  }
}

/** Asks for the first piece, so that a file which is not there fails now. Whoever calls it closes it. */
async function openPieces(pieces: AsyncIterable<Uint8Array>, length: number) {
  const iterator = pieces[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done && length > 0) throw tooShort();
  return {
    async *all() {
      for (let next = first; !next.done; next = await iterator.next()) yield next.value;
    },
    close: async () => void (await iterator.return?.()),
  };
}

/**
 * A client that hangs up is no fault: then the rest is not read. A piece is asked for when the last one has left. Of a file that
 * is shorter than `length` the line is cut: what would come next on it would be taken for the rest.
 */
export async function sendPieces(
  pieces: AsyncIterable<Uint8Array>,
  response: Response,
  length: number,
): Promise<void> {
  let left = length;
  for await (const piece of pieces) {
    if (!(await hasLeft(piece, response))) return;
    left -= piece.length;
  }
  if (left > 0) throw tooShort();
  response.end();
}

const tooShort = () => new Error('a file is shorter than it was');

/** False when the client is gone. Not by `response.write`, of which `compression` has made one that tells no end. */
function hasLeft(piece: Uint8Array, response: Response): Promise<boolean> {
  if (response.destroyed) return Promise.resolve(false);
  return new Promise(resolve => {
    const onGone = () => resolve(false);
    response.once('close', onGone);
    ServerResponse.prototype.write.call(response, piece, 'binary', error => {
      response.off('close', onGone);
      resolve(!error);
    });
  });
}

/** Which only a GET may ask (RFC 9110, 14.2); the whole is sent where `If-Range` names another file (13.1.5). */
function rangeOf(request: Request, { size, etag }: Sent): ReturnType<typeof readRange> {
  const ifRange = request.get('if-range');
  if (request.method !== 'GET' || (ifRange !== undefined && ifRange !== etag)) return null;
  return readRange(request.get('range'), size);
}

/**
 * What a request's conditions on the file's bytes come to, before any range (RFC 9110, 13.2.2): 412 where it is not the one
 * that was meant, 304 where the asker has it; null where it is to be sent. Files have no date.
 */
function unmetCondition(request: Request, etag: string): 304 | 412 | null {
  const ifMatch = request.get('if-match');
  if (ifMatch !== undefined && !matches(ifMatch, etag, false)) return 412;
  const ifNoneMatch = request.get('if-none-match');
  return ifNoneMatch !== undefined && matches(ifNoneMatch, etag, true) ? 304 : null;
}

/** A weak tag is the same only where the weak comparison is asked for (8.8.3.2). `etag` is a strong one. */
function matches(header: string, etag: string, weakly: boolean): boolean {
  if (header.trim() === '*') return true;
  const tags = header.match(/(?:W\/)?"[^"]*"/g) ?? [];
  return tags.some(tag => tag === etag || (weakly && tag === `W/${etag}`));
}
