import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');

/** Runs what package.json has under this name, as npm does, without npm's own half a second. */
export async function runPackageScript(name: string): Promise<void> {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const PATH = [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
  const env = { ...process.env, PATH };
  await promisify(execFile)('sh', ['-c', scripts[name]], { cwd: root, env }).catch(error => {
    throw new Error(`npm run ${name} failed:\n${error.stdout}\n${error.stderr}`);
  });
}
