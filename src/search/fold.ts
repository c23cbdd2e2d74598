import { composed } from '../nfc.ts';
import { isSyllable } from './hangul.ts';

/** A text as it is searched. `at`: for each unit of `text`, where in `composed` it began. */
export type Folded = { text: string; composed: string; at: Uint32Array };

/** What is not plain ASCII in small letters or a Hangul syllable, and what it stands for. */
const letters = new Map<number, string>();
/** Far more than any newsroom's texts have. */
const MOST_LETTERS = 20_000;

const WIDE = /^[\uff01-\uff5e]$/u;
const LATIN = /^[\u00c0-\u024f\u1e00-\u1eff]/u;
const MARK = /[\u0300-\u036f]/u;
const MARKS = new RegExp(MARK, 'gu');

/**
 * One way to write what means the same, for what is kept and for what is asked: NFC, no full width, small letters, Latin letters
 * without their marks, and one space for each run of white space. Never NFKC, which makes other letters of ㅋㅋ and ㄱㅏ.
 */
export const fold = (text: string): string => foldComposed(composed(text), null);

/** The same, for whoever marks in a text what was found. */
export function foldForMarks(text: string): Folded {
  const whole = composed(text);
  const at = new Uint32Array(3 * whole.length + 1);
  return { text: foldComposed(whole, at), composed: whole, at };
}

const SPACE = 0x20;

const isPlain = (code: number): boolean =>
  isSyllable(code) || (code > SPACE && code < 0x7f && (code < 0x41 || code > 0x5a));

/** What stays as it is goes in one piece, for that is nearly all. `at` is filled, where it is there, as `Folded` says. */
function foldComposed(whole: string, at: Uint32Array | null): string {
  let folded = '';
  let [length, plainFrom, isAfterSpace] = [0, 0, false];
  const noteFrom = (from: number, units: number) => {
    for (let i = 0; at !== null && i < units; i++) at[length + i] = from;
    length += units;
  };
  for (let from = 0; from < whole.length; ) {
    const code = whole.codePointAt(from) ?? 0;
    const units = code > 0xffff ? 2 : 1;
    if (isPlain(code)) {
      noteFrom(from, 1);
      isAfterSpace = false;
    } else {
      const made = lettersFor(code);
      const letters = made === ' ' && isAfterSpace ? '' : made;
      folded += whole.slice(plainFrom, from) + letters;
      noteFrom(from, letters.length);
      plainFrom = from + units;
      if (letters !== '') isAfterSpace = letters === ' ';
    }
    from += units;
  }
  if (at !== null) at[length] = whole.length;
  return folded + whole.slice(plainFrom);
}

function lettersFor(code: number): string {
  const known = letters.get(code);
  if (known !== undefined) return known;
  if (letters.size >= MOST_LETTERS) letters.clear();
  const made = foldLetter(String.fromCodePoint(code));
  letters.set(code, made);
  return made;
}

function foldLetter(letter: string): string {
  if (/\s/u.test(letter)) return ' ';
  const narrow = WIDE.test(letter) ? String.fromCharCode(letter.charCodeAt(0) - 0xfee0) : letter;
  const small = narrow.toLowerCase();
  return LATIN.test(small) || MARK.test(small) ? small.normalize('NFD').replace(MARKS, '') : small;
}
