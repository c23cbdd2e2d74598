import { expect, test } from 'vitest';
import type { Inspection } from '../../src/media/inspection.ts';
import { mismatchOf } from '../../src/media/mismatch.ts';

const found = (type: string | null): Inspection => ({
  is: 'done',
  broken: false,
  type,
  thumbnail: null,
  copy: null,
  shortfall: null,
  details: {},
});
const between = (claimedType: string, type: string | null, name = '파일') =>
  mismatchOf({ name, claimedType, inspection: found(type) });

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
  ['application/x-msdownload', 'application/x-msdownload'],
  ['', 'image/png'],
  ['text/csv', null],
])('A file that says %s and is %s is no news', (claimed, type) => {
  expect(between(claimed, type)).toBeNull();
});

test.each([
  ['', '사진.jpg', 'image/png', 'image/jpeg'],
  ['application/octet-stream', '영상.MP4', 'application/zip', 'video/mp4'],
  ['text/plain', '계약서.pdf ', null, null],
  ['text/plain', '사진.jpg\u200e', null, 'image/jpeg'],
  ['binary/octet-stream', '사진.jpeg', 'image/jpeg', null],
  ['', '보고서.hwp', 'application/x-cfb', null],
  ['', '보고서.docx', 'application/zip', null],
  ['', 'constructor', 'image/png', null],
])('Of a file that claims “%s”, the name %s is what it says', (claimedType, name, type, claimed) => {
  expect(between(claimedType, type, name)).toEqual(claimed === null ? null : { claimed, found: type });
});

test.each([
  ['text/plain', '사진.jpg', 'application/x-msdownload', 'image/jpeg'],
  ['application/octet-stream', '설치', 'application/x-elf', 'application/octet-stream'],
  ['', 'setup.exe', 'application/x-msdownload', 'application/octet-stream'],
  ['application/x-msdownload', '사진.jpg', 'application/x-msdownload', 'image/jpeg'],
  ['application/zip', '사진.zip', 'application/java-archive', 'application/zip'],
])('A program that claims “%s” and is called %s is told', (claimedType, name, type, claimed) => {
  expect(between(claimedType, type, name)).toEqual({ claimed, found: type });
});

test('Nothing is told of a file that was not looked at yet', () => {
  expect(
    mismatchOf({ name: '사진.jpg', claimedType: 'image/jpeg', inspection: { is: 'waiting' } }),
  ).toBeNull();
});
