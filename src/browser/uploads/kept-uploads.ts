/** In `sessionStorage`, so that it ends with the tab and nothing stays on the device. */
const KEY = 'jebo-uploads';

/** What a reload leaves of a file: the page loses the file itself. */
export type KeptUpload = {
  name: string;
  size: number;
  type: string;
  digest: string | null;
  url: string | null;
  arrived: number;
  isDone: boolean;
};

export const keepUploads = (uploads: readonly KeptUpload[]): void =>
  attempt(() => {
    if (uploads.length === 0) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(uploads));
  });

/** Only this script writes there, so what is read has its shape. */
export const keptUploads = (): KeptUpload[] =>
  attempt(() => JSON.parse(sessionStorage.getItem(KEY) ?? '[]')) ?? [];

/** Storage may be switched off or full: then a reload loses them, and nothing else. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
