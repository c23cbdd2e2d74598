import { expect, test } from 'vitest';
import { readConfig, WrongSettings } from '../src/config.ts';
import { readArguments } from '../src/start-arguments.ts';
import { createServerProcess } from './support/server-process.ts';

test('on SQLite a desk stays at one process, however many are asked for, and says why', async () => {
  const server = await createServerProcess({ settings: { WORKERS: '4' } });
  await server.start();
  expect(server.output()).toContain(
    'Work   1 worker, not 4: SQLite is written by one process at a time; set DATABASE_URL for more\n',
  );
  expect(await server.children()).toEqual([]);
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
