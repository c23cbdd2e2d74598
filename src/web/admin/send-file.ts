import { ServerResponse } from 'node:http';
import { create as contentDisposition } from 'content-disposition';
import type { Request, Response } from 'express';
import type { ByteRange, FileStore } from '../../files/store.ts';

/** A file on its way to staff. `etag` names its bytes; `shownAs` is null where it is only to be saved. */
export type Sent = {
  id: string;
  size: number;
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
  // Not to be packed on the way: ranges are counted in these bytes, and `pour` goes past the packing.
  'Cache-Control': 'private, no-store, no-transform',
});

/** Whether the answer holds the file's first byte: the rest of a film is no further view of it. */
export function beginsFile(request: Request, sent: Sent): boolean {
  const range = rangeOf(request, sent);
  return request.method !== 'HEAD' && (range === null || (range !== 'unsatisfiable' && range.start === 0));
}

export async function sendFile(
  { request, response }: { request: Request; response: Response },
  files: FileStore,
  sent: Sent,
): Promise<void> {
  const range = rangeOf(request, sent);
  response.set({ ...fileHeaders(sent), 'Accept-Ranges': 'bytes', ETag: sent.etag });
  if (range === 'unsatisfiable') {
    response.removeHeader('Content-Disposition');
    response.set('Content-Range', `bytes */${sent.size}`).status(416).end();
    return;
  }
  const length = range ? range.end - range.start + 1 : sent.size;
  if (range) response.status(206).set('Content-Range', `bytes ${range.start}-${range.end}/${sent.size}`);
  response.set('Content-Length', String(length));
  if (request.method === 'HEAD' || length === 0) response.end();
  else await pour(files.pieces(sent.id, range ?? undefined), response);
}

/** A client that hangs up is no fault: then the rest is not read. A piece is asked for when the last one has left. */
export async function pour(pieces: AsyncIterable<Uint8Array>, response: Response): Promise<void> {
  for await (const piece of pieces) {
    if (!(await hasLeft(piece, response))) return;
  }
  response.end();
}

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

/**
 * The one range asked for (RFC 9110, 14.2), which only a GET may ask. Several at once, or another unit, may be ignored;
 * and the whole is sent where `If-Range` names another file (13.1.5).
 */
function rangeOf(request: Request, { size, etag }: Sent): ByteRange | 'unsatisfiable' | null {
  if (request.method === 'POST') return null;
  const ifRange = request.get('if-range');
  if (ifRange !== undefined && ifRange !== etag) return null;
  const ranges = request.range(size);
  if (ranges === -1) return 'unsatisfiable';
  if (ranges === undefined || ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1) return null;
  return ranges[0] ?? null;
}
