import { expect, test } from 'vitest';
import { clean, headlineOf, isLongerThan } from '../../src/tips/text.ts';
import { computedFor } from '../support/computed.ts';

test('text is kept in NFC with LF line ends, and what no database stores alike is replaced', () => {
  expect(clean('\u1112\u1161\u11ab\r\na\0b\ud800')).toBe('한\na\uFFFDb\uFFFD');
  expect(clean('e\u0301')).toBe('é');
});

test('a letter under a hundred thousand marks takes no longer than any other text of its length', async () => {
  const timeOf = (text: string) => computedFor(() => clean(text));
  const plain = await timeOf('e\u0301'.repeat(150_000));
  expect(await timeOf(`a${'\u0301\u0316'.repeat(150_000)}`)).toBeLessThan(20 * plain + 500);
});

test('a limit counts code points', () => {
  expect(isLongerThan('🔥'.repeat(10), 10)).toBe(false);
  expect(isLongerThan('🔥'.repeat(11), 10)).toBe(true);
});

test('the headline is the first words in one line, cut between letters', () => {
  expect(headlineOf('  첫 줄\n\n둘째\t줄 ')).toBe('첫 줄 둘째 줄');
  expect([...new Intl.Segmenter().segment(headlineOf('👩‍👩‍👧‍👦'.repeat(200)))]).toHaveLength(80);
  expect(headlineOf('\u0001')).toBe('…');
});

test('the headline is as wide in Korean as in English, and cut where more would follow', () => {
  expect(headlineOf('가'.repeat(80))).toBe('가'.repeat(80));
  expect(headlineOf('가'.repeat(81))).toBe(`${'가'.repeat(79)}…`);
  expect(headlineOf('a'.repeat(160))).toBe('a'.repeat(160));
  expect(headlineOf('a'.repeat(161))).toBe(`${'a'.repeat(158)}…`);
});
