import { execFile } from 'node:child_process';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import config from '../../vitest.config.ts';
import { temporaryFolder } from './temporary-folder.ts';

const root = join(import.meta.dirname, '../..');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');

/** What each suite under test is set up by, but for the build: whatever it loads may have hooks in the process. */
const setups = [config.test, ...(config.test?.projects ?? []).map(project => Object(project).test)]
  .flatMap(({ globalSetup = [] }) => globalSetup)
  .map(path => join(root, path))
  .filter(path => !/\/(assets|dist)\.ts$/.test(path));

const good = `test('is right', () => {});`;
const suites = {
  'a good suite': { code: good, ends: 0, counts: '1 passed, 0 failed' },
  'a failed test': {
    code: `${good} test('is wrong', () => { throw new Error('wrong'); });`,
    ends: 1,
    counts: '1 passed, 1 failed',
  },
  'a suite that cannot be loaded': {
    code: `${good} await import('./missing.js');`,
    ends: 1,
    counts: '0 passed, 1 failed',
  },
  'an error outside of tests': {
    code: `${good} setTimeout(() => { throw new Error('outside'); }); await new Promise(done => setTimeout(done, 20));`,
    ends: 1,
    counts: '1 passed, 1 failed',
  },
};

/** A project of one suite that is set up as ours are, with a README and a `.ci` that run it. */
async function plant(code: string): Promise<string> {
  const folder = await temporaryFolder();
  const testCommand = `'${process.execPath}' '${vitest}' run --reporter=default --reporter=json --outputFile=test-report.json`;
  const files = {
    'planted.test.js': code,
    'vitest.config.js': `export default { test: ${JSON.stringify({ globals: true, globalSetup: setups })} };`,
    'README.md': 'npm --version && npm test\n',
    'package.json': JSON.stringify({ type: 'module', scripts: { test: testCommand, check: 'true' } }),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  await cp(join(root, '.ci'), join(folder, '.ci'), { recursive: true });
  return folder;
}

/** The exit code and the last line of output. */
function ended(folder: string, command: string, args: string[]): Promise<{ code: unknown; last: string }> {
  const env = {
    PATH: process.env['PATH'],
    TEST_DATABASE_URL: inject('postgres').url,
    TEST_S3_URL: inject('s3'),
    CHROME_PATH: process.execPath,
  };
  return new Promise(resolve => {
    execFile(command, args, { cwd: folder, env }, (error, stdout) =>
      resolve({ code: error ? error.code : 0, last: stdout.trim().split('\n').at(-1) ?? '' }),
    );
  });
}

test.for(Object.entries(suites))(
  'npm test and .ci/run tell of %s by their exit code',
  async ([, { code, ends, counts }]) => {
    const [one, other] = [await plant(code), await plant(code)];
    const [tests, all] = await Promise.all([ended(one, 'npm', ['test']), ended(other, '.ci/run', [])]);
    expect(tests.code).toBe(ends);
    expect(all).toEqual({ code: ends, last: counts });
  },
);
