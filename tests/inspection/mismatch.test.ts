import { expect, test } from 'vitest';
import type { Inspection } from '../../src/inspection/inspection.ts';
import { mismatchOf } from '../../src/inspection/mismatch.ts';

const found = (type: string | null): Inspection => ({
  is: 'done',
  broken: false,
  type,
  thumbnail: null,
  copy: null,
  shortfall: null,
  details: {},
});
const between = (claimedType: string, type: string | null) =>
  mismatchOf({ claimedType, inspection: found(type) });

test.each([
  ['image/jpeg', 'application/zip'],
  ['video/mp4', 'application/zip'],
  ['image/png', 'image/jpeg'],
  ['application/pdf', 'application/x-msdownload'],
  ['text/html', 'application/zip'],
])('A file that says %s and is %s is told', (claimed, type) => {
  expect(between(claimed, type)).toEqual({ claimed, found: type });
});

test('A picture that shows no type at all is told', () => {
  expect(between('image/jpeg', null)).toEqual({ claimed: 'image/jpeg', found: null });
});

test.each([
  ['image/jpeg', 'image/jpeg'],
  ['IMAGE/JPG; name="a.jpg"', 'image/jpeg'],
  ['video/quicktime', 'video/mp4'],
  ['audio/x-m4a', 'video/mp4'],
  ['image/heif', 'image/heic'],
  ['application/haansofthwp', 'application/x-cfb'],
  ['application/hwp+zip', 'application/zip'],
  ['image/svg+xml', 'application/xml'],
  ['image/svg+xml', null],
  ['application/octet-stream', 'application/x-msdownload'],
  ['', 'image/png'],
  ['text/csv', null],
])('A file that says %s and is %s is no news', (claimed, type) => {
  expect(between(claimed, type)).toBeNull();
});

test('Nothing is told of a file that was not looked at yet', () => {
  expect(mismatchOf({ claimedType: 'image/jpeg', inspection: { is: 'waiting' } })).toBeNull();
});
