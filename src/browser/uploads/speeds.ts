import type { FileUpload } from './file-upload.ts';

/** Speed is that of the last so many milliseconds, which is long enough to be calm, short enough to be true. */
const WINDOW = 8_000;

/** Over less, milliseconds, nothing sensible can be said. */
const SHORTEST = 1_500;

type Mark = { at: number; arrived: number };

export type Speeds = {
  /** To be called now and then, whether something has moved or not. */
  note(upload: FileUpload): void;
  /** Bytes a second; null while it is not known. */
  of(upload: FileUpload): number | null;
  /** Bytes a second of all together, as far as it is known. */
  ofAll(uploads: readonly FileUpload[]): number;
};

/** How fast each file moves. */
export function createSpeeds(now: () => number = () => performance.now()): Speeds {
  const marks = new WeakMap<FileUpload, Mark[]>();
  const of = (upload: FileUpload) => {
    const [first, ...others] = marks.get(upload) ?? [];
    const last = others.at(-1);
    if (first === undefined || last === undefined || last.at - first.at < SHORTEST) return null;
    return (1_000 * (last.arrived - first.arrived)) / (last.at - first.at);
  };
  return {
    note(upload) {
      const mark = { at: now(), arrived: upload.arrived };
      const before = marks.get(upload) ?? [];
      // What the server says after a cut may be less than what was thought to have arrived.
      const isBack = (before.at(-1)?.arrived ?? 0) > mark.arrived;
      const recent =
        isBack || upload.state.is !== 'uploading' ? [] : before.filter(({ at }) => mark.at - at < WINDOW);
      marks.set(upload, [...recent, mark]);
    },
    of,
    ofAll: uploads => uploads.reduce((sum, upload) => sum + (of(upload) ?? 0), 0),
  };
}
