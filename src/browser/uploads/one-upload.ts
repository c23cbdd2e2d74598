import type { Upload } from 'tus-js-client';
import HttpStack from 'tus-js-client/lib/browser/httpStack.js';
import FileSource from 'tus-js-client/lib/browser/sources/FileSource.js';
import TusUpload from 'tus-js-client/lib/upload.js';
import { timeLimit } from '../time-limit.ts';
import { isPatchBlocked, isReadable, type Outcome, outcomeOf } from './outcome.ts';
import { createPatience, type Patience } from './patience.ts';
import { createReach, PIECE, type Reach } from './reach.ts';

const ENDPOINT = '/uploads';

/** What is told of a file on its way. */
export type Told = {
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

export type OneUpload = {
  /** Tries at once, where it waits or hangs. */
  kick(): void;
  /** What has arrived stays at the server. */
  stop(): void;
};

/** Found with the first file that something on the way refused, and true for all that follow. */
let overridesPatch = false;

/** Sends one file until all of it has arrived, however often the connection is lost. */
export function startUpload(file: File, knownUrl: string | null, told: Told): OneUpload {
  let url = knownUrl;
  let upload: Upload | null = null;
  let isStopped = false;
  const reach = createReach(file.size);

  const end = (ended: Parameters<Told['onEnded']>[0]) => {
    isStopped = true;
    patience.end();
    told.onEnded(ended);
  };
  const onUrl = () => {
    patience.sign();
    url = new URL(upload?.url ?? '', location.href).pathname;
    told.onUrl(url);
    // Stopped while the server was making a place for it: the place is known now, for going on or removing it.
    if (isStopped) void upload?.abort();
  };
  const onSent = (bytes: number) => {
    patience.sign(reach.sent(bytes));
    if (!isStopped) told.onArrived(bytes);
  };
  const begin = () => {
    void upload?.abort();
    reach.begin();
    upload = openUpload(file, url, {
      onUploadUrlAvailable: onUrl,
      onProgress: onSent,
      onChunkComplete: (_, there) => reach.confirm(there),
      onSuccess: () => end({ is: 'done', url: url ?? '' }),
      onError: error => void fail(error),
    });
    upload.start();
  };
  const fail = async (error: Error) => {
    const verdict = await judge(error, { file, reach, isKnown: url !== null });
    if (isStopped) return;
    if (verdict.is === 'blocked') patience.start();
    else if (verdict.is === 'interrupted') patience.again(verdict.by !== 'line', reach.hasMoved());
    else end(verdict);
  };
  const patience: Patience = createPatience(file.size, { begin, onInterrupted: told.onInterrupted });
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

type Tried = { file: File; reach: Reach; isKnown: boolean };

/** What a try that ended in an error means; `blocked`: it must be made in another way. */
async function judge(error: Error, { file, reach, isKnown }: Tried): Promise<Outcome | { is: 'blocked' }> {
  if (isPatchBlocked(error)) {
    overridesPatch = true;
    return { is: 'blocked' };
  }
  const outcome = outcomeOf(error, { isKnown, hasMoved: reach.hasMoved() });
  if (outcome.is !== 'interrupted') return outcome;
  if (outcome.by === 'broken' && reach.isHopeless()) return { is: 'failed', why: 'refused' };
  return (await isReadable(file)) ? outcome : { is: 'failed', why: 'unreadable' };
}

/**
 * One try. Trying again is ours: the library gives up after a time, and makes a new upload where a server that restarts
 * answers 502.
 */
function openUpload(file: File, url: string | null, told: Partial<Upload['options']>): Upload {
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
    ...told,
  });
}

/** For the server to say what it has, milliseconds. */
const ANSWERS_WITHIN = 15_000;

/** Bytes that the server has of it, null when it knows nothing of it. Rejects when the server cannot be asked. */
export async function arrivedAt(url: string): Promise<number | null> {
  const headers = { 'Tus-Resumable': '1.0.0' };
  const answer = await fetch(url, { method: 'HEAD', headers, signal: timeLimit(ANSWERS_WITHIN) });
  if (answer.status === 404 || answer.status === 410) return null;
  const offset = Number.parseInt(answer.headers.get('Upload-Offset') ?? '', 10);
  if (!answer.ok || Number.isNaN(offset)) throw new Error(`status ${answer.status}`);
  return offset;
}
