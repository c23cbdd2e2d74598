import { expect, test } from 'vitest';
import { readSearch } from '../../src/search/read-search.ts';

const termsIn = (typed: string) =>
  readSearch(typed)?.terms.map(({ text, digits, isPhrase, isWithout }) => ({
    text: `${isWithout ? '-' : ''}${isPhrase ? `"${text}"` : text}`,
    digits,
  }));
const word = (text: string) => ({ text, digits: null });

test('words, phrases and what is to be missing are told apart', () => {
  expect(termsIn('화재 -훈련 "큰  불이" -"작은 불"')).toEqual(
    ['화재', '-훈련', '"큰 불이"', '-"작은 불"'].map(word),
  );
  expect(termsIn('Ｆｉｒｅ ÉCOLE')).toEqual(['fire', 'ecole'].map(word));
  expect(termsIn('a-b " - 글 글')).toEqual(['a-b', '"', '-', '글'].map(word));
  expect(readSearch('  ')).toBeNull();
});

test('digits that are none of a telephone number stay in the word that they stand in', () => {
  expect(termsIn('a-12-b')).toEqual([word('a-12-b')]);
  expect(termsIn('a1234567 1234567')).toEqual([word('a1234567'), { text: '1234567', digits: '1234567' }]);
  expect(termsIn('9'.repeat(40))).toEqual([word('9'.repeat(40))]);
});

test.each(['010-1234-5678', '+82 10 1234 5678', '0082 (0)10 1234 5678', '"010-1234-5678"'])(
  '“%s” is a telephone number',
  typed => {
    expect(termsIn(typed)?.map(({ digits }) => digits)).toEqual(['1012345678']);
  },
);

test('a telephone number may be what is to be missing', () => {
  expect(termsIn('화재 -010-1234-5678')).toEqual([
    word('화재'),
    { text: '-010-1234-5678', digits: '1012345678' },
  ]);
});

test('of a question that is longer than any, the first words are asked for, and at once', () => {
  expect(termsIn('가'.repeat(100_000))).toEqual([word('가'.repeat(1_000))]);
  const terms = termsIn(`화재 -${'없음 -'.repeat(20_000)}`) ?? [];
  expect(terms).toEqual([word('화재'), word('-없음')]);
  expect(termsIn(`${'1 '.repeat(50_000)}a`)).toEqual([word('1')]);
});
