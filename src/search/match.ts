import { fold, foldForMarks } from './fold.ts';
import { FIRST_SYLLABLE, INITIALS, SYLLABLES_EACH } from './hangul.ts';
import { dialledPattern } from './phone.ts';
import type { Search } from './read-search.ts';
import { isInitials, isSpaced, type Term } from './term.ts';

/** `by`: a text of numbers alone is found by telephone numbers, and by no word. */
export type MatchedText = { text: string; by: 'words' | 'numbers' };

type Test = { term: Term; isIn: (folded: string) => boolean };

/**
 * Whether a tip is found: each word stands in one of its texts, not all in the same, and none that it should be without. They
 * are asked for one after another, and no more of them than it takes.
 */
export function createMatcher({ terms }: Search): (texts: Iterable<MatchedText>) => boolean {
  const tests = terms.map(term => ({ term, isIn: testFor(term) }));
  const [without, sought] = [tests.filter(({ term }) => term.isWithout), tests.filter(isSought)];
  return texts => {
    let missing = sought;
    for (const { text, by } of texts) {
      if (missing.length === 0 && without.length === 0) return true;
      const folded = fold(text);
      const has = ({ term, isIn }: Test) => (by === 'words' || term.digits !== null) && isIn(folded);
      if (without.some(has)) return false;
      missing = missing.filter(test => !has(test));
    }
    return missing.length === 0;
  };
}

const isSought = ({ term }: Test) => !term.isWithout;

function testFor(term: Term): Test['isIn'] {
  if (term.digits === null && !isInitials(term) && !isSpaced(term))
    return folded => folded.includes(term.text);
  const pattern = new RegExp(patternOf(term), 'u');
  return folded => pattern.test(folded);
}

/** By it is found and marked: what one sees is what it was found for. Of folded text. */
function patternOf(term: Term): string {
  if (term.digits !== null) return dialledPattern(term.digits);
  if (isInitials(term)) return [...term.text].map(beginningWith).join('');
  return isSpaced(term) ? withOneSpace(term.text) : RegExp.escape(term.text);
}

function beginningWith(initial: string): string {
  const first = FIRST_SYLLABLE + INITIALS.indexOf(initial) * SYLLABLES_EACH;
  return `[${initial}${String.fromCharCode(first)}-${String.fromCharCode(first + SYLLABLES_EACH - 1)}]`;
}

/** Each way to part it, one after another: so a pattern has no way to wander. */
const withOneSpace = (word: string): string =>
  `(?:${[word, ...Array.from({ length: word.length - 1 }, (_, i) => `${word.slice(0, i + 1)} ${word.slice(i + 1)}`)].join('|')})`;

/** What is marked of a text; null for nothing at all. */
function markPattern({ terms }: Search): RegExp | null {
  const marked = terms.filter(term => !term.isWithout);
  return marked.length === 0 ? null : new RegExp(marked.map(patternOf).join('|'), 'gu');
}

/** Whether a text has all that is searched for. */
export function shows(text: string, { terms }: Search): boolean {
  const folded = fold(text);
  return terms.every(term => term.isWithout || testFor(term)(folded));
}

/** Where in a text the first of it stands that it is found by, in UTF-16 units of it in NFC; null where none does. */
export function firstMark(text: string, search: Search): number | null {
  const found = markPattern(search)?.exec(fold(text));
  if (found === null || found === undefined) return null;
  return foldForMarks(text).at[found.index] ?? null;
}

export type Piece = { text: string; isMarked: boolean };

/** A text in pieces, in NFC, of which those are marked that it is found by. */
export function markedPieces(text: string, search: Search): Piece[] {
  const pattern = markPattern(search);
  if (pattern === null) return text === '' ? [] : [{ text, isMarked: false }];
  const { text: folded, composed, at } = foldForMarks(text);
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: found, index } of folded.matchAll(pattern)) {
    const [from, to] = [at[index] ?? 0, at[index + found.length] ?? composed.length];
    pieces.push({ text: composed.slice(end, from), isMarked: false });
    pieces.push({ text: composed.slice(from, to), isMarked: true });
    end = to;
  }
  return [...pieces, { text: composed.slice(end), isMarked: false }].filter(piece => piece.text !== '');
}
