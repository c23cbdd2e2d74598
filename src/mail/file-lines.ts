import { formatSize } from '../i18n/size.ts';
import { type Lang, type Words, wordsOf } from '../i18n/words.ts';
import { mismatchOf } from '../inspection/mismatch.ts';
import type { KeptFile } from '../tips/tip.ts';
import { fileNameInMail, inOneLine } from './letter.ts';

/** What a mail says of one file, each line free of line ends of its own. `warning` is for an infected one. */
export type FileLines = { name: string; about: string[]; warning: string | null; sha256: string };

/** `isScanned`: there is a scanner. Without one, a mail says nothing of scans. */
export function fileLines(file: KeptFile, rides: boolean, isScanned: boolean, lang: Lang): FileLines {
  const words = wordsOf(lang).mail.tip;
  const { name, size, sha256, scan } = file;
  const lines = { name: fileNameInMail(name), sha256 };
  const type = typeLine(file, words);
  const shownSize = formatSize(size, lang);
  if (scan.is === 'infected') {
    const warning = words.infected(inOneLine(scan.signature));
    return { ...lines, about: [shownSize, ...type], warning };
  }
  const where = rides ? words.rides : words.linked;
  const verdict = scan.is !== 'not scanned' || isScanned ? [words.scans[scan.is]] : [];
  return { ...lines, about: [[shownSize, where, ...verdict].join(' · '), ...type], warning: null };
}

function typeLine(file: KeptFile, words: Words['mail']['tip']): string[] {
  const mismatch = mismatchOf(file);
  return mismatch === null ? [] : [words.mismatch(mismatch.claimed, mismatch.found)];
}
