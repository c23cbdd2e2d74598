import type { Upload } from 'tus-js-client';
import HttpStack from 'tus-js-client/lib/browser/httpStack.js';
import FileSource from 'tus-js-client/lib/browser/sources/FileSource.js';
import TusUpload from 'tus-js-client/lib/upload.js';
import { readFault } from '../../chosen-files/read-fault.ts';
import { isForgotten } from '../../session/session-value.ts';
import { askTus, isGone } from '../tus-protocol.ts';
import { type ByteProgress, createByteProgress, PIECE } from './byte-progress.ts';
import { isPatchBlocked, type Outcome, outcomeOf } from './outcome.ts';
import { createRetry, type Retry } from './retry.ts';

const ENDPOINT = '/uploads';

export type TransferEvents = {
  /** The server knows of it. */
  onUrl(url: string): void;
  /** Bytes that are on their way or there; falls back to what the server has after a cut. */
  onArrived(bytes: number): void;
  /**
   * Nothing has moved for a while, or the server cannot take it now (`isAnswered`). It goes on by itself, and `onArrived`
   * tells when it does.
   */
  onInterrupted(isAnswered: boolean): void;
  onEnded(ended: { is: 'done'; url: string } | Exclude<Outcome, { is: 'interrupted' }>): void;
};

export type Transfer = {
  /** Tries at once, where it waits or hangs. */
  retryNow(): void;
  /** What has arrived stays at the server. */
  stop(): void;
};

/** One file on its way. `upload`: the try under way. */
type Running = {
  file: File;
  url: string | null;
  upload: Upload | null;
  isStopped: boolean;
  progress: ByteProgress;
  retry: Retry;
  events: TransferEvents;
};

/** Found with the first file that something on the way refused, and true for all that follow. */
let overridesPatch = false;

/** Sends one file until all of it has arrived, however often the connection is lost. */
export function startTransfer(file: File, url: string | null, events: TransferEvents): Transfer {
  const { onInterrupted } = events;
  const retry = createRetry(file.size, { begin: () => begin(running), onInterrupted });
  const progress = createByteProgress(file.size);
  const running: Running = { file, url, upload: null, isStopped: false, progress, retry, events };
  retry.start();
  return {
    retryNow: retry.retryNow,
    stop() {
      running.isStopped = true;
      retry.end();
      if (running.url !== null) void running.upload?.abort();
    },
  };
}

function begin(running: Running): void {
  if (isForgotten()) return;
  const { file, progress, retry, events } = running;
  void running.upload?.abort();
  progress.begin();
  running.upload = openUpload(file, running.url, {
    onUploadUrlAvailable: () => takeUrl(running),
    onProgress(bytes) {
      retry.noteActivity(progress.sent(bytes));
      if (!running.isStopped) events.onArrived(bytes);
    },
    onChunkComplete: (_, there) => progress.confirm(there),
    onSuccess: () => end(running, { is: 'done', url: running.url ?? '' }),
    onError: error => void fail(running, error),
  });
  running.upload.start();
}

function takeUrl(running: Running): void {
  const { upload, retry, events } = running;
  retry.noteActivity();
  running.url = new URL(upload?.url ?? '', location.href).pathname;
  events.onUrl(running.url);
  // Stopped while the server was making a place for it: the place is known now, for going on or removing it.
  if (running.isStopped) void running.upload?.abort();
}

async function fail(running: Running, error: Error): Promise<void> {
  const { file, progress, retry } = running;
  const verdict = await judge(error, { file, progress, isKnown: running.url !== null });
  if (running.isStopped) return;
  if (verdict.is === 'blocked') retry.start();
  else if (verdict.is === 'interrupted') retry.retryLater(verdict.by !== 'line', progress.hasMoved());
  else end(running, verdict);
}

function end(running: Running, ended: Parameters<TransferEvents['onEnded']>[0]): void {
  running.isStopped = true;
  running.retry.end();
  running.events.onEnded(ended);
}

type Tried = { file: File; progress: ByteProgress; isKnown: boolean };

/** What a try that ended in an error means; `blocked`: it must be made in another way. */
async function judge(error: Error, { file, progress, isKnown }: Tried): Promise<Outcome | { is: 'blocked' }> {
  if (isPatchBlocked(error)) {
    overridesPatch = true;
    return { is: 'blocked' };
  }
  const outcome = outcomeOf(error, { isKnown, hasMoved: progress.hasMoved() });
  if (outcome.is !== 'interrupted') return outcome;
  if (outcome.by === 'broken' && !progress.mayGoOnAfterFailure()) return { is: 'failed', why: 'refused' };
  // A browser tells a file that was moved, changed or ends too soon and a lost connection by the same error.
  const fault = await readFault(file, progress.confirmed());
  return fault === null ? outcome : { is: 'failed', why: fault };
}

/**
 * One try. Trying again is ours: the library gives up after a time, and makes a new upload where a server that restarts
 * answers 502.
 */
function openUpload(file: File, url: string | null, options: Partial<Upload['options']>): Upload {
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
    overridePatchMethod: overridesPatch,
    retryDelays: null,
    ...options,
  });
}

/** Bytes that the server has of it, null when it knows nothing of it. Rejects when the server cannot be asked. */
export async function arrivedAt(url: string): Promise<number | null> {
  const answer = await askTus(url, { method: 'HEAD' });
  if (isGone(answer.status)) return null;
  const offset = Number.parseInt(answer.headers.get('Upload-Offset') ?? '', 10);
  if (!answer.ok || Number.isNaN(offset)) throw new Error(`status ${answer.status}`);
  return offset;
}
