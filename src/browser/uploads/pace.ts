import type { FileUpload } from './file-upload.ts';

/** Speed is that of the last so many milliseconds: long enough to be calm, short enough to be true. */
const WINDOW = 8_000;

/** Sooner, nothing sensible can be said. */
const FIRST_WORD = 1_500;

type Mark = { at: number; arrived: number };

export type Pace = {
  /** To be called now and then, whether something has moved or not. */
  note(upload: FileUpload): void;
  /** Bytes a second; null while it is not known. */
  of(upload: FileUpload): number | null;
};

/** How fast each file moves. */
export function createPace(now: () => number = () => performance.now()): Pace {
  const marks = new WeakMap<FileUpload, Mark[]>();
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
    of(upload) {
      const [first, ...others] = marks.get(upload) ?? [];
      const last = others.at(-1);
      if (first === undefined || last === undefined || last.at - first.at < FIRST_WORD) return null;
      return (1_000 * (last.arrived - first.arrived)) / (last.at - first.at);
    },
  };
}
