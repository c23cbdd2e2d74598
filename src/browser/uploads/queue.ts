import { add } from './adding.ts';
import type { FileUpload, UploadState } from './file-upload.ts';
import type { KeptUpload } from './kept-uploads.ts';
import { arrivedAt } from './one-upload.ts';
import {
  giveTurns,
  isBeyond,
  leave,
  type QueueEvents,
  type QueueLimits,
  settle,
  startAgain,
  type Turns,
} from './turns.ts';

/** The files of the form, in the order in which they were chosen, and what may be done to each. */
export type Queue = {
  all(): readonly FileUpload[];
  /** A file that is there already is not added; one whose upload was left half way goes on. */
  add(files: readonly File[]): void;
  /** Some of what was chosen may not even stand in the list yet. */
  isReading(): boolean;
  /** Makes the list that of the kept ones, where another page has changed them; files in hand stay so. */
  restore(kept: readonly KeptUpload[]): void;
  pause(upload: FileUpload): void;
  /** Goes on with a paused one, and tries a failed one again. */
  goOn(upload: FileUpload): void;
  /** Here and at the server. */
  remove(upload: FileUpload): void;
  /** With those before it there is more than one tip may have: it waits until others are taken out. */
  isBeyond(upload: FileUpload): boolean;
  isTooMuch(): boolean;
  /** Asks the server how much it has of those that must be chosen again. */
  refresh(): Promise<void>;
  /**
   * Asks it about the finished ones, and gives back those that it has lost: they start again. Only after it has refused
   * them, as what a tip has claimed is not found either, and a repeat must name it to be known as one.
   */
  findLost(): Promise<FileUpload[]>;
  /** Tries again at once whatever waits or hangs. */
  kick(): void;
  stop(): void;
};

export function createQueue(limits: QueueLimits, events: QueueEvents): Queue {
  const turns: Turns = { uploads: [], reading: new Set(), onTheWay: new Map(), limits, events };
  return {
    all: () => turns.uploads,
    add: files => add(turns, files),
    isReading: () => turns.reading.size > 0,
    restore: kept => restore(turns, kept),
    pause(upload) {
      const { state } = upload;
      if (state.is === 'waiting' || state.is === 'uploading' || state.is === 'interrupted')
        settle(turns, upload, { is: 'paused', file: state.file, url: state.url });
    },
    goOn(upload) {
      const { state } = upload;
      upload.losses = 0;
      if (state.is === 'paused' || state.is === 'failed')
        settle(turns, upload, { is: 'waiting', file: state.file, url: state.url });
    },
    remove(upload) {
      turns.uploads = turns.uploads.filter(other => other !== upload);
      leave(turns, upload);
      if (upload.state.url !== null) events.onDropped(upload.state.url);
      events.onList();
      giveTurns(turns);
    },
    isBeyond: upload => isBeyond(turns, turns.uploads.indexOf(upload)),
    isTooMuch: () => turns.uploads.some((_, place) => isBeyond(turns, place)),
    async refresh() {
      await askAbout(turns, 'to-be-chosen');
    },
    findLost: () => askAbout(turns, 'done'),
    kick() {
      for (const journey of turns.onTheWay.values()) journey.kick();
    },
    stop() {
      for (const journey of turns.onTheWay.values()) journey.stop();
    },
  };
}

/** A row that the other page does not know, for it has never been read, is this one's alone. */
function restore(turns: Turns, kept: readonly KeptUpload[]): void {
  const isKept = ({ digest, state }: FileUpload) =>
    digest === null || kept.some(other => other.digest === digest && other.url === state.url);
  for (const gone of turns.uploads.filter(upload => !isKept(upload))) leave(turns, gone);
  turns.uploads = turns.uploads.filter(isKept);
  for (const { url, isDone, ...file } of kept) {
    if (turns.uploads.some(({ digest }) => digest === file.digest)) continue;
    const state: UploadState =
      isDone && url !== null ? { is: 'done', url, file: null } : { is: 'to-be-chosen', url };
    turns.uploads.push({ ...file, losses: 0, state });
  }
  turns.events.onList();
  giveTurns(turns);
}

/** Gives back those in this state of which the server has nothing any more. */
async function askAbout(turns: Turns, which: 'done' | 'to-be-chosen'): Promise<FileUpload[]> {
  const asked = turns.uploads.filter(({ state }) => state.is === which);
  const areLost = await Promise.all(asked.map(upload => isLost(turns, upload)));
  return asked.filter((_, place) => areLost[place]);
}

async function isLost(turns: Turns, upload: FileUpload): Promise<boolean> {
  const { state } = upload;
  if ((state.is !== 'done' && state.is !== 'to-be-chosen') || state.url === null) return false;
  // A server that cannot be asked has lost nothing yet.
  const arrived = await arrivedAt(state.url).catch(() => upload.arrived);
  if (upload.state !== state) return false;
  if (arrived === null) startAgain(turns, upload, state.is === 'done' ? state.file : null);
  else upload.arrived = arrived;
  turns.events.onHeard(upload);
  return arrived === null;
}
