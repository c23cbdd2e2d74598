import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Query } from '../../../src/db/database.ts';
import { openPostgres } from '../../../src/db/postgres/postgres.ts';
import { hasCode } from '../../../src/disk.ts';
import { freePort } from '../../../tests/support/free-port.ts';
import { databaseUrl, runOn } from '../../../tests/support/postgres.ts';
import { embeddedPostgres } from '../../../tests/support/postgres-binaries.ts';
import { readKept, readUnfinished, type Store } from './store.ts';

/** A PostgreSQL of its own, so that it may be restarted and killed while the server works with it. */
export async function postgresStore(): Promise<Store> {
  const { url, restart, stop } = await startPostgres();
  const own = databaseUrl(url, 'torture');
  try {
    await runOn(url, 'create database torture');
    await runOn(own, 'create extension amcheck');
  } catch (error) {
    await stop(null);
    throw error;
  }
  return { ...storeAt(own), damages: () => damagesIn(own), restart, close: stop };
}

/** A database on a server that is not ours to break. */
export async function givenPostgresStore(url: string): Promise<Store> {
  const name = `jebo_torture_${crypto.randomUUID().replaceAll('-', '')}`;
  await runOn(url, `create database ${name}`);
  const drop = async () => void (await runOn(url, `drop database ${name} with (force)`));
  return { ...storeAt(databaseUrl(url, name)), restart: null, close: drop };
}

function storeAt(url: string) {
  async function reading<T>(read: (query: Query) => Promise<T>): Promise<T> {
    const database = openPostgres(url, () => {});
    try {
      return await database.query.transaction().setIsolationLevel('repeatable read').execute(read);
    } finally {
      await database.close();
    }
  }
  return {
    settings: { DATABASE_URL: url },
    read: () => reading(readKept),
    unfinished: () => reading(readUnfinished),
    // On a server that is not broken, its files are its own care.
    damages: async () => [],
  };
}

const tables = `select oid from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`;
/** Each page of a table, and each index held against its table (https://www.postgresql.org/docs/18/amcheck.html). */
const checks = [
  `select oid::regclass as "table", msg from (${tables}) t, verify_heapam(oid)`,
  `select bt_index_check(indexrelid, heapallindexed => true) from pg_index
    join pg_class i on i.oid = indexrelid join pg_am a on a.oid = i.relam and amname = 'btree'
    where indrelid in (${tables})`,
];
/** An index in which nothing is found: the function is void. */
const UNDAMAGED = '{"bt_index_check":""}';
/** SQLSTATE `data_corrupted` and `index_corrupted`. */
const CORRUPTED = ['XX001', 'XX002'];

/** What PostgreSQL finds wrong in its own files. */
async function damagesIn(url: string): Promise<string[]> {
  const found: string[] = [];
  for (const check of checks) {
    try {
      const rows = await runOn(url, check);
      found.push(...rows.map(row => JSON.stringify(row)).filter(row => row !== UNDAMAGED));
    } catch (error) {
      if (!CORRUPTED.some(code => hasCode(error, code))) throw error;
      found.push(String(error));
    }
  }
  return found;
}

async function startPostgres() {
  const databaseDir = await mkdtemp(join(tmpdir(), 'jebo-torture-postgres-'));
  const port = await freePort();
  const flags = { max_connections: '100' };
  const postgres = await embeddedPostgres({ databaseDir, port, persistent: true, flags });
  let isRunning = false;
  const start = async () => {
    await startPatiently(() => postgres.start());
    isRunning = true;
  };
  const stop = async (keepIn: string | null) => {
    // Asked to stop what does not run, as after a Ctrl-C that reached both, the package waits for ever.
    if (isRunning) await Promise.race([postgres.stop(), pidOf(databaseDir).then(gone, () => {})]);
    if (keepIn !== null) await cp(databaseDir, join(keepIn, 'postgres'), { recursive: true });
    await rm(databaseDir, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await postgres.initialise();
    await start();
  } catch (error) {
    await stop(null);
    throw error;
  }
  return {
    url: postgres.url,
    stop,
    async restart(how: 'restarted' | 'killed') {
      const pid = await pidOf(databaseDir);
      isRunning = false;
      // SIGINT is its fast shutdown: whoever is connected is cut off.
      process.kill(pid, how === 'killed' ? 'SIGKILL' : 'SIGINT');
      await gone(pid);
      await start();
    },
  };
}

const START_TRIES = 100;

/** Right after a kill its last processes may still hold what a new one needs. */
async function startPatiently(start: () => Promise<void>) {
  for (let tries = 1; ; tries++) {
    try {
      return await start();
    } catch (error) {
      if (tries === START_TRIES) throw new Error('PostgreSQL did not start again', { cause: error });
      await wait(100);
    }
  }
}

/** Of the server in that folder. Rejects when none runs there. */
export async function pidOf(databaseDir: string): Promise<number> {
  return Number((await readFile(join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

async function gone(pid: number) {
  for (let looks = 0; looks < 1_000; looks++) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await wait(20);
  }
  throw new Error('PostgreSQL did not end');
}
