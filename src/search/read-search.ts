import { composed } from '../nfc.ts';
import { fold } from './fold.ts';
import { dialled, digitsIn, isPhoneNumber, MOST_DIGITS, PHONE } from './phone.ts';
import type { Term } from './term.ts';

/** What someone searches for. `number`: of the tip that is meant, if one is. */
export type Search = { typed: string; number: number | null; terms: readonly Term[] };

/**
 * UTF-16 units, which no question comes near; what is behind them is not asked for. Patterns are made of it, and some take time by
 * its square.
 */
const LONGEST = 1_000;

const TIP_NUMBER = /^(?:#|no\.?|tip|제보)?\s*([1-9]\d{0,14})번?$/iu;

const QUOTED = /(?<=^|\s)(-?)["“”]([^"“”]+)["“”](?=\s|$)/gu;

/** Null where nothing is searched for. */
export function readSearch(typed: string): Search | null {
  const text = composed(beginningOf(typed).toWellFormed().replaceAll('\0', '\uFFFD'))
    .replace(/[\uFF10-\uFF19\uFF0B\uFF0D]/gu, halfWidth)
    .trim();
  if (text === '') return null;
  const number = TIP_NUMBER.exec(text)?.[1];
  const phrases: Term[] = [];
  const words = text.replace(QUOTED, (whole, minus: string, quoted: string) => {
    const phrase = fold(quoted).trim();
    if (phrase === '') return whole;
    phrases.push(termOf(phrase, { isPhrase: true, isWithout: minus === '-' }));
    return ' ';
  });
  const { rest, numbers } = takeNumbers(words);
  const terms = [
    ...rest
      .split(/\s+/u)
      .filter(word => word !== '')
      .map(readWord),
    ...phrases,
    ...numbers,
  ].filter(term => term.text !== '');
  return { typed: text, number: number === undefined ? null : Number(number), terms: distinct(terms) };
}

/** Whole words of it. */
const beginningOf = (typed: string) =>
  typed.length <= LONGEST ? typed : typed.slice(0, LONGEST).replace(/(?<=\S\s)\S+$/u, '');

const halfWidth = (letter: string) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0);

function termOf(text: string, how: Pick<Term, 'isPhrase' | 'isWithout'>): Term {
  return { text, digits: isPhoneNumber(text) ? dialled(text) : null, ...how };
}

/** A hyphen alone is a word. */
function readWord(word: string): Term {
  const isWithout = word.startsWith('-') && word.length > 1;
  const text = fold(isWithout ? word.slice(1) : word);
  return { text, digits: null, isPhrase: false, isWithout };
}

/** Telephone numbers, in which there may be spaces; what is left has the words. */
function takeNumbers(words: string): { rest: string; numbers: Term[] } {
  const numbers: Term[] = [];
  const rest = words.replace(PHONE, (run: string, minus: string, dialledRun: string) => {
    const pieces = digitsIn(dialledRun).length > MOST_DIGITS ? dialledRun.split(/\s+/u) : [dialledRun];
    const found = pieces.filter(isPhoneNumber);
    if (found.length === 0) return run;
    for (const piece of found)
      numbers.push({ ...termOf(piece, { isPhrase: false, isWithout: minus === '-' }), text: fold(piece) });
    return ` ${pieces.filter(piece => !isPhoneNumber(piece)).join(' ')} `;
  });
  return { rest, numbers };
}

const distinct = (terms: readonly Term[]): Term[] => [
  ...new Map(terms.map(term => [JSON.stringify(term), term])).values(),
];
