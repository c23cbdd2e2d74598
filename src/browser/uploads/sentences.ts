import type { Lang } from '../../i18n/lang.ts';
import { formatSize } from '../../i18n/size.ts';
import { fill } from '../dom.ts';
import type { FormWords } from '../form-data.ts';
import { type FileUpload, percentOf } from './file-upload.ts';

export type UploadWords = FormWords['uploads'];

/** The words of a list of uploads, in the reader's language. */
export type Speech = { words: UploadWords; lang: Lang };

/** Two short phrases for a row: what happens, and how long it takes. `speed` in bytes a second. */
export function stateOf(upload: FileUpload, speed: number | null, { words, lang }: Speech): [string, string] {
  const { state } = upload;
  switch (state.is) {
    case 'uploading':
      if (upload.arrived === upload.size) return [words.settling, ''];
      if (speed === null || speed === 0) return [upload.losses > 0 ? words.again : words.uploading, ''];
      return [
        fill(words.speed, { speed: formatSize(speed, lang) }),
        timeLeft((upload.size - upload.arrived) / speed, words),
      ];
    case 'failed':
      return [words.failures[state.why], ''];
    case 'to-be-chosen':
      return [
        upload.arrived > 0
          ? fill(words.chooseToGoOn, { arrived: formatSize(upload.arrived, lang) })
          : words.chooseAgain,
        '',
      ];
    default:
      return [words[state.is], ''];
  }
}

/** `12MB / 300MB` while some of it is there, else its size alone. */
export function sizeOf({ state, arrived, size }: FileUpload, { words, lang }: Speech): string {
  const whole = formatSize(size, lang);
  const isPart = state.is !== 'done' && arrived > 0 && arrived < size;
  return isPart ? fill(words.size, { arrived: formatSize(arrived, lang), size: whole }) : whole;
}

/** How much of all there is, and how long the rest takes. */
export function sentenceOfAll(
  uploads: readonly FileUpload[],
  speed: number | null,
  { words, lang }: Speech,
): string {
  const size = uploads.reduce((sum, upload) => sum + upload.size, 0);
  const arrived = uploads.reduce((sum, upload) => sum + upload.arrived, 0);
  const all = fill(words.all, {
    size: formatSize(size, lang),
    arrived: formatSize(arrived, lang),
    percent: percentOf(arrived, size),
  });
  if (speed === null || speed === 0 || arrived === size) return all;
  return `${all} · ${timeLeft((size - arrived) / speed, words)}`;
}

function timeLeft(seconds: number, words: UploadWords): string {
  const minutes = Math.ceil(seconds / 60);
  if (minutes <= 1) return words.leftSoon;
  if (minutes < 60) return fill(words.leftMinutes, { minutes });
  return fill(words.leftHours, { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
