import { expect, test } from 'vitest';
import { hasResidentNumber, maskResidentNumbers, residentNumbersIn } from '../src/resident-number.ts';
import { headlineOf } from '../src/tips/text.ts';
import { computedFor } from './support/computed.ts';

/** Made up: the last digits agree, and belong to nobody. */
test.each([
  ['900101-1234568', '900101-*******'],
  ['900101 1234568', '900101 *******'],
  ['900101 - 1234568', '900101 - *******'],
  ['900101–1234568', '900101–*******'],
  ['900101ㅡ1234568', '900101ㅡ*******'],
  ['９００１０１－１２３４５６８', '９００１０１－*******'],
  ['900101\u200B-1234568', '900101\u200B-*******'],
  ['19900101-1234568', '19900101-*******'],
  ['900101--1234568', '900101--*******'],
  ['신분증_900101_1234568.jpg', '신분증_900101_*******.jpg'],
  ['주민번호는900101-1234568이고', '주민번호는900101-*******이고'],
  ['제 번호는 9001011234568예요', '제 번호는 900101*******예요'],
  ['９００１０１１２３４５６８', '９００１０１*******'],
  ['000229-4234567', '000229-*******'],
])('the last seven digits of “%s” are masked', (typed, masked) => {
  expect(maskResidentNumbers(typed)).toBe(masked);
  expect(hasResidentNumber(typed)).toBe(true);
});

test.each([
  ['a citizen born before October 2020', '9001011234568'],
  ['a foreigner', '9001015234561'],
  ['somebody born since, whose last digits are random', '2110053000000'],
])('thirteen digits in a row are the number of %s', (_who, typed) => {
  expect(hasResidentNumber(typed)).toBe(true);
});

test('a changed number has random digits, and is known by its hyphen', () => {
  expect(hasResidentNumber('900101-1234567')).toBe(true);
  expect(hasResidentNumber('9001011234567')).toBe(false);
});

test.each([
  ['no such month', '901301-1234567'],
  ['no such day', '900230-1234567'],
  ['a leap day of no leap year', '010229-3234567'],
  ['a century that nobody alive was born in', '900101-9234567'],
  ['another century than the year that is written', '20900101-1234568'],
  ['digits before it', '3900101-1234568'],
  ['digits behind it', '900101-12345689'],
  ['hidden already', '900101-1******'],
  ['milliseconds', '1701123456789'],
  ['a phone number', '010-1234-5678'],
  ['an account', '110-234-567890'],
  ['a card', '9001-0112-3456-8000'],
  ['a moment', '20261123 140500'],
  ['two lines', '900101\n1234568'],
])('%s is no resident number: “%s”', (_why, typed) => {
  expect(residentNumbersIn(typed)).toEqual([]);
  expect(maskResidentNumbers(typed)).toBe(typed);
});

test('each of several numbers is found where it stands', () => {
  const text = '🔥 900101-1234568, 850505 2345678.';
  expect(residentNumbersIn(text).map(({ from, secret, to }) => [from, secret, to])).toEqual([
    [3, 10, 17],
    [19, 26, 33],
  ]);
  expect(maskResidentNumbers(text)).toBe('🔥 900101-*******, 850505 *******.');
});

test('of a number that was cut, as in an old headline, what is left of the secret half is masked', () => {
  for (const number of ['900101-1234568', '19900101-1234568', '9001011234568', '850505ㅡ2345678'])
    for (let before = 60; before <= 80; before++) {
      const headline = headlineOf(`${'가'.repeat(before)} ${number} 그리고 더 있는 이야기입니다`);
      expect(maskResidentNumbers(headline).slice(before)).not.toMatch(/(?:900101|850505)\D?\d/);
    }
});

test('a message at its limit, made to be expensive, is read at once', async () => {
  for (const text of ['9'.repeat(200_000), '900101 '.repeat(30_000), `900101${' '.repeat(200_000)}`]) {
    const read = () => expect(residentNumbersIn(text)).toEqual([]);
    expect(await computedFor(read)).toBeLessThan(1_500);
  }
});
