import { expect, test } from 'vitest';
import { readArticle } from '../../../src/tips/intake/article.ts';

test.each([
  ['https://www.ytn.co.kr/_ln/0103_202611231405', 'https://www.ytn.co.kr/_ln/0103_202611231405'],
  ['https://a.kr/view?idxno=12&sc_section_code=S1', 'https://a.kr/view?idxno=12&sc_section_code=S1'],
  ['https://n.news.naver.com/article/052/0001?sid=101', 'https://n.news.naver.com/article/052/0001?sid=101'],
  ['https://a.kr/1?utm_source=x&id=7&UTM_Medium=y', 'https://a.kr/1?id=7'],
  ['https://a.kr/1?fbclid=x&gclid=y&wbraid=z&msclkid=1&ttclid=2&twclid=3&yclid=4&igshid=5', 'https://a.kr/1'],
  ['https://a.kr/1?click_id=x&clickid=y&irclickid=z', 'https://a.kr/1'],
  ['https://a.kr/1?id=7&user_id=hong&uid=5&email=hong%40a.kr&session_id=9', 'https://a.kr/1?id=7'],
  ['https://a.kr/1?id=7&user_no=3&kakaoUserId=x&mem_seq=9&li_fat_id=1&srsltid=2', 'https://a.kr/1?id=7'],
  ['https://a.kr/1?who=hong@a.kr', 'https://a.kr/1'],
  ['https://a.kr/1?id=7&amp;utm_source=x', 'https://a.kr/1?id=7'],
  ['https://a.kr/1?NaPm=ct%3D1&n_media=1&DMKW=x&kakao_from=y', 'https://a.kr/1'],
  ['https://a.kr/1;jsessionid=ABC?id=7', 'https://a.kr/1?id=7'],
  ['https://a.kr/1?q=%EB%B6%88+%20나&utm_id=1', 'https://a.kr/1?q=%EB%B6%88+%20%EB%82%98'],
  ['https://hong:secret@a.kr/1#comment-9', 'https://a.kr/1'],
  ['https://a.kr/1?%', 'https://a.kr/1?%'],
  [`https://a.kr/1?id=7&utm_content=${'x'.repeat(3_000)}`, 'https://a.kr/1?id=7'],
  [`https://a.kr/${'x'.repeat(3_000)}`, null],
  ['ftp://a.kr/1', null],
  ['', null],
])('of %s the article alone is kept', (typed, kept) => {
  expect(readArticle(typed)).toBe(kept);
});
