import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import config from '../../vitest.config.ts';
import engines from '../engines/vitest.config.ts';

const cwd = join(import.meta.dirname, '../..');
const projects: { include: string[]; exclude?: string[] }[] = (config.test?.projects ?? []).map(
  project => Object(project).test,
);

test('each pattern of the projects names a test that is there', () => {
  const patterns = projects.flatMap(({ include, exclude = [] }) => [...include, ...exclude]);
  expect(new Set(patterns).size).toBeGreaterThan(10);
  expect(patterns.filter(pattern => globSync(pattern, { cwd }).length === 0)).toEqual([]);
});

test('each test runs in a project', () => {
  const run = projects.flatMap(({ include, exclude = [] }) => {
    const excluded = new Set(globSync(exclude, { cwd }));
    return globSync(include, { cwd }).filter(path => !excluded.has(path));
  });
  const inOtherEngines = globSync(engines.test?.include ?? [], { cwd });
  const all = globSync('tests/**/*.test.{ts,tsx}', { cwd });
  expect(all.filter(path => ![...run, ...inOtherEngines].includes(path))).toEqual([]);
});
