import type { Lang } from '../../i18n/lang.ts';
import { formatSize } from '../../i18n/size.ts';
import { fill } from '../dom.ts';
import type { FormLimits, FormWords } from '../form-data.ts';
import { type FileUpload, percentOf } from './file-upload.ts';

export type UploadWords = FormWords['uploads'];

/** The words of a list of uploads, in the reader's language. */
export type Speech = { words: UploadWords; lang: Lang; limits: FormLimits };

/** `speed` in bytes a second, null while it is not known; `isBeyond`: there are too many files before it. */
export type Going = { speed: number | null; isBeyond: boolean };

/** Two short phrases for a row: what happens, and how long it takes. */
export function stateOf(upload: FileUpload, { speed, isBeyond }: Going, speech: Speech): [string, string] {
  const { words, lang } = speech;
  const { state } = upload;
  switch (state.is) {
    case 'waiting':
      return [isBeyond ? words.beyond : words.waiting, ''];
    case 'uploading':
      if (upload.arrived === upload.size) return [words.settling, ''];
      if (speed === null || speed === 0) return [upload.losses > 0 ? words.again : words.uploading, ''];
      return [
        fill(words.speed, { speed: formatSize(speed, lang) }),
        timeLeft((upload.size - upload.arrived) / speed, words),
      ];
    case 'interrupted':
      return [state.isAnswered ? words.serverBusy : words.interrupted, ''];
    case 'failed':
    case 'to-be-chosen':
      return [whyOf(upload, speech), ''];
    default:
      return [words[state.is], ''];
  }
}

/** Why it will not come through by itself, and what may be done; empty where it will. */
export function whyOf({ state, arrived, size }: FileUpload, { words, lang, limits }: Speech): string {
  if (state.is === 'to-be-chosen')
    return arrived > 0 ? fill(words.chooseToGoOn, { arrived: formatSize(arrived, lang) }) : words.chooseAgain;
  if (state.is !== 'failed') return '';
  // What is within our limit was refused by something between, and may come another time or another way.
  if (state.why === 'tooLarge' && size <= limits.fileSize) return words.failures.tooLargeBetween;
  return fill(words.failures[state.why], { limit: formatSize(limits.fileSize, lang) });
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
  return `${all}\u00a0· ${timeLeft((size - arrived) / speed, words)}`;
}

function timeLeft(seconds: number, words: UploadWords): string {
  const minutes = Math.ceil(seconds / 60);
  if (minutes <= 1) return words.leftSoon;
  if (minutes < 60) return fill(words.leftMinutes, { minutes });
  return fill(words.leftHours, { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
