import { randomBytes, randomInt } from 'node:crypto';
import type { Needles } from './finder.ts';

/**
 * What people tell a desk, all of it at random: whatever of it is found anywhere was kept in the clear, and no chance has
 * made it.
 */
export function createTold() {
  const needles = new Map<string, Buffer>();
  const noted = (text: string) => {
    needles.set(text, Buffer.from(text));
    return text;
  };
  const word = (lang: 'ko' | 'en') => noted(lang === 'ko' ? koreanWord() : englishWord());
  const sentence = (lang: 'ko' | 'en', words: number) =>
    Array.from({ length: words }, () => word(lang)).join(' ');
  return {
    needles: needles satisfies Needles,
    word,
    sentence,
    /** What nobody has made up. */
    text: noted,
    phone() {
      const digits = String(randomInt(20_000_000, 99_999_999));
      // As it is typed, and as it is read: +82 10-…
      return `0${noted(`10-${digits.slice(0, 4)}-${digits.slice(4)}`)}`;
    },
    file(bytes: Buffer) {
      for (const [at, piece] of piecesOf(bytes)) needles.set(`bytes ${at} of ${needles.size}`, piece);
      return bytes;
    },
  };
}

export type Told = ReturnType<typeof createTold>;

const koreanWord = () =>
  String.fromCodePoint(...Array.from({ length: randomInt(4, 7) }, () => 0xac00 + randomInt(11_172)));

const englishWord = () =>
  String.fromCodePoint(...Array.from({ length: randomInt(9, 13) }, () => 0x61 + randomInt(26)));

const PIECE = 16;
/** What says less, such as a row of zeros, stands anywhere. */
const LEAST_VARIETY = 10;

export function* piecesOf(bytes: Buffer): Generator<[number, Buffer]> {
  for (let at = 0; at + PIECE <= bytes.length; at += PIECE) {
    const piece = bytes.subarray(at, at + PIECE);
    if (new Set(piece).size >= LEAST_VARIETY) yield [at, piece];
  }
}

/** Text in which no piece is like another. */
export const randomText = (bytes: number) => Buffer.from(randomBytes(bytes).toString('base64'));
