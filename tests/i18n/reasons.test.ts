import { expect, test } from 'vitest';
import { say, sayEach } from '../../src/i18n/reasons.ts';
import { wordsOf } from '../../src/i18n/words.ts';
import { START } from '../support/clock.ts';

test('A reason is said in each language with what it is told with', () => {
  const reason = { code: 'text-too-long', limit: 200, length: 1_234 } as const;
  expect(say(reason, wordsOf('en'))).toBe(
    'Up to 200 characters fit here. There are 1,234 now. Please shorten it, or attach a long text as a file.',
  );
  expect(say(reason, wordsOf('ko'))).toBe(
    '200자까지 쓸 수 있어요. 지금은 1,234자예요. 줄이거나, 긴 글은 파일로 붙여 주세요.',
  );
});

test('A time in a reason is written as its language writes it', () => {
  const reason = { code: 'too-many-tips', until: START, timeZone: 'Asia/Seoul' } as const;
  expect(say(reason, wordsOf('en'))).toContain('Mon 23 Nov 2026, 14:05 KST');
  expect(say(reason, wordsOf('ko'))).toContain('2026년 11월 23일 (월) 14:05');
});

test('The faults of a form are said field by field', () => {
  expect(sayEach({ email: { code: 'not-staff', email: 'a@b.kr' } }, wordsOf('en'))).toEqual({
    email: 'a@b.kr has no account. To make one: npm run jebo -- staff add a@b.kr',
  });
});
