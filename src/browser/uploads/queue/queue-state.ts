import { totalSize } from '../../chosen-files/chosen-list.ts';
import type { FileUpload, UploadState } from '../file-upload.ts';

export type QueueEvents = {
  /** A file came into the list or went. */
  onList(): void;
  /** A file's state became another. */
  onState(upload: FileUpload, before: UploadState['is']): void;
  /** The server has told where it keeps a file, or how much of it. */
  onServerState(upload: FileUpload): void;
  /** What the server has there belongs to no file of the list any more. */
  onDropped(url: string): void;
};

/** In files, and in bytes of all together: those beyond wait until others are taken out. */
export type QueueLimits = { fileCount: number; fileTotal: number };

export type QueueState = {
  /** In the order in which they were chosen. */
  uploads: FileUpload[];
  /** Files that were chosen and must be read before it is known what they are. */
  reading: Set<File>;
  limits: QueueLimits;
  events: QueueEvents;
};

export function setState({ events }: QueueState, upload: FileUpload, state: UploadState): void {
  const before = upload.state.is;
  upload.state = state;
  if (before !== state.is) events.onState(upload, before);
}

/** With those before it, a tip's limits are passed. */
export const isBeyond = ({ uploads, limits }: QueueState, place: number): boolean =>
  place >= limits.fileCount || totalSize(uploads.slice(0, place + 1)) > limits.fileTotal;
