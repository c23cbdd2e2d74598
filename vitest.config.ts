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
/** Where files are for all of them: `TEST_FILES=s3` has the whole suite keep them in S3. Those below do so in any case. */
const files = process.env['TEST_FILES'] === 's3' ? 's3' : 'disk';
const onS3Too = [
  'tests/files/uploads.test.ts',
  'tests/web/{files,uploads,gallery,admin-files,admin-zip}.test.ts',
  'tests/tips/forget.test.ts',
  'tests/inspection/inspect-file.test.ts',
];
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
          provide: { engine: 'sqlite', files },
        },
      },
      {
        test: {
          name: 'sqlite',
          include: onBothEngines,
          exclude: betweenEngines,
          provide: { engine: 'sqlite', files },
        },
      },
      {
        test: {
          name: 'postgres',
          include: [...onBothEngines, ...onPostgres],
          provide: { engine: 'postgres', files },
          globalSetup: ['tests/support/postgres-server.ts'],
        },
      },
      {
        test: {
          name: 's3',
          include: onS3Too,
          provide: { engine: 'sqlite', files: 's3' },
        },
      },
      {
        test: {
          name: 'browser',
          include: inTheBrowser,
          provide: { engine: 'sqlite', files },
          testTimeout: 120_000,
          globalSetup: ['tests/support/chromium-binary.ts'],
        },
      },
    ],
  },
});
