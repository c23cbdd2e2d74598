import type { ReadFault } from '../chosen-files/read-fault.ts';

/** Why a file cannot be taken; each has its words. */
export type Failure = ReadFault | 'tooLarge' | 'noSpace' | 'tooManyUploads' | 'refused';

/** With a file in hand. `url`: where the server keeps what has arrived of it; null before it knows of the file. */
type InHand = { file: File; url: string | null };

/** Where one file stands. After a reload the page has no file in hand any more, only what the server has. */
export type UploadState =
  /** To be known again by its content; it was `before` when it is a row that was chosen again. */
  | (InHand & { is: 'reading'; before: UploadState | null })
  | (InHand & { is: 'waiting' | 'uploading' | 'paused' })
  /** `isAnswered`: the line is there, but the server cannot take it now. */
  | (InHand & { is: 'interrupted'; isAnswered: boolean })
  | (InHand & { is: 'failed'; why: Failure })
  | { is: 'done'; url: string; file: File | null }
  | { is: 'to-be-chosen'; url: string | null };

/** One file of the list, whatever became of it. Sizes in bytes. */
export type FileUpload = {
  readonly name: string;
  readonly size: number;
  readonly type: string;
  /** By which the same file is known when it is chosen again; null while it has not been read, or cannot be. */
  digest: string | null;
  arrived: number;
  state: UploadState;
  /** How often the server had lost what it had of it. */
  losses: number;
};

const UNDER_WAY: readonly UploadState['is'][] = ['reading', 'waiting', 'uploading', 'interrupted'];

export const isUnderWay = ({ state }: FileUpload) => UNDER_WAY.includes(state.is);

/** Nothing happens to it by itself any more, and it cannot be sent. */
export const isStuck = ({ state }: FileUpload) => state.is === 'failed' || state.is === 'to-be-chosen';

/** Only the reader has what it lacks: the file itself. */
export const isToBeChosen = (upload: FileUpload) => upload.state.is === 'to-be-chosen' || isUnread(upload);

/** There is something in hand that cannot be read as it is. */
export const isUnread = ({ state }: FileUpload) =>
  state.is === 'failed' && ['empty', 'short', 'unreadable'].includes(state.why);

/** What interrupts some of them: the server only where it has answered for each. */
export function interruptedBy(uploads: readonly FileUpload[]): 'line' | 'server' | null {
  const interrupted = uploads.flatMap(({ state }) => (state.is === 'interrupted' ? [state] : []));
  if (interrupted.length === 0) return null;
  return interrupted.every(({ isAnswered }) => isAnswered) ? 'server' : 'line';
}

export const percentOf = (arrived: number, size: number) =>
  size === 0 ? 100 : Math.floor((100 * arrived) / size);

/** In bytes. */
export const totalArrived = (uploads: readonly FileUpload[]) =>
  uploads.reduce((sum, { arrived }) => sum + arrived, 0);
