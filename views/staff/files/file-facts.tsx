import { playingTime } from '../../../src/i18n/dates.ts';
import { formatSize } from '../../../src/i18n/size.ts';
import type { Lang, Words } from '../../../src/i18n/words.ts';
import type { ShownFile } from './shown-file.ts';

type FactsProps = { words: Words; file: ShownFile; lang: Lang };

/** Its kind, its measures and its device in a line. */
export const FileFacts = ({ words, file, lang }: FactsProps) => (
  <p class="quiet small">{factsOf(file, words, lang).join(' · ')}</p>
);

function factsOf({ inspection, size }: ShownFile, words: Words, lang: Lang): string[] {
  const bytes = formatSize(size, lang);
  if (inspection.is !== 'done') return [bytes];
  const { width, height, seconds, device } = inspection.details;
  return [
    ...(inspection.type === null ? [] : [inspection.type]),
    bytes,
    ...(width === undefined || height === undefined ? [] : [`${width} × ${height}`]),
    ...(seconds === undefined ? [] : [playingTime(seconds)]),
    ...(device === undefined ? [] : [words.staff.files.device(device)]),
  ];
}
