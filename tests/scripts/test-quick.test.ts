import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testsOf } from '../../scripts/test-quick.ts';

const root = join(import.meta.dirname, '../..');

test.each([
  ['src/mail/letters/tip-text.ts', 'tests/mail/'],
  ['src/tips/intake/receive-tip.ts', 'tests/tips/intake/'],
  ['src/unavailable.ts', 'tests/unavailable.test.ts'],
  ['views/staff/list/list.tsx', 'tests/web/staff/'],
  ['views/reader/sent.tsx', 'tests/web/reader/'],
  ['scripts/imports.ts', 'tests/scripts/'],
  ['tests/log.test.ts', 'tests/log.test.ts'],
  ['README.ko.md', 'tests/docs.test.ts'],
])('A change of %s has %s run', (changed, tests) => {
  expect(testsOf([changed], root)).toEqual([tests]);
});

test('What no test mirrors, and a test that is gone, have none run', () => {
  expect(testsOf(['package.json', 'src/app.ts', 'tests/gone.test.ts', 'deploy/nginx.conf'], root)).toEqual(
    [],
  );
});

test('A room is named once, however much of it was changed', () => {
  expect(testsOf(['src/jobs/run.ts', 'src/jobs/claims.ts'], root)).toEqual(['tests/jobs/']);
});
