import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { faultsIn } from '../../scripts/imports.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

/** A project of these files alone, under the rules of ours. */
async function plant(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const needed of ['src', 'views']) await mkdir(join(folder, needed));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, dirname(name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

test('The house as it stands has no wrong import', () => {
  expect(faultsIn(root)).toEqual([]);
});

test.each([
  ['src/tips/a.ts', "import { b } from '../web/b.ts';", 'tips stands below web'],
  ['src/tips/a.ts', "import type { B } from '../mail/b.ts';", 'tips stands below mail'],
  ['src/tips/a.ts', "export * from '../app.ts';", 'tips stands below app.ts'],
  ['src/tips/a.ts', "const b = await import('../web/b.ts');", 'tips stands below web'],
  ['src/tips/a.ts', "import '../process/b.ts';", 'tips stands below process'],
  ['src/media/a.ts', "import {\n  b,\n  c,\n} from '../staff/b.ts';", 'or beside it'],
  ['src/disk.ts', "import { b } from './log.ts';", 'or beside it'],
  ['src/crypto/a.ts', "import { b } from '../db/b.ts';", 'crypto stands below db'],
  ['views/staff/a.tsx', "import { B } from '../../src/web/b.ts';", 'views stands below web'],
  ['views/staff/a.tsx', "import { b } from '../../src/tips/b.ts';", 'types, words, keys and paths alone'],
  ['src/mail/a.ts', "import { B } from '../../views/b.tsx';", 'mail stands below views'],
  ['src/web/a.ts', "import { b } from '../browser/b.ts';", 'nothing but words'],
  ['src/browser/a.ts', "import type { B } from '../tips/b.ts';", 'nothing but words'],
  ['src/tips/a.ts', "import type { Words } from '../i18n/words.ts';", 'needs no words'],
  ['src/staff/a.ts', "import { say } from '../i18n/reasons.ts';", 'needs no words'],
  ['src/errors.ts', "import type { Lang } from './i18n/lang.ts';", 'errors.ts stands below i18n'],
  ['src/cellar/a.ts', "import { b } from '../log.ts';", 'a room that HOUSE does not name'],
  ['src/tips/a.ts', "import { Router } from 'express';", 'in web alone'],
  ['src/files/a.ts', "import multer from 'multer';", 'in web alone'],
  ['src/web/a.ts', "import { detectMimeType } from 'nodemailer/lib/mime-funcs';", 'in mail alone'],
  ['src/backup/a.ts', "import { S3Client } from '@aws-sdk/client-s3';", 'in files alone'],
  ['src/tips/a.ts', "import {\n  // a reader's own\n  b,\n} from '../web/b.ts';", 'tips stands below web'],
  ['src/tips/a.ts', 'import { b } from "../web/b.ts";', 'tips stands below web'],
  ['src/tips/a.ts', "export { b } from '../web/b.ts';", 'tips stands below web'],
  ['src/tips/a.ts', "type B = import('../web/b.ts').B;", 'tips stands below web'],
  ['src/tips/a.ts', "const b = await import('../web/b.ts', { with: {} });", 'tips stands below web'],
  ['src/tips/a.ts', 'const b = await import(`../web/b.ts`);', 'nobody can say'],
  ['src/tips/a.ts', 'const b = await import(path);', 'nobody can say'],
  ['src/tips/a.ts', "const b = require('express');", 'in web alone'],
  ['src/tips/a.mts', "import { b } from '../web/b.ts';", 'tips stands below web'],
  ['src/tips/a.ts', "import { b } from '../../tests/b.ts';", 'outside of src and views'],
  ['src/tips/a.ts', "import { b } from '../../dist/src/web/b.js';", 'outside of src and views'],
])('A planted import is refused: %s, %s', async (file, text, fault) => {
  const faults = faultsIn(await plant({ [file]: text }));
  expect(faults).toEqual([expect.stringContaining(fault)]);
});

test('Imports downhill, of types by views, and of words by scripts are fine', async () => {
  const folder = await plant({
    'src/web/a.ts': "import { Router } from 'express';\nimport { b } from '../tips/list/b.ts';",
    'src/tips/list/b.ts': "import { c } from '../c.ts';",
    'src/browser/a.ts': "import { size } from '../i18n/size.ts';\nconst code = await import(address);",
    'views/a.tsx':
      "import type { B } from '../src/tips/list/b.ts';\nimport { words } from '../src/i18n/words.ts';\nimport { paths } from '../src/paths.ts';",
  });
  expect(faultsIn(folder)).toEqual([]);
});

test('A chain of more floors than the house has is refused', async () => {
  const floors = Array.from({ length: 20 }, (_, floor) => [
    floor === 0 ? 'src/main.ts' : `src/web/${floor}.ts`,
    `import { next } from '${floor === 0 ? './web' : '.'}/${floor + 1}.ts';`,
  ]);
  expect(faultsIn(await plant(Object.fromEntries(floors)))).toEqual([
    expect.stringMatching(/^more than \d+ floors/),
  ]);
});

test.each([
  ['a circle', "import { b } from './b.ts';\n\nexport const a: number = b;\n", 'noImportCycles'],
  ['a circle of types', "import type { B } from './b.ts';\n\nexport const a: B = 1;\n", 'noImportCycles'],
  ['an environment read', 'export const a = process.env;\n', 'noProcessEnv'],
  ['a cast', "export const a = JSON.parse('1') as number;\n", 'No cast'],
  ['a claim that a value is there', 'export const a = [1][0]!;\n', 'noNonNullAssertion'],
])('%s is refused', async (_, text, rule) => {
  const folder = await plant({
    'src/tips/a.ts': text,
    'src/tips/b.ts': "import { a } from './a.ts';\n\nexport type B = number;\nexport const b: number = a;\n",
  });
  const rules: object = JSON.parse(await readFile(join(root, 'biome.json'), 'utf8'));
  await writeFile(join(folder, 'biome.json'), JSON.stringify({ ...rules, vcs: { enabled: false } }));
  await cp(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true });
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const lint = run(process.execPath, [biome, 'lint', 'src'], { cwd: folder });
  await expect(lint).rejects.toMatchObject({ stderr: expect.stringContaining(rule) });
});

test('Every path that a file names from its own place is there', () => {
  const sources = globSync('{src,views,tests,bench,scripts}/**/*.{ts,tsx}', { cwd: root });
  const named = sources.flatMap(file => {
    const text = readFileSync(join(root, file), 'utf8');
    return [...text.matchAll(/\bimport\.meta\.dirname, '(\.\.[^']*)'\)/g)].map(([, to = '']) =>
      join(dirname(file), to),
    );
  });
  expect(named).not.toHaveLength(0);
  expect(named.filter(path => !existsSync(join(root, path)))).toEqual([]);
});
