import { execFile } from 'node:child_process';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

/** What npm says of a project with our `.npmrc`, with nobody to ask beyond this machine. */
async function install(dependencies: Readonly<Record<string, string>>) {
  const cwd = await temporaryFolder();
  await cp(join(root, '.npmrc'), join(cwd, '.npmrc'));
  const engines = { node: '>=999' };
  await writeFile(
    join(cwd, 'package.json'),
    JSON.stringify({ name: 'a', private: true, engines, dependencies }),
  );
  const env = { PATH: process.env['PATH'], HOME: cwd };
  return run('npm', ['install', '--offline', '--no-audit'], { cwd, env }).catch(error => error);
}

test('an install under another Node has no warning a package, and still tells an error', async () => {
  expect((await install({})).stderr).toBe('');
  const failed = await install({ 'no-such-package-of-ours': '1.0.0' });
  expect(failed.code).toBe(1);
  expect(failed.stderr).toMatch(/^npm error/);
});

test('a start before the install says what is missing', async () => {
  const cwd = await temporaryFolder();
  await cp(join(root, 'package.json'), join(cwd, 'package.json'));
  const failed = await run('npm', ['start'], { cwd }).catch(error => error);
  expect(failed.code).toBe(1);
  expect(failed.stderr).toBe('Run npm ci first: it brings all that Jebo needs.\n');
});
