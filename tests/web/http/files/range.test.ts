import { expect, test } from 'vitest';
import { readRange } from '../../../../src/web/http/files/range.ts';

const part = (start: number, end: number) => ({ start, end });

test.each([
  ['bytes=0-3', part(0, 3)],
  ['bytes=4-', part(4, 9)],
  ['bytes=9-9', part(9, 9)],
  ['bytes=8-99', part(8, 9)],
  [`bytes=0-${'9'.repeat(400)}`, part(0, 9)],
  ['Bytes=0-1', part(0, 1)],
  ['bytes=-2', part(8, 9)],
  ['bytes=-10', part(0, 9)],
  ['bytes=-999', part(0, 9)],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=10-20', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  // No ranges (14.1.1), other units (14.1) and several at once may be ignored, whether or not they could be satisfied.
  ['bytes=5-3', null],
  ['bytes=50-30', null],
  ['bytes=', null],
  ['bytes=-', null],
  ['bytes=x', null],
  ['bytes=1-x', null],
  ['bytes=0x1-', null],
  ['bytes=1.5-2', null],
  ['bytes=0-0,5-6', null],
  ['bytes=0-0,20-30', null],
  ['bytes=20-30,40-50', null],
  ['lines=0-1', null],
  ['lines=50-60', null],
  ['', null],
  [undefined, null],
] as const)('of ten bytes, “%s” asks for %o (RFC 9110, 14)', (header, expected) => {
  expect(readRange(header, 10)).toEqual(expected);
});

test.each([
  ['bytes=0-', 'unsatisfiable'],
  ['bytes=0-1', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=-5', null],
] as const)('of no bytes, “%s” asks for %o', (header, expected) => {
  expect(readRange(header, 0)).toEqual(expected);
});
