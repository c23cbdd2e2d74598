import type { Upload } from 'tus-js-client';
import HttpStack from 'tus-js-client/lib/browser/httpStack.js';
import FileSource from 'tus-js-client/lib/browser/sources/FileSource.js';
import TusUpload from 'tus-js-client/lib/upload.js';
import { isReadable, type Outcome, outcomeOf } from './outcome.ts';
import { createPatience, type Patience } from './patience.ts';

/** Bytes in one request. A proxy that takes a request whole before it passes it on loses no more than this when it is cut. */
const PIECE = 16 * 1024 * 1024;

const ENDPOINT = '/uploads';

/** What is told of a file on its way. */
export type Told = {
  /** The server knows of it. */
  onUrl(url: string): void;
  /** Bytes that are on their way or there; falls back to what the server has after a cut. */
  onArrived(bytes: number): void;
  /** Nothing has moved for a while. It goes on by itself, and `onArrived` tells when it does. */
  onInterrupted(): void;
  onEnded(ended: { is: 'done'; url: string } | Exclude<Outcome, { is: 'interrupted' }>): void;
};

export type OneUpload = {
  /** Tries at once, where it waits or hangs. */
  kick(): void;
  /** What has arrived stays at the server. */
  stop(): void;
};

/** Sends one file until all of it has arrived, however often the connection is lost. */
export function startUpload(file: File, knownUrl: string | null, told: Told): OneUpload {
  let url = knownUrl;
  let upload: Upload | null = null;
  let isStopped = false;
  let first: number | null = null;

  const end = (ended: Parameters<Told['onEnded']>[0]) => {
    isStopped = true;
    patience.end();
    told.onEnded(ended);
  };
  const begin = () => {
    void upload?.abort();
    first = null;
    upload = openUpload(file, url, {
      onUploadUrlAvailable() {
        patience.sign();
        url = new URL(upload?.url ?? '', location.href).pathname;
        told.onUrl(url);
        // Stopped while the server was making a place for it: the place is known now, for going on or removing it.
        if (isStopped) void upload?.abort();
      },
      onProgress(sent) {
        first ??= sent;
        patience.sign(sent === file.size);
        if (!isStopped) told.onArrived(sent);
        if (sent > first) patience.moved();
      },
      onSuccess: () => end({ is: 'done', url: url ?? '' }),
      onError: error => void fail(error),
    });
    upload.start();
  };
  const fail = async (error: Error) => {
    const outcome = outcomeOf(error, { isKnown: url !== null, hasMoved: patience.hasMoved() });
    if (isStopped) return;
    if (outcome.is !== 'interrupted') return end(outcome);
    if (!(await isReadable(file))) return end({ is: 'failed', why: 'unreadable' });
    if (!isStopped) patience.again();
  };
  const patience: Patience = createPatience({ begin, onInterrupted: told.onInterrupted });

  patience.start();
  return {
    kick: patience.kick,
    stop() {
      isStopped = true;
      patience.end();
      if (url !== null) void upload?.abort();
    },
  };
}

/**
 * One try. Trying again is ours: the library gives up after a time, and makes a new upload where a server that restarts
 * answers 502.
 */
function openUpload(
  file: File,
  url: string | null,
  told: Pick<NonNullable<Upload['options']>, 'onUploadUrlAvailable' | 'onProgress' | 'onSuccess' | 'onError'>,
): Upload {
  return new TusUpload(file, {
    ...TusUpload.defaultOptions,
    httpStack: new HttpStack(),
    fileReader: { openFile: async () => new FileSource(file) },
    fingerprint: async () => '',
    storeFingerprintForResuming: false,
    endpoint: url === null ? new URL(ENDPOINT, location.href).href : null,
    uploadUrl: url === null ? null : new URL(url, location.href).href,
    metadata: { filename: file.name, filetype: file.type },
    chunkSize: PIECE,
    retryDelays: null,
    ...told,
  });
}

/** Bytes that the server has of it, null when it knows nothing of it. Rejects when the server cannot be asked. */
export async function arrivedAt(url: string): Promise<number | null> {
  const answer = await fetch(url, { method: 'HEAD', headers: { 'Tus-Resumable': '1.0.0' } });
  if (answer.status === 404 || answer.status === 410) return null;
  const offset = Number.parseInt(answer.headers.get('Upload-Offset') ?? '', 10);
  if (!answer.ok || Number.isNaN(offset)) throw new Error(`status ${answer.status}`);
  return offset;
}
