import { defineConfig } from 'vitest/config';

/** Folders whose promises hold on SQLite and on PostgreSQL alike: their tests run once on each. */
const onBothEngines = [
  'tests/{db,tips,outbox,mail,web,staff,backup}/**/*.test.{ts,tsx}',
  'tests/inspection/{inspect-file,no-space,made-files,turns}.test.ts',
  'tests/{app,main,cli}*.test.ts',
];
/** Needs both at once. */
const betweenEngines = ['tests/backup/between-engines.test.ts'];
/** Several processes on one database, which SQLite is not for. */
const onPostgres = ['tests/processes/**/*.test.ts'];
const inTheBrowser = ['tests/browser/**/*.test.ts'];
const all = ['tests/**/*.test.{ts,tsx}'];

export default defineConfig({
  test: {
    // Generous, for a loaded machine with two cores: a time-out tells of something that hangs, never of a slow disk.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
    globalSetup: ['tests/support/build.ts', 'tests/support/s3-server.ts'],
    setupFiles: ['tests/support/cleanup.ts'],
    reporters: process.env['CI'] ? ['default', ['json', { outputFile: 'test-report.json' }]] : ['default'],
    projects: [
      {
        test: {
          name: 'plain',
          include: all,
          exclude: [...onBothEngines, ...onPostgres, ...inTheBrowser],
          provide: { engine: 'sqlite' },
        },
      },
      {
        test: {
          name: 'sqlite',
          include: onBothEngines,
          exclude: betweenEngines,
          provide: { engine: 'sqlite' },
        },
      },
      {
        test: {
          name: 'postgres',
          include: [...onBothEngines, ...onPostgres],
          provide: { engine: 'postgres' },
          globalSetup: ['tests/support/postgres-server.ts'],
        },
      },
      {
        test: {
          name: 'browser',
          include: inTheBrowser,
          provide: { engine: 'sqlite' },
          testTimeout: 120_000,
          globalSetup: ['tests/support/chromium-binary.ts'],
        },
      },
    ],
  },
});
