import type { Lang } from '../../../i18n/lang.ts';
import { formatSize } from '../../../i18n/size.ts';
import { totalSize } from '../../chosen-files/chosen-list.ts';
import { fill } from '../../dom.ts';
import type { FormLimits, UploadWords } from '../../page-data.ts';
import { type FileUpload, percentOf, totalArrived } from '../file-upload.ts';

/** The words of a list of uploads, in the reader's language, and the limits that they name. */
export type Texts = {
  words: UploadWords;
  lang: Lang;
  limits: FormLimits;
  /** Of a file of which place and device were taken out; empty for all others. */
  cleaned: (upload: FileUpload) => string;
};

/** `speed` in bytes a second, null while it is not known; `isBeyond`: there are too many files before it. */
export type Movement = { speed: number | null; isBeyond: boolean };

/** Two short phrases for a row: what happens, and how long it takes. */
export function stateOf(upload: FileUpload, { speed, isBeyond }: Movement, texts: Texts): [string, string] {
  const { words, lang } = texts;
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
      return [whyOf(upload, texts), ''];
    default:
      return [words[state.is], ''];
  }
}

/** Why it will not come through by itself, and what may be done; empty where it will. */
export function whyOf({ state, arrived, size }: FileUpload, { words, lang, limits }: Texts): string {
  if (state.is === 'to-be-chosen')
    return arrived > 0 ? fill(words.chooseToGoOn, { arrived: formatSize(arrived, lang) }) : words.chooseAgain;
  if (state.is !== 'failed') return '';
  // What is within our limit was refused by something between, and may come another time or another way.
  if (state.why === 'tooLarge' && size <= limits.fileSize) return words.failures.tooLargeBetween;
  return fill(words.failures[state.why], { limit: formatSize(limits.fileSize, lang) });
}

/** `12MB / 300MB` while some of it is there, else its size alone. */
export function sizeOf(upload: FileUpload, { words, lang, cleaned }: Texts): string {
  const { state, arrived, size } = upload;
  const whole = [formatSize(size, lang), cleaned(upload)].filter(Boolean).join(' · ');
  const isPart = state.is !== 'done' && arrived > 0 && arrived < size;
  return isPart ? fill(words.size, { arrived: formatSize(arrived, lang), size: whole }) : whole;
}

/** How much of all there is, and how long the rest takes. */
export function sentenceOfAll(
  uploads: readonly FileUpload[],
  speed: number | null,
  { words, lang }: Texts,
): string {
  const size = totalSize(uploads);
  const arrived = totalArrived(uploads);
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
