import { expect, test } from 'vitest';
import { cleanFileName, cleanFileType } from '../../../src/tips/intake/file-name.ts';

test.each([
  ['../../../etc/passwd', 'passwd'],
  ['C:\\Users\\hong\\사진.jpg', '사진.jpg'],
  ['folder/', 'folder'],
  ['', 'file'],
  ['..', 'file'],
  ['\x00\x01', 'file'],
  [' \t ', 'file'],
  ['a\0b\x1b[31m.jpg', 'ab[31m.jpg'],
  ['a\r\nb.jpg', 'a b.jpg'],
  ['photo\u202Egpj.exe', 'photogpj.exe'],
  ['\u2066a\u2069\u200F.jpg', 'a.jpg'],
  ['a\u200B\uFEFF.jpg', 'a.jpg'],
  ['\u1112\u1161\u11AB.hwp', '한.hwp'],
  ['half \uD83D.jpg', 'half \uFFFD.jpg'],
  ['가족 👨‍👩‍👧.jpg', '가족 👨‍👩‍👧.jpg'],
  ['.bashrc', '.bashrc'],
])('the name %j is kept as %j', (typed, kept) => {
  expect(cleanFileName(typed)).toBe(kept);
});

test('a name that is too long keeps its ending, and no half of a letter', () => {
  expect(cleanFileName(`${'가'.repeat(3_000)}.hwp`)).toBe(`${'가'.repeat(996)}.hwp`);
  expect(cleanFileName(`${'🔥'.repeat(3_000)}.x`)).toSatisfy((name: string) => name.isWellFormed());
  expect(cleanFileName('a'.repeat(3_000))).toHaveLength(1_000);
});

test.each([
  ['image/jpeg', 'image/jpeg'],
  [' video/mp4; codecs=avc1', 'video/mp4'],
  ['jpeg', 'application/octet-stream'],
  ['', 'application/octet-stream'],
  ['image/\r\nX: 1', 'application/octet-stream'],
])('the type %j is kept as %j', (claimed, kept) => {
  expect(cleanFileType(claimed)).toBe(kept);
});
