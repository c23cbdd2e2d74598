import { expect, test } from 'vitest';
import { READABLE_FROM } from '../src/db/versions/least-version.ts';
import { isAtLeast, VERSION } from '../src/version.ts';

test('versions are compared part by part, as numbers', () => {
  expect(isAtLeast('0.10.0', '0.9.9')).toBe(true);
  expect(isAtLeast('0.9.9', '0.10.0')).toBe(false);
  expect(isAtLeast('1.2.3', '1.2.3')).toBe(true);
  expect(isAtLeast('2.0.0', '10.0.0')).toBe(false);
  expect(isAtLeast('1.0.0-rc.1', '1.0.0')).toBe(false);
});

test('a version that is written as none that we know of is never reached', () => {
  expect(isAtLeast('99.0.0', 'next')).toBe(false);
  expect(isAtLeast('99.0.0', '')).toBe(false);
  expect(isAtLeast('next', '0.0.1')).toBe(false);
});

test('this version reads what it writes itself', () => {
  expect(isAtLeast(VERSION, READABLE_FROM)).toBe(true);
});
