import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { packageRoot } from '../../src/version.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The same program, compiled, under another version: where its `dist` is. */
export async function otherVersion(version: string): Promise<string> {
  const root = await temporaryFolder();
  const manifest = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8'));
  await writeFile(join(root, 'package.json'), JSON.stringify({ ...manifest, version }));
  await symlink(join(packageRoot, 'node_modules'), join(root, 'node_modules'));
  await cp(inject('dist'), join(root, 'dist'), {
    recursive: true,
    filter: path => !path.endsWith('.compile-cache'),
  });
  return join(root, 'dist');
}
