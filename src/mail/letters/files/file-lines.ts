import { formatSize } from '../../../i18n/size.ts';
import { type Lang, type Words, wordsOf } from '../../../i18n/words.ts';
import { mismatchOf } from '../../../media/mismatch.ts';
import type { KeptFile } from '../../../tips/tip.ts';
import { nameOf } from '../../../unknown.ts';
import { fileNameInMail, inOneLine } from '../../letter.ts';
import type { Ride } from './riding.ts';

/** What a mail says of one file, each line free of line ends of its own. `warning` is for an infected one. */
export type FileLines = { name: string; about: string[]; warning: string | null; sha256: string };

/** `isScanned`: there is a scanner. Without one, a mail says nothing of scans. */
export function fileLines(file: KeptFile, ride: Ride, isScanned: boolean, lang: Lang): FileLines {
  const { mail, unknown } = wordsOf(lang);
  const words = mail.tip;
  const { name, size, sha256, scan } = file;
  const lines = { name: fileNameInMail(name), sha256 };
  const type = typeLine(file, words);
  const shownSize = formatSize(size, lang);
  if (scan.is === 'infected') {
    const warning = words.infected(scan.signature && inOneLine(scan.signature));
    return { ...lines, about: [shownSize, ...type], warning };
  }
  const verdict =
    scan.is !== 'not scanned' || isScanned ? [inOneLine(nameOf(words.scans, scan.is, unknown))] : [];
  return {
    ...lines,
    about: [[shownSize, whereOf(ride, words), ...verdict].join(' · '), ...type],
    warning: null,
  };
}

function whereOf(ride: Ride, words: Words['mail']['tip']): string {
  if (ride.as === 'original') return words.attached;
  if (ride.as === 'copy') return words.copyAttached;
  return [...(ride.why === null ? [] : [words.notAttached[ride.why]]), words.linked].join(' · ');
}

function typeLine(file: KeptFile, words: Words['mail']['tip']): string[] {
  const mismatch = mismatchOf(file);
  return mismatch === null ? [] : [words.mismatch(mismatch.claimed, mismatch.found)];
}
