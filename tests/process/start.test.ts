import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig, WrongSettings } from '../../src/config/config.ts';
import { readArguments } from '../../src/process/start.ts';
import { runCli, startCli } from '../support/cli-process.ts';
import { createServerProcess } from '../support/server-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('on SQLite a desk stays at one process, however many are asked for, and says why', async () => {
  const server = await createServerProcess({ settings: { WORKERS: '4' } });
  await server.start();
  expect(server.output()).toContain(
    'Work   1 worker, not 4: SQLite is written by one process at a time; set DATABASE_URL for more\n',
  );
  expect(await server.workers()).toEqual([]);
  expect(await server.stop()).toBe(0);
});

test('the number of workers may be an argument, which stands above the setting and is held to the same rule', () => {
  expect(readConfig({}, readArguments([])).workers).toBe(1);
  expect(readConfig({ WORKERS: '2' }, readArguments([])).workers).toBe(2);
  expect(readConfig({ WORKERS: '2' }, readArguments(['--workers', '64'])).workers).toBe(64);
  for (const wrong of ['0', '65', '1.5', 'many'])
    expect(() => readConfig({}, readArguments([`--workers=${wrong}`]))).toThrow(
      `WORKERS is "${wrong}" and must be a whole number from 1 to 64, for example: 1`,
    );
});

test.each([['--worker', '2'], ['4'], ['--workers']])('an argument that is none is refused: %s', (...args) => {
  expect(() => readArguments(args)).toThrow(WrongSettings);
});

test('what keeps a start or a command from its work is one line in words, and a failure', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'file'), '');
  const settings = { DATA_DIR: join(folder, 'file') };
  const server = await createServerProcess({ settings });
  const words = /^The desk could not start: .*file is no folder, where one is needed\. [^\n]+\n$/;
  const end = await server.start().catch((error: Error) => error.message);
  expect(end).toMatch(/^The server ended with 1:\n/);
  expect(server.output()).toMatch(words);
  const command = await runCli(settings, ['staff', 'add', 'a@example.kr']);
  expect(command.code).toBe(1);
  expect(command.complained).toMatch(/^\S+file is no folder, where one is needed\. [^\n]+\n$/);
});

const linkIn = (said: string) => /http\S+\/admin\/setup\/\S+/.exec(said)?.[0] ?? '';

test('a link of a command leads to the desk that was started last, whatever settings the command has', async () => {
  const server = await createServerProcess();
  const settings = { DATA_DIR: server.dataDir };
  const before = await runCli(settings, ['staff', 'add', 'early@example.kr']);
  expect(before.said).toMatch(`No desk has been started yet on the data in ${server.dataDir}`);
  await server.start();
  const port = new URL(server.url).port;
  const { said } = await runCli(settings, ['staff', 'add', 'a@example.kr']);
  expect(linkIn(said)).toMatch(`http://localhost:${port}/admin/setup/`);
  expect((await fetch(linkIn(said))).status).toBe(200);
  expect((await fetch(linkIn(server.output()))).status).toBe(200);
  // A crash leaves word of where it was.
  await server.kill();
  const after = await runCli(settings, ['staff', 'reset', 'a@example.kr']);
  expect(linkIn(after.said)).toMatch(`http://localhost:${port}/admin/setup/`);
  const given = await runCli({ ...settings, PUBLIC_URL: 'https://tips.example.kr' }, [
    'staff',
    'reset',
    'a@example.kr',
  ]);
  expect(linkIn(given.said)).toMatch('https://tips.example.kr/admin/setup/');
});

test('who is added twice is told of the link that is still good, and how to get another', async () => {
  const settings = { DATA_DIR: await temporaryFolder() };
  await runCli(settings, ['staff', 'add', 'a@example.kr']);
  const again = await runCli(settings, ['staff', 'add', 'a@example.kr']);
  expect(again.code).toBe(1);
  expect(again.complained).toBe(
    'a@example.kr already has an account, and the link that was made for it is good for about 23 more hours. If it is lost: npm run jebo -- staff reset a@example.kr\n',
  );
});

test('who reads no more than the first lines of a command is told nothing else', async () => {
  const { stdout, ended } = startCli({}, ['--help']);
  stdout.destroy();
  expect(await ended).toMatchObject({ code: 0, complained: '' });
});
