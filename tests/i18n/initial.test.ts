import { expect, test } from 'vitest';
import { initialOf } from '../../src/i18n/initial.ts';

test.each([
  ['김민지', '민'],
  ['이준', '준'],
  ['남궁하늘', '하'],
  ['김 민지', '민'],
  ['한', '한'],
  ['Jane Doe', 'J'],
  ['junho@newsroom.example', 'J'],
  ['사회부 당직', '당'],
  ['', ''],
])('For %s stands %s', (name, initial) => {
  expect(initialOf(name)).toBe(initial);
});
