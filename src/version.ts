import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import compare from 'semver/functions/compare.js';
import valid from 'semver/functions/valid.js';
import { z } from 'zod';

/** The code runs from `src` in tests and from `dist/src` otherwise: both stand under the package. */
export const packageRoot = rootAbove(import.meta.dirname);

function rootAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder));
}

const semantic = z.string().refine(text => valid(text) === text, 'is no version, such as 1.2.3');

/** What this program is, by its package.json (https://semver.org). */
export const VERSION: string = z
  .object({ version: semantic })
  .parse(JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))).version;

/** False also where `least` is written as no version that we know of: only a newer one can have done so. */
export const isAtLeast = (version: string, least: string): boolean =>
  valid(version) !== null && valid(least) !== null && compare(version, least) >= 0;
