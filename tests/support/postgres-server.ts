import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/db/open.ts';
import { freePort } from './free-port.ts';
import { databaseUrl, runOn } from './postgres.ts';
import { embeddedPostgres } from './postgres-binaries.ts';
import { temporaryPlace } from './temporary-place.ts';

type Server = { url: string; stop(): Promise<void> };

/** One PostgreSQL for all tests: that of `TEST_DATABASE_URL` where it is set, else a new one that goes at the end. */
export default async function postgresServer(project: TestProject) {
  const given = process.env['TEST_DATABASE_URL'];
  const server = given ? { url: given, stop: async () => {} } : await startServer();
  try {
    const template = await makeTemplate(server.url);
    project.provide('postgres', { url: server.url, template });
    return async () => {
      await runOn(server.url, `drop database if exists ${template} with (force)`).finally(server.stop);
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

const FLAGS = {
  max_connections: '300',
  // Its own vacuum would come when it likes, and hold back what a test looks at.
  autovacuum: 'off',
  // It is gone after the tests, so nothing is kept for a crash or for a copy of it. Who tries durability has an own one.
  ...{ fsync: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: '0' },
  // A query of a test has few rows: to compile it would take longer than to answer it.
  jit: 'off',
  // Each database that is made or dropped has a checkpoint of its own.
  ...{ max_wal_size: '8GB', checkpoint_timeout: '1d' },
};

async function startServer(): Promise<Server> {
  const databaseDir = await mkdtemp(join(temporaryPlace, 'jebo-test-postgres-'));
  const port = await freePort();
  const said: unknown[] = [];
  const postgres = await embeddedPostgres({
    databaseDir,
    port,
    persistent: false,
    flags: FLAGS,
    told: line => said.push(line),
  });
  const stop = async () => {
    await postgres.stop();
    await rm(databaseDir, { recursive: true, force: true });
  };
  try {
    await postgres.initialise();
    await postgres.start();
  } catch (error) {
    await stop();
    throw new Error(`PostgreSQL did not start: ${error}\n${said.slice(-20).join('\n')}`);
  }
  return { url: postgres.url, stop };
}

async function makeTemplate(url: string) {
  const template = `jebo_test_${crypto.randomUUID().replaceAll('-', '')}`;
  await runOn(url, `create database ${template}`);
  const migrated = await openDatabase({ engine: 'postgres', url: databaseUrl(url, template) }, tmpdir());
  await migrated.close();
  return template;
}
