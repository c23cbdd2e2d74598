import type { FileUpload, UploadState } from './file-upload.ts';
import { type OneUpload, startUpload, type Told } from './one-upload.ts';

/** A phone's line is not made faster by more. */
const AT_ONCE = 2;

/** A server that loses a file again and again will not keep it the next time. */
const LOSSES = 3;

export type QueueEvents = {
  /** A file came into the list or went. */
  onList(): void;
  /** A file's state became another. */
  onState(upload: FileUpload, before: UploadState['is']): void;
  /** The server was heard about it. */
  onHeard(upload: FileUpload): void;
  /** What the server has there belongs to no file of the list any more. */
  onDropped(url: string): void;
};

/** In files, and in bytes of all together: those beyond wait until others are taken out. */
export type QueueLimits = { fileCount: number; fileTotal: number };

/** The files in their order, and those whose turn it is. */
export type Turns = {
  uploads: FileUpload[];
  /** Files that were chosen and must be read before it is known what they are. */
  reading: Set<File>;
  onTheWay: Map<FileUpload, OneUpload>;
  limits: QueueLimits;
  events: QueueEvents;
};

export function become({ events }: Turns, upload: FileUpload, state: UploadState): void {
  const before = upload.state.is;
  upload.state = state;
  if (before !== state.is) events.onState(upload, before);
}

/** Its journey, if it is on one, has ended: the next one's turn. */
export function settle(turns: Turns, upload: FileUpload, state: UploadState): void {
  leave(turns, upload);
  become(turns, upload, state);
  giveTurns(turns);
}

export function leave({ onTheWay }: Turns, upload: FileUpload): void {
  onTheWay.get(upload)?.stop();
  onTheWay.delete(upload);
}

export function giveTurns(turns: Turns): void {
  for (const [place, upload] of turns.uploads.entries()) {
    if (turns.onTheWay.size >= AT_ONCE || isBeyond(turns, place)) return;
    if (upload.state.is === 'waiting') start(turns, upload, upload.state.file, upload.state.url);
  }
}

/** With those before it, a tip's limits are passed. */
export function isBeyond({ uploads, limits }: Turns, place: number): boolean {
  const total = uploads.slice(0, place + 1).reduce((sum, { size }) => sum + size, 0);
  return place >= limits.fileCount || total > limits.fileTotal;
}

function start(turns: Turns, upload: FileUpload, file: File, url: string | null): void {
  const isCurrent = () => turns.onTheWay.get(upload) === journey;
  const journey: OneUpload = startUpload(file, url, tell(turns, upload, isCurrent));
  turns.onTheWay.set(upload, journey);
  become(turns, upload, { is: 'uploading', file, url });
}

/** What a journey tells, written into the file's state. One that was called off tells one thing more: where it had come to. */
function tell(turns: Turns, upload: FileUpload, isCurrent: () => boolean): Told {
  const inHand = () =>
    upload.state.is === 'done' || upload.state.is === 'to-be-chosen' ? null : { ...upload.state };
  /** The server made a place for a journey that was called off, and another one has a place or is about to. */
  const isSuperseded = (url: string) =>
    !isCurrent() && upload.state.url !== url && (upload.state.url !== null || turns.onTheWay.has(upload));
  return {
    onUrl(url) {
      if (!turns.uploads.includes(upload) || isSuperseded(url)) return turns.events.onDropped(url);
      const state = inHand();
      if (state !== null) upload.state = { ...state, url };
      turns.events.onHeard(upload);
    },
    onArrived(bytes) {
      const state = inHand();
      if (state === null || !isCurrent()) return;
      upload.arrived = bytes;
      const { file, url } = state;
      if (state.is === 'interrupted') become(turns, upload, { is: 'uploading', file, url });
    },
    onInterrupted(isAnswered) {
      const state = inHand();
      if (!isCurrent() || (state?.is !== 'uploading' && state?.is !== 'interrupted')) return;
      const { file, url } = state;
      become(turns, upload, { is: 'interrupted', isAnswered, file, url });
    },
    onEnded(ended) {
      const state = inHand();
      if (state === null || !isCurrent()) return;
      const { file, url } = state;
      if (ended.is === 'failed') return settle(turns, upload, { is: 'failed', why: ended.why, file, url });
      if (ended.is === 'gone') return startAgain(turns, upload, file);
      upload.arrived = upload.size;
      settle(turns, upload, { is: 'done', url: ended.url, file });
    },
  };
}

/** The server has nothing of it any more. */
export function startAgain(turns: Turns, upload: FileUpload, file: File | null): void {
  upload.arrived = 0;
  upload.losses += 1;
  if (file === null) settle(turns, upload, { is: 'to-be-chosen', url: null });
  else if (upload.losses > LOSSES) settle(turns, upload, { is: 'failed', why: 'refused', file, url: null });
  else settle(turns, upload, { is: 'waiting', file, url: null });
}
