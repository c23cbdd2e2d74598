import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The tests of what was changed, by the rule that tests mirror the code: a room's are run whole. Not by who imports it:
 * through app.ts almost every test does.
 */
export function testsOf(changed: readonly string[], root: string): string[] {
  return [...new Set(changed.map(file => testOf(file, root)).filter(test => test !== null))].sort();
}

function testOf(file: string, root: string): string | null {
  const isThere = (path: string) => existsSync(join(root, path));
  if (file.endsWith('.md')) return 'tests/docs.test.ts';
  if (/^tests\/.*\.test\.tsx?$/.test(file)) return isThere(file) ? file : null;
  const mirrored = file
    .replace(/^src\//, 'tests/')
    .replace(/^views\//, 'tests/web/')
    .replace(/^(bench|scripts)\//, 'tests/$1/');
  if (!mirrored.startsWith('tests/')) return null;
  const own = mirrored.replace(/\.tsx?$/, '.test.ts');
  if (dirname(mirrored) === 'tests') return isThere(own) ? own : null;
  let folder = dirname(mirrored);
  while (!isThere(folder)) folder = dirname(folder);
  return folder === 'tests' ? null : `${folder}/`;
}

/** What differs from the main branch, and what Git does not know yet. */
function changedFiles(): string[] {
  const git = (...args: string[]) =>
    execFileSync('git', args, { encoding: 'utf8' }).split('\n').filter(Boolean);
  const hasMain = git('branch', '--list', 'main').length > 0;
  const [base = 'HEAD'] = hasMain ? git('merge-base', 'main', 'HEAD') : [];
  return [...git('diff', '--name-only', base), ...git('ls-files', '--others', '--exclude-standard')];
}

async function run(command: string, ...args: string[]): Promise<boolean> {
  const [status] = await once(spawn(command, args, { stdio: 'inherit' }), 'exit');
  return status === 0;
}

if (import.meta.main) {
  const tests = testsOf(changedFiles(), process.cwd());
  // Side by side: on two cores they take hardly longer than either.
  const ended = await Promise.all([
    run('npm', 'run', '--silent', 'check'),
    tests.length === 0 ||
      run('npx', 'vitest', 'run', '--project', 'plain', '--project', 'sqlite', '--passWithNoTests', ...tests),
  ]);
  process.exitCode = ended.every(Boolean) ? 0 : 1;
}
