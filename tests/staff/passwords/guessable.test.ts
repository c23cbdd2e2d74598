import { dictionary } from '@zxcvbn-ts/language-common';
import { describe, expect, test } from 'vitest';
import { guessableBy } from '../../../src/staff/passwords/guessable.ts';
import { computedFor } from '../../support/computed.ts';
import { PASSWORD } from '../../support/world.ts';

const email = 'gildong.hong@newsroom.example';

test.each([
  ['1234567890', 'common'],
  ['1q2w3e4r5t', 'common'],
  ['Password123', 'common'],
  ['aaaaaaaaaaaa', 'repeats'],
  ['abcabcabcabc', 'repeats'],
  ['가나가나가나가나가나', 'repeats'],
  ['비밀번호비밀번호', 'repeats'],
  ['abcdefghijklmn', 'run'],
  ['가나다라마바사아자차', 'common'],
  ['안녕하세요1234', 'common'],
  ['qlalfqjsgh', 'common'],
  ['ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ', 'common'],
  ['gildong.hong@newsroom.example', 'address'],
  ['GILDONG.HONG', 'address'],
  ['ｇｉｌｄｏｎｇhong1', 'address'],
  ['newsroom-2026', 'address'],
  ['hong.gildong!!', 'address'],
])('%s is refused, as %s', async (password, why) => {
  expect(await guessableBy(password, email)).toBe(why);
  expect(await guessableBy(password.normalize('NFD'), email)).toBe(why);
});

test.each([
  PASSWORD,
  '맑은 아침 바다',
  '바다고래국수우산',
  'correct horse battery',
  'aB3$kQ9!xZ',
  'hong eats noodles at sea',
])('%s is taken', async password => {
  expect(await guessableBy(password, email)).toBeNull();
});

describe('Of the commonest passwords', () => {
  // The list is in the order of how often they are used.
  const all = dictionary['passwords-common'] ?? [];
  const long = all.filter(password => String(password).length >= 10).slice(0, 500);

  test('none that is long enough is taken', async () => {
    expect(all.length).toBeGreaterThan(10_000);
    expect(long.length).toBeGreaterThan(200);
    for (const password of long)
      expect(await guessableBy(String(password), email), String(password)).not.toBeNull();
  });
});

test('a password of a thousand letters is judged within a second', async () => {
  for (const password of ['ab1'.repeat(334), '@'.repeat(1_000)])
    expect(await computedFor(() => guessableBy(password, email))).toBeLessThan(5_000);
});
