import { endingOfMade, isPicture } from '../../inspection/made-types.ts';
import { type Mismatch, mismatchOf } from '../../inspection/mismatch.ts';
import type { KeptFile } from '../../tips/tip.ts';
import { playedAs } from './content-types.ts';
import { endingOf, shownName } from './file-names.ts';

/** What stands in a file's place in the gallery. `large` is the page of its copy, where there is one. */
export type Preview =
  | { is: 'picture'; thumbnail: string; large: string | null }
  | { is: 'video' | 'audio'; play: string }
  | { is: 'waiting' | 'broken' | 'locked' | 'too large' | 'no space' }
  | { is: 'none'; ending: string };

/** A file with its addresses, as the tip's page shows it. */
export type ShownFile = KeptFile & {
  /** Short enough for any page; the ending is always in it. */
  shortName: string;
  preview: Preview;
  mismatch: Mismatch | null;
  download: string;
  /** The copy that is fit to share. */
  copy: string | null;
};

const SHORT = 60;
const SHORT_END = 16;

export function shownFile(tip: number, file: KeptFile): ShownFile {
  const name = shownName(file.name);
  const download = `/admin/tips/${tip}/files/${file.id}`;
  const { inspection, scan } = file;
  const hasCopy = inspection.is === 'done' && inspection.copy !== null && scan.is !== 'infected';
  return {
    ...file,
    name,
    shortName: shorten(name),
    preview: previewOf(file, download),
    mismatch: mismatchOf(file),
    download,
    copy: hasCopy ? `${download}/copy` : null,
  };
}

function previewOf(file: KeptFile, path: string): Preview {
  const { inspection, scan } = file;
  if (scan.is === 'infected') return { is: 'locked' };
  if (inspection.is === 'waiting') return { is: 'waiting' };
  if (inspection.broken) return { is: 'broken' };
  const film = playedAs(file);
  if (film !== null) return { is: film.as, play: `${path}?show=1` };
  const { type, thumbnail, copy, shortfall } = inspection;
  if (thumbnail === null && isPicture(type ?? '') && shortfall !== null && shortfall !== 'reduced')
    return { is: shortfall };
  if (thumbnail === null) return { is: 'none', ending: endingOf(shownName(file.name)).slice(1) };
  const opens = copy !== null && endingOfMade(copy.type) !== null;
  return { is: 'picture', thumbnail: `${path}/thumbnail`, large: opens ? `${path}/large` : null };
}

/** The middle goes; counted in code points. */
function shorten(name: string): string {
  const points = Array.from(name);
  if (points.length <= SHORT) return name;
  return `${points.slice(0, SHORT - SHORT_END - 1).join('')}…${points.slice(-SHORT_END).join('')}`;
}
