import type { FileUpload, UploadState } from '../file-upload.ts';
import { startTransfer, type Transfer, type TransferEvents } from '../transfer/transfer.ts';
import { isBeyond, type QueueState, setState } from './queue-state.ts';

/** A phone's line is not made faster by more. */
const AT_ONCE = 2;

/** A server that loses a file again and again will not keep it the next time. */
const LOSSES = 3;

/** The queue with the transfers that are under way. */
export type Schedule = QueueState & { transfers: Map<FileUpload, Transfer> };

export function startNext(queue: Schedule): void {
  for (const [place, upload] of queue.uploads.entries()) {
    if (queue.transfers.size >= AT_ONCE || isBeyond(queue, place)) return;
    if (upload.state.is === 'waiting') start(queue, upload, upload.state.file, upload.state.url);
  }
}

/** Its transfer, if it has one, has ended, and the next may start. */
export function settle(queue: Schedule, upload: FileUpload, state: UploadState): void {
  stopTransfer(queue, upload);
  setState(queue, upload, state);
  startNext(queue);
}

export function stopTransfer({ transfers }: Schedule, upload: FileUpload): void {
  transfers.get(upload)?.stop();
  transfers.delete(upload);
}

/** The server has nothing of it any more. */
export function startAgain(queue: Schedule, upload: FileUpload, file: File | null): void {
  upload.arrived = 0;
  upload.losses += 1;
  if (file === null) settle(queue, upload, { is: 'to-be-chosen', url: null });
  else if (upload.losses > LOSSES) settle(queue, upload, { is: 'failed', why: 'refused', file, url: null });
  else settle(queue, upload, { is: 'waiting', file, url: null });
}

function start(queue: Schedule, upload: FileUpload, file: File, url: string | null): void {
  const isCurrent = () => queue.transfers.get(upload) === transfer;
  const transfer: Transfer = startTransfer(file, url, transferEvents(queue, upload, isCurrent));
  queue.transfers.set(upload, transfer);
  setState(queue, upload, { is: 'uploading', file, url });
}

/** Writes a transfer's events into the file's state. A stopped one sends one more: where it had come to. */
function transferEvents(queue: Schedule, upload: FileUpload, isCurrent: () => boolean): TransferEvents {
  const inHand = () =>
    upload.state.is === 'done' || upload.state.is === 'to-be-chosen' ? null : { ...upload.state };
  /** The server made a place for a transfer that was stopped, and another one has a place or is about to. */
  const isSuperseded = (url: string) =>
    !isCurrent() && upload.state.url !== url && (upload.state.url !== null || queue.transfers.has(upload));
  return {
    onUrl(url) {
      if (!queue.uploads.includes(upload) || isSuperseded(url)) return queue.events.onDropped(url);
      const state = inHand();
      if (state !== null) upload.state = { ...state, url };
      queue.events.onServerState(upload);
    },
    onArrived(bytes) {
      const state = inHand();
      if (state === null || !isCurrent()) return;
      upload.arrived = bytes;
      const { file, url } = state;
      if (state.is === 'interrupted') setState(queue, upload, { is: 'uploading', file, url });
    },
    onInterrupted(isAnswered) {
      const state = inHand();
      if (!isCurrent() || (state?.is !== 'uploading' && state?.is !== 'interrupted')) return;
      const { file, url } = state;
      setState(queue, upload, { is: 'interrupted', isAnswered, file, url });
    },
    onEnded(ended) {
      const state = inHand();
      if (state === null || !isCurrent()) return;
      const { file, url } = state;
      if (ended.is === 'failed') return settle(queue, upload, { is: 'failed', why: ended.why, file, url });
      if (ended.is === 'gone') return startAgain(queue, upload, file);
      upload.arrived = upload.size;
      settle(queue, upload, { is: 'done', url: ended.url, file });
    },
  };
}
