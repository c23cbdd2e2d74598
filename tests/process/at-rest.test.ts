import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dirtyMemoryOf } from '../../bench/proc.ts';
import { createServerProcess } from '../support/server-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** What takes megabytes, and is loaded by whoever needs it first. */
const LARGE = [
  'nodemailer',
  'libphonenumber-js',
  'pg',
  'qrcode',
  '@zxcvbn-ts',
  '@aws-sdk',
  'sharp',
  'es-hangul',
];

test('a desk at rest has loaded nothing large that it has no use for yet', async () => {
  const log = join(await temporaryFolder(), 'modules');
  const server = await createServerProcess({
    settings: {
      NODE_OPTIONS: `--import=${join(import.meta.dirname, '../support/module-log.ts')}`,
      MODULE_LOG: log,
      ADMIN_EMAIL: 'editor@newsroom.example',
      ADMIN_PASSWORD: 'a pass phrase for tests',
    },
  });
  await server.start();
  const page = await fetch(server.url);
  expect(await page.text()).toContain('<form');

  const modules = await readFile(log, 'utf8');
  expect(modules).toContain('/node_modules/express/');
  expect(LARGE.filter(name => modules.includes(`/node_modules/${name}/`))).toEqual([]);
});

test('a desk at rest gives back what its start has left', async () => {
  // As `npm start` does; what Node notes to start sooner the next time takes some megabytes more.
  const server = await createServerProcess({
    settings: { NODE_OPTIONS: '--max-semi-space-size=8', NODE_DISABLE_COMPILE_CACHE: '1' },
  });
  await server.start();
  // It holds 42, and without 61; `npm run bench` measures it to the megabyte.
  await expect.poll(() => dirtyMemoryOf(server.id())).toBeLessThan(51);
});
