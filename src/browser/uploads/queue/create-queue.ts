import type { KeptUpload } from '../../chosen-files/kept-uploads.ts';
import type { FileUpload, UploadState } from '../file-upload.ts';
import { arrivedAt } from '../transfer/transfer.ts';
import { add } from './adding.ts';
import type { Queue } from './queue.ts';
import { isBeyond, type QueueEvents, type QueueLimits } from './queue-state.ts';
import { type Schedule, settle, startAgain, startNext, stopTransfer } from './scheduler.ts';

export function createQueue(limits: QueueLimits, events: QueueEvents): Queue {
  const queue: Schedule = { uploads: [], reading: new Set(), transfers: new Map(), limits, events };
  return {
    all: () => queue.uploads,
    add: files => add(queue, files, () => startNext(queue)),
    isReading: () => queue.reading.size > 0,
    restore: kept => restore(queue, kept),
    pause(upload) {
      const { state } = upload;
      if (state.is === 'waiting' || state.is === 'uploading' || state.is === 'interrupted')
        settle(queue, upload, { is: 'paused', file: state.file, url: state.url });
    },
    resume(upload) {
      const { state } = upload;
      upload.losses = 0;
      if (state.is === 'paused' || state.is === 'failed')
        settle(queue, upload, { is: 'waiting', file: state.file, url: state.url });
    },
    remove(upload) {
      queue.uploads = queue.uploads.filter(other => other !== upload);
      stopTransfer(queue, upload);
      if (upload.state.url !== null) events.onDropped(upload.state.url);
      events.onList();
      startNext(queue);
    },
    isBeyond: upload => isBeyond(queue, queue.uploads.indexOf(upload)),
    isTooMuch: () => queue.uploads.some((_, place) => isBeyond(queue, place)),
    async refresh() {
      await askAbout(queue, 'to-be-chosen');
    },
    findLost: () => askAbout(queue, 'done'),
    retryNow() {
      for (const transfer of queue.transfers.values()) transfer.retryNow();
    },
    stop() {
      for (const transfer of queue.transfers.values()) transfer.stop();
    },
  };
}

/** A row that the other page does not know, for it has never been read, is this one's alone. */
function restore(queue: Schedule, kept: readonly KeptUpload[]): void {
  const isKept = ({ digest, state }: FileUpload) =>
    digest === null || kept.some(other => other.digest === digest && other.url === state.url);
  for (const gone of queue.uploads.filter(upload => !isKept(upload))) stopTransfer(queue, gone);
  queue.uploads = queue.uploads.filter(isKept);
  for (const { url, isDone, ...file } of kept) {
    if (queue.uploads.some(({ digest }) => digest === file.digest)) continue;
    const state: UploadState =
      isDone && url !== null ? { is: 'done', url, file: null } : { is: 'to-be-chosen', url };
    queue.uploads.push({ ...file, losses: 0, state });
  }
  queue.events.onList();
  startNext(queue);
}

/** Gives back those in this state of which the server has nothing any more. */
async function askAbout(queue: Schedule, which: 'done' | 'to-be-chosen'): Promise<FileUpload[]> {
  const asked = queue.uploads.filter(({ state }) => state.is === which);
  const areLost = await Promise.all(asked.map(upload => isLost(queue, upload)));
  return asked.filter((_, place) => areLost[place]);
}

async function isLost(queue: Schedule, upload: FileUpload): Promise<boolean> {
  const { state } = upload;
  if ((state.is !== 'done' && state.is !== 'to-be-chosen') || state.url === null) return false;
  // A server that cannot be asked has lost nothing yet.
  const arrived = await arrivedAt(state.url).catch(() => upload.arrived);
  if (upload.state !== state) return false;
  if (arrived === null) startAgain(queue, upload, state.is === 'done' ? state.file : null);
  else upload.arrived = arrived;
  queue.events.onServerState(upload);
  return arrived === null;
}
