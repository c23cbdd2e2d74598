import type { FileUpload } from './file-upload.ts';

/** Milliseconds after which nobody need wait for a file of which nothing moves. */
const LONG = 60_000;

type Mark = { most: number; at: number };

/** Picks the files that should move and have not for a long time. To be asked now and then, so that it sees them move. */
export type StalledDetector = (uploads: readonly FileUpload[]) => readonly FileUpload[];

/** By the most that ever was there: over a bad line the same bytes leave again and again. */
export function createStalledDetector(): StalledDetector {
  const marks = new WeakMap<FileUpload, Mark>();
  return uploads =>
    uploads.filter(upload => {
      const { state, arrived } = upload;
      const isTrying = state.is === 'uploading' || state.is === 'interrupted';
      const mark = marks.get(upload);
      if (isTrying && mark !== undefined && arrived <= mark.most) return Date.now() - mark.at > LONG;
      if (isTrying) marks.set(upload, { most: arrived, at: Date.now() });
      else marks.delete(upload);
      return false;
    });
}
