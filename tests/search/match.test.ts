import { describe, expect, test } from 'vitest';
import { fold } from '../../src/search/fold.ts';
import { createMatcher, markedPieces } from '../../src/search/match.ts';
import { needsOf } from '../../src/search/plan.ts';
import { readSearch } from '../../src/search/read-search.ts';
import { addTokens } from '../../src/search/tokens.ts';

function searchFor(typed: string) {
  const search = readSearch(typed);
  if (search === null) throw new Error('nothing is searched for');
  return search;
}

const isFound = (typed: string, ...texts: string[]) =>
  createMatcher(searchFor(typed))(texts.map(text => ({ text, by: 'words' })));

/** Whether an index would lead to it. */
function isLedTo(typed: string, text: string): boolean {
  const tokens = new Set<number>();
  addTokens(fold(text), token => tokens.add(token));
  const sought = searchFor(typed).terms.filter(term => !term.isWithout);
  return sought.flatMap(needsOf).every(need => need.some(token => tokens.has(token)));
}

const nfd = (text: string) => text.normalize('NFD');

describe('a text is found, by its tokens too,', () => {
  test.each([
    ['화재', '대형화재현장'],
    ['화재', '대형 화재'],
    ['화재', nfd('큰 화재')],
    [nfd('화재'), '큰 화재'],
    ['ㅎㅈ', '대형화재현장'],
    ['ㄷㅎㅎㅈ', '대형화재현장'],
    ['ㅋㅋ', '웃겨요 ㅋㅋㅋ'],
    ['꿩', '꿩 한 마리'],
    ['대형화재', '대형 화재가 났어요'],
    ['대형화재', '대 형화재'],
    ['대형 화재', '대형화재'],
    ['"화재가 발생"', '어제 화재가\n발생했다'],
    ['fire', 'A FIREFIGHTER'],
    ['école', 'ECOLE'],
    ['Ｆｉｒｅ', 'fire'],
    ['x', 'xyz'],
    ['ab', 'cab'],
    ['b2b', 'ab2bc'],
    ['현장2동', '화재현장2동'],
    ['01012345678', '010-1234-5678'],
    ['01012345678', '+82 10 1234 5678'],
    ['+82 10-1234-5678', '번호는 010.1234.5678입니다'],
    ['1234-5678', '０１０ １２３４ ５６７８'],
    ['1234', '010-1234-5678'],
    ['0012345', '문 12345'],
    ['東京', '東京で火事'],
    ['🔥', '불 🔥'],
    ['100%_행', '할인 100%_행사'],
    ['화재 -훈련', '진짜 화재'],
  ])('“%s” in “%s”', (typed, text) => {
    expect([isFound(typed, text), isLedTo(typed, text)]).toEqual([true, true]);
  });
});

test.each([
  ['화재', '화 재'],
  ['영화재', '영 화재'],
  ['"대형화재"', '대형 화재'],
  ['"화재가 발생"', '화재가 또 발생'],
  ['ㅎㅈ', '화 재'],
  ['ㄱ', '가'],
  ['화재 -훈련', '화재 훈련'],
  ['-훈련', '화재 훈련'],
  ['01012345678', '010-1234-5679'],
  ['가나다', 'ㄱㅏ나다'],
])('“%s” is not found in “%s”', (typed, text) => {
  expect(isFound(typed, text)).toBe(false);
});

test('words may stand in several texts, and none of these has what is to be missing', () => {
  expect(isFound('화재 강남', '큰 화재', '강남역')).toBe(true);
  expect(isFound('화재 -강남', '큰 화재', '강남역')).toBe(false);
  expect(isFound('-강남', '큰 화재')).toBe(true);
});

test('what was found is marked as it was written', () => {
  const marked = (typed: string, text: string) =>
    markedPieces(text, searchFor(typed))
      .map(({ text: piece, isMarked }) => (isMarked ? `[${piece}]` : piece))
      .join('');
  expect(marked('école 화재', 'L’Ｅcole\n 화재')).toBe('L’[Ｅcole]\n [화재]');
  expect(marked('대형화재 ㅎㅈ', `${nfd('대형')}  화재 현장`)).toBe('[대형  화재] [현장]');
  expect(marked('01012345678 -글', '전화 +82 10-1234-5678 글')).toBe('전화 [+82 10-1234-5678] 글');
});
