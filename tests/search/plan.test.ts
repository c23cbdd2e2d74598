import { expect, test } from 'vitest';
import { isExact } from '../../src/search/plan.ts';
import { readSearch } from '../../src/search/read-search.ts';

const isExactly = (typed: string) => {
  const search = readSearch(typed);
  return search !== null && isExact(search);
};

test.each(['화재', '불', 'ㅎㅈ', 'ㅅㅋㅎ', 'b2b', 'e', '119', '火', 'ㅋ', '화재 침수 fir', '"화재"'])(
  'the index alone tells who has “%s”',
  typed => {
    expect(isExactly(typed)).toBe(true);
  },
);

test.each([
  ...[
    '영화재',
    '대형 화재현장',
    'ㅎㅈㅎㅈ',
    'fire',
    '5678',
    '01012345678',
    '火事',
    '🔥🔥',
    '-화재',
    '화재 -침수',
  ],
  ...['"화재가 발생"', '화!', '!', 'a1!', '화재 5678'],
])('where the index leads to with “%s” it must be looked', typed => {
  expect(isExactly(typed)).toBe(false);
});
