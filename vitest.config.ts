import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { isAll } from './tests/support/is-all.ts';
import { PATIENCE } from './tests/support/patience.ts';

/** Folders whose promises hold on SQLite and on PostgreSQL alike: their tests run once on each. */
const onBothEngines = [
  'tests/{db,history,settings,tips,jobs,mail,web,staff,backup,sealed}/**/*.test.{ts,tsx}',
  'tests/media/{inspect-file,no-space,made-files,turns}.test.ts',
  'tests/bench/limits/*.test.ts',
  'tests/process/{killed,killed-chaining,killed-forgetting,killed-sealing,killed-sealing-tips,killed-uploads,rotation,seal-finish,torture,upgrade,versions}.test.ts',
];
/** Of these, those that hardly touch SQL: on PostgreSQL they run before a release. */
const hardlySql = [
  'tests/{db/sqlite,web/http}/**',
  'tests/mail/{attached-files,folder,smtp,smtp-trouble,tip-letter}.test.ts',
  'tests/tips/{text,mentions,history/timeline,intake/happened-at,intake/submission}.test.ts',
  'tests/staff/passwords/*.test.ts',
  'tests/web/reader/{files,files-in-s3,form,limits,spliced-page}.test.ts',
  'tests/web/staff/{files,gallery,range,zip}.test.ts',
  'tests/media/{no-space,made-files}.test.ts',
  'tests/backup/{archive/{damaged,hostile},cli,disk-space,new-file}.test.ts',
  'tests/process/killed-uploads.test.ts',
];
/** They start the real server or its commands, as compiled. */
const compiled = [
  'tests/process/*.test.ts',
  'tests/demo/*.test.ts',
  'tests/backup/{cli,forgotten-command,restore/empty-place}.test.ts',
];
/** Needs both at once. */
const betweenEngines = ['tests/backup/between-engines.test.ts'];
/** Several processes on one database, which SQLite is not for, and what PostgreSQL alone may do. */
const onPostgres = [
  'tests/db/postgres/**/*.test.ts',
  'tests/process/several/**/*.test.ts',
  'tests/support/exit-code.test.ts',
];
const inTheBrowser = ['tests/browser/**/*.test.ts'];
/** They need what npm does not bring: `npm run test:engines`. */
const inOtherEngines = ['tests/engines/**/*.test.ts'];
/** Where files are for all of them: `TEST_FILES=s3` has the whole suite keep them in S3. Those below do so in any case. */
const files = process.env['TEST_FILES'] === 's3' ? 's3' : 'disk';
const onS3Too = [
  'tests/files/uploads/uploads.test.ts',
  'tests/web/reader/{files,uploads}.test.ts',
  'tests/web/staff/{gallery,files,zip}.test.ts',
  'tests/tips/end/{forget,forgotten-files}.test.ts',
  'tests/tips/sealing/seal-files.test.ts',
  'tests/media/inspect-file.test.ts',
  'tests/sealed/scan.test.ts',
];
/** They make buckets of their own. */
const onS3Alone = [
  'tests/files/s3/**/*.test.ts',
  'tests/web/reader/files-in-s3.test.ts',
  'tests/backup/between-places.test.ts',
];
const all = ['tests/**/*.test.{ts,tsx}'];

// Each is loaded for the projects that need it alone: a test of none of them begins within a second or two.
const setup = {
  assets: 'tests/support/assets.ts',
  dist: 'tests/support/dist.ts',
  s3: 'tests/support/s3-server.ts',
  postgres: 'tests/support/postgres-server.ts',
  chromium: 'tests/support/chromium-binary.ts',
};
const s3IfAsked = files === 's3' || isAll ? [setup.s3] : [];

// `isolate: false`: files share a worker and what it has loaded, which for a desk takes a second for each file. What a file
// leaves running in its process would disturb the next one: the test world fails whoever does.
export default defineConfig({
  test: {
    // Generous, for a loaded machine with two cores: a time-out tells of something that hangs, never of a slow disk.
    // Whoever needs longer than so says it; nobody asks for less, unless what it waits for has ended by then for good.
    testTimeout: 5 * 60_000,
    hookTimeout: 5 * 60_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: PATIENCE } },
    // Most of a test is waiting: for a disk, a process, a mail. Left alone vitest takes one worker where there are two cores.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    globalSetup: [setup.assets, ...s3IfAsked],
    setupFiles: ['tests/support/after-file.ts', 'tests/support/no-keep-alive.ts'],
    reporters: process.env['CI'] ? ['default', ['json', { outputFile: 'test-report.json' }]] : ['default'],
    projects: [
      {
        test: {
          name: 'plain',
          isolate: false,
          include: all,
          exclude: [
            ...onBothEngines,
            ...onPostgres,
            ...compiled,
            ...onS3Alone,
            ...inTheBrowser,
            ...inOtherEngines,
          ],
          provide: { engine: 'sqlite', files },
        },
      },
      {
        test: {
          name: 'sqlite',
          isolate: false,
          include: onBothEngines,
          exclude: [...betweenEngines, ...compiled, ...onS3Alone, ...onPostgres],
          provide: { engine: 'sqlite', files },
        },
      },
      {
        test: {
          name: 'compiled',
          include: compiled,
          provide: { engine: 'sqlite', files },
          globalSetup: [setup.dist],
        },
      },
      {
        test: {
          name: 'postgres',
          isolate: false,
          include: [...onBothEngines, ...onPostgres],
          exclude: isAll ? [] : [...hardlySql, ...onS3Alone],
          provide: { engine: 'postgres', files },
          globalSetup: [setup.postgres, setup.dist],
        },
      },
      {
        test: {
          name: 's3',
          isolate: false,
          include: [...onS3Too, ...onS3Alone],
          provide: { engine: 'sqlite', files: 's3' },
          globalSetup: [setup.s3],
        },
      },
      {
        test: {
          name: 'browser',
          include: inTheBrowser,
          provide: { engine: 'sqlite', files },
          globalSetup: [setup.chromium, setup.dist],
        },
      },
    ],
  },
});
