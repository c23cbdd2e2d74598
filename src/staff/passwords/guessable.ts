import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { convertHangulToQwerty } from 'es-hangul';
import type { Guessable } from '../../errors.ts';

/** Of a scale from 0 to 4: from 2 on it takes more than a million tries (https://zxcvbn-ts.github.io/zxcvbn/). */
const LEAST_SCORE = 2;
/** Letters that are looked at; it takes a quarter of a second for a hundred. What comes after can only make it harder. */
const LOOKED_AT = 64;
/** What is tried first at a tip desk, and in Korea, of which the library's lists know little. */
const OURS = [
  ...'jebo newsroom tips 제보 기자 뉴스 취재 편집국 관리자 비밀번호 비번'.split(' '),
  ...'안녕하세요 사랑해 사랑해요 대한민국 무궁화 가나다라 가나다라마바사 아자차 카타파하 ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ'.split(
    ' ',
  ),
];

/**
 * Why a password would be among the first to be tried for this e-mail; null where it would not. Whoever imports this loads
 * lists of ten megabytes: a desk asks `guessableApart`.
 */
export function guessableBy(password: string, email: string): Guessable | null {
  const folded = fold(password);
  if (isMadeOf(folded, fold(email))) return 'address';
  // Korean is typed on the same keys: 비밀번호 is qlalfqjsgh, and a row of keys is one in either.
  for (const typed of new Set([folded, keysOf(password)])) {
    const { score, sequence } = estimator.check(typed, partsOf(fold(email)));
    if (score >= LEAST_SCORE) continue;
    const found = sequence.map(({ pattern, dictionaryName }) =>
      dictionaryName === 'userInputs' ? 'address' : (KINDS[pattern] ?? 'else'),
    );
    return found.find(kind => kind !== 'else') ?? 'else';
  }
  return null;
}

/** In NFC, where a letter that stands alone is told from a part of a syllable. */
const keysOf = (text: string) => convertHangulToQwerty(text.normalize('NFC')).toLowerCase();

const KINDS: Readonly<Record<string, Guessable>> = {
  dictionary: 'common',
  repeat: 'repeats',
  sequence: 'run',
  spatial: 'run',
};

/** Letters that look alike count as the same, and no case does. */
const fold = (text: string) => text.normalize('NFKC').toLowerCase();

/** The whole address, what stands before the @, and each word of it. */
function partsOf(email: string): string[] {
  const [name = '', host = ''] = email.split('@');
  const words = email.split(/[^\p{L}\p{N}]+/u).filter(word => word.length > 2);
  return [email, name, host, ...words];
}

/** Once the address and its parts are taken out, hardly more than a year is left of it. */
function isMadeOf(password: string, email: string): boolean {
  const parts = partsOf(email).toSorted((one, other) => other.length - one.length);
  const left = parts.reduce((rest, part) => (part === '' ? rest : rest.replaceAll(part, '')), password);
  const [letters, digits] = [/\p{L}/gu, /\p{N}/gu].map(kind => left.match(kind)?.length ?? 0);
  return left !== password && (letters ?? 0) < 4 && (digits ?? 0) < 9;
}

const estimator = new ZxcvbnFactory({
  graphs: adjacencyGraphs,
  dictionary: { ...dictionary, ours: [...OURS, ...OURS.map(keysOf)] },
  maxLength: LOOKED_AT,
});
