import type { Mismatch } from '../../../src/media/mismatch.ts';
import type { KeptFile } from '../../../src/tips/tip.ts';

/** What stands in a file's place in the gallery. `large` is the page of its copy, where there is one. */
export type Preview =
  | { is: 'picture'; thumbnail: string; large: string | null }
  | { is: 'video' | 'audio'; play: string }
  | { is: 'waiting' | 'broken' | 'locked' | 'too large' | 'no space' | 'no time' }
  | { is: 'none'; ending: string };

/** A file with its addresses, as the tip's page shows it. */
export type ShownFile = KeptFile & {
  /** Whether its name opens. */
  isOpened: boolean;
  /** Short enough for any page; the ending is always in it. */
  shortName: string;
  preview: Preview;
  mismatch: Mismatch | null;
  download: string;
  /** Where one asks for it when it is locked. */
  warning: string;
  /** The copy that is fit to share. */
  copy: string | null;
  /** Where it is marked as disturbing, and unmarked. */
  marking: string;
};
