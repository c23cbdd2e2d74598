import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { staffPaths } from '../src/paths.ts';

const root = join(import.meta.dirname, '..');

test('The address of the staff’s pages is written in one place alone', async () => {
  const written: string[] = [];
  for (const top of ['src', 'views']) {
    for (const name of await readdir(join(root, top), { recursive: true })) {
      if (!/\.tsx?$/.test(name) || join(top, name) === 'src/paths.ts') continue;
      const code = (await readFile(join(root, top, name), 'utf8')).replaceAll(
        /\/\*.*?\*\/|^\s*\/\/.*$/gms,
        '',
      );
      if (/['"`}]\/admin|\\\/admin/.test(code)) written.push(join(top, name));
    }
  }
  expect(written).toEqual([]);
});

test('A list without a question is at its own address, and one with it keeps what is asked', () => {
  expect(staffPaths.changes({ back: 'view=spam' })).toBe('/admin/changes?back=view%3Dspam');
  expect(staffPaths.undoChange()).toBe('/admin/changes/undo');
  expect(staffPaths.listMade({ back: 'q=x' }, 'ab', 7)).toBe('/admin?q=x&made=ab#tip-7');
  expect(staffPaths.listMade({}, 'ab')).toBe('/admin?made=ab');
  expect(staffPaths.list()).toBe('/admin');
  expect(staffPaths.list({ q: '불 & 물', before: '3' })).toBe('/admin?q=%EB%B6%88+%26+%EB%AC%BC&before=3');
});
