import { pipeline } from 'node:stream/promises';
import { create as contentDisposition } from 'content-disposition';
import { type Request, type Response, Router } from 'express';
import type { ByteRange } from '../../files/store.ts';
import { noteFileView, readTipFile } from '../../tips/read.ts';
import type { TipFile } from '../../tips/tip.ts';
import type { AdminDeps } from './deps.ts';
import { tipNumber } from './forms.ts';
import { safeType } from './shown-in-place.ts';
import type { StaffVisit, Visits } from './visit.ts';

/** `/admin/tips/NUMBER/files/ID`: a file as it was sent; `?show=1` shows it in place where that is safe. */
export function fileRoutes({ desk }: AdminDeps, { forStaff }: Visits): Router {
  async function sendFile({ request, response, viewer }: StaffVisit): Promise<void> {
    const isHead = request.method === 'HEAD';
    const fileId = String(request.params['id']);
    const file = await readTipFile(desk, viewer, tipNumber(request), fileId);
    const range = rangeOf(request, file);
    const startsAtFirstByte = range === null || (range !== 'unsatisfiable' && range.start === 0);
    if (!isHead && startsAtFirstByte) await noteFileView(desk, viewer, tipNumber(request));
    response.set(headersOf(file, request.query['show'] === '1'));

    if (range === 'unsatisfiable') {
      response.removeHeader('Content-Disposition');
      response.set('Content-Range', `bytes */${file.size}`).status(416).end();
      return;
    }
    const length = range ? range.end - range.start + 1 : file.size;
    if (range) response.status(206).set('Content-Range', `bytes ${range.start}-${range.end}/${file.size}`);
    response.set('Content-Length', String(length));
    if (isHead || length === 0) response.end();
    else await send(desk.files.read(file.id, range ?? undefined), response);
  }

  return Router().get('/tips/:number/files/:id', forStaff(sendFile));
}

/** A client that hangs up is no fault; `pipeline` has closed the file by then. */
async function send(bytes: NodeJS.ReadableStream, response: Response): Promise<void> {
  try {
    await pipeline(bytes, response);
  } catch (error) {
    const hungUp = error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
    if (!hungUp) throw error;
  }
}

/** What came from a stranger is never a page of ours: no script, no frame, no guessing of its type. */
function headersOf(file: TipFile, show: boolean): Record<string, string> {
  const type = show ? safeType(file) : null;
  return {
    'Content-Type': type ?? 'application/octet-stream',
    'Content-Disposition': contentDisposition(file.name, { type: type === null ? 'attachment' : 'inline' }),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
    'Accept-Ranges': 'bytes',
    ETag: etagOf(file),
  };
}

const etagOf = (file: TipFile) => `"${file.sha256}"`;

/**
 * The one range asked for (RFC 9110, 14.2). Several at once, or another unit, may be ignored; and the whole is sent
 * where `If-Range` names another file (13.1.5).
 */
function rangeOf(request: Request, file: TipFile): ByteRange | 'unsatisfiable' | null {
  const ifRange = request.get('if-range');
  if (ifRange !== undefined && ifRange !== etagOf(file)) return null;
  const ranges = request.range(file.size);
  if (ranges === -1) return 'unsatisfiable';
  if (ranges === undefined || ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1) return null;
  return ranges[0] ?? null;
}
