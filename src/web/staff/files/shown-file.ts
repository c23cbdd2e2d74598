import type { Preview, ShownFile } from '../../../../views/staff/files/shown-file.ts';
import { endingOfMade, isPicture } from '../../../media/made-types.ts';
import { mismatchOf } from '../../../media/mismatch.ts';
import { staffPaths } from '../../../paths.ts';
import { isFileOpened, type KeptFile } from '../../../tips/tip.ts';
import { endingOf, shownName } from '../../http/files/file-names.ts';
import type { Back } from '../list/list-question.ts';
import { playedAs } from './content-types.ts';

const SHORT = 60;
const SHORT_END = 16;

/** `back`: which list the pages of the file lead back to in the end. */
export function shownFile(tip: number, file: KeptFile, back: Back): ShownFile {
  const name = shownName(file.name);
  const download = staffPaths.file(tip, file.id);
  const { inspection, scan } = file;
  const hasCopy = inspection.is === 'done' && inspection.copy !== null && scan.is !== 'infected';
  return {
    ...file,
    name,
    isOpened: isFileOpened(file),
    shortName: shorten(name),
    preview: previewOf(tip, file, largeOf(tip, file, back)),
    mismatch: mismatchOf(file),
    download,
    warning: staffPaths.file(tip, file.id, back),
    copy: hasCopy ? `${download}/copy` : null,
    marking: staffPaths.disturbing(tip, file.id, back),
  };
}

/** Who goes there from a picture that was covered has asked to see it. */
const largeOf = (tip: number, { id, disturbing }: KeptFile, back: Back): string =>
  staffPaths.largePicture(tip, id, { ...back, ...(disturbing && { show: '1' }) });

function previewOf(tip: number, file: KeptFile, large: string): Preview {
  const { inspection, scan } = file;
  if (scan.is === 'infected') return { is: 'locked' };
  if (inspection.is === 'waiting') return { is: 'waiting' };
  if (inspection.is === 'unopened') return noPreview(file);
  if (inspection.broken) return { is: 'broken' };
  const film = playedAs(file);
  if (film !== null) return { is: film.as, play: `${staffPaths.file(tip, file.id)}?show=1` };
  const { type, thumbnail, copy, shortfall } = inspection;
  if (thumbnail === null && isPicture(type ?? '') && typeof shortfall === 'string' && shortfall !== 'reduced')
    return { is: shortfall };
  if (thumbnail === null) return noPreview(file);
  const opens = copy !== null && endingOfMade(copy.type) !== null;
  return { is: 'picture', thumbnail: staffPaths.thumbnail(tip, file.id), large: opens ? large : null };
}

const noPreview = ({ name }: KeptFile): Preview => ({
  is: 'none',
  ending: endingOf(shownName(name)).slice(1),
});

/** The middle goes; counted in code points. */
function shorten(name: string): string {
  const points = Array.from(name);
  if (points.length <= SHORT) return name;
  return `${points.slice(0, SHORT - SHORT_END - 1).join('')}…${points.slice(-SHORT_END).join('')}`;
}
