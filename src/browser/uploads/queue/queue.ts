import type { KeptUpload } from '../../chosen-files/kept-uploads.ts';
import type { FileUpload } from '../file-upload.ts';

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
  /** Resumes a paused one, and tries a failed one again. */
  resume(upload: FileUpload): void;
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
  retryNow(): void;
  stop(): void;
};
