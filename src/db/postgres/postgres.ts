import { CompiledQuery, Kysely, type PostgresPool, sql } from 'kysely';
import { hasCode } from '../../disk.ts';
import type { Database, NewTip, Query, Write } from '../database.ts';
import { COLUMNS, CONTENT_TABLES, type Schema } from '../schema/schema.ts';
import { createTroubles, DatabaseAway } from '../troubles.ts';
import { writeSomething } from '../write-something.ts';
import { type Told, telling } from './away.ts';
import { TellingPostgresDialect } from './dialect.ts';
import { createGroupedInsert } from './grouped-insert.ts';
import { insertTips, type Run, type Statement } from './insert.ts';
import { createPostgresPubSub } from './notify.ts';
import { createPool } from './pool.ts';
import { rewriteKeys } from './rewrite-keys.ts';
import { isStillSeen } from './still-seen.ts';

/** What holds content, and what opens it; that is written anew besides. */
const SCRUBBED = [...CONTENT_TABLES, 'tip_keys', 'search_runs', 'search_bins'];
/** PostgreSQL's samples of what stands in each column: words among them, as long as they stood there. */
const SAMPLES = 'pg_statistic';

/** A person may wait for a scrub; nobody does for the others. */
const SHORT = { patience: 3_000 };
const LONG = { patience: 10_000 };

/** PostgreSQL; a commit is durable when it answers (`synchronous_commit` is on unless its operator turned it off). */
export function openPostgres(url: string, onConnectionLost: (error: Error) => void): Database {
  const troubles = createTroubles(onConnectionLost);
  const told = telling(troubles);
  const pool = createPool(url, onConnectionLost);
  const query = queryBy(pool, told);
  const { publish, subscribe, close: closePubSub } = createPostgresPubSub(url, onConnectionLost, troubles);
  const write: Database['write'] = work => query.transaction().execute(work);
  const insertGrouped = createGroupedInsert(pool, told);
  return {
    engine: 'postgres',
    query,
    publish,
    subscribe,
    write,
    insertTip: tip => (tip.claim === null ? insertGrouped(tip) : write(trx => insertAlone(trx, tip))),
    troubles: troubles.recent,
    async check() {
      await refuseWithoutRights(query).catch(error => {
        if (error instanceof DatabaseAway) troubles.note(error);
        throw error;
      });
      await write(writeSomething);
    },
    async scrub() {
      const isSeen = await isStillSeen(query, SHORT);
      await sql`vacuum ${sql.join(SCRUBBED.map(table => sql.table(table)))}`.execute(query);
      return !isSeen;
    },
    rewrite: () => query.connection().execute(rewrite),
    rewriteKeys: () => rewriteKeys(query, LONG),
    async close() {
      await closePubSub();
      await query.destroy();
    },
  };
}

/** A pool of connections that gives numbers as SQLite does. */
export const connectPostgres = (url: string, onConnectionLost: (error: Error) => void): Query =>
  queryBy(createPool(url, onConnectionLost), telling(createTroubles(onConnectionLost)));

const queryBy = (pool: PostgresPool, told: Told): Query =>
  new Kysely<Schema>({ dialect: new TellingPostgresDialect({ pool }, told) });

/** A transaction of its own, in which more is asked. */
async function insertAlone(trx: Write, tip: NewTip): Promise<number | null> {
  const run: Run = async <Row>({ text, values }: Statement) =>
    (await trx.executeQuery<Row>(CompiledQuery.raw(text, values))).rows;
  const [number] = await insertTips(run, [tip], trx);
  return number ?? null;
}

/** Each table of the desk may be read and written, not only the one that is tried. */
async function refuseWithoutRights(query: Query): Promise<void> {
  const { rows } = await sql`
    select 1 from unnest(${Object.keys(COLUMNS)}::text[]) as needed(name)
    where not (
      has_table_privilege(quote_ident(name), 'select') and has_table_privilege(quote_ident(name), 'insert')
      and has_table_privilege(quote_ident(name), 'update') and has_table_privilege(quote_ident(name), 'delete')
    )`.execute(query);
  if (rows.length > 0) throw new DatabaseAway('no-rights', '42501', null);
}

/** Whoever holds a table is waited for so long; all others wait behind us meanwhile. */
const LOCK_PATIENCE = '10s';
const LOCK_NOT_AVAILABLE = '55P03';

/** On one connection. */
async function rewrite(query: Query): Promise<boolean> {
  await sql`set lock_timeout = ${sql.lit(LOCK_PATIENCE)}`.execute(query);
  try {
    // For who sees an older state a rewritten table keeps that, too; whoever begins later does not.
    if (await isStillSeen(query, LONG)) return false;
    for (const table of SCRUBBED) await rewriteTable(query, table);
    // New ones first, of what stands there now.
    await sql`analyze ${sql.join(SCRUBBED.map(table => sql.table(table)))}`.execute(query);
    if (await isStillSeen(query, LONG, 'catalogs')) return false;
    await rewriteTable(query, SAMPLES);
  } catch (error) {
    if (hasCode(error, LOCK_NOT_AVAILABLE)) return false;
    throw error;
  } finally {
    await sql`reset lock_timeout`.execute(query);
  }
  // The old files go with a checkpoint; PostgreSQL makes one by itself within minutes.
  if (await mayCheckpoint(query)) await sql`checkpoint`.execute(query);
  return true;
}

/** @throws {DatabaseAway} where it is another's: PostgreSQL passes over such a table, and warns alone. */
async function rewriteTable(query: Query, table: string): Promise<void> {
  const file = async () =>
    (await sql<{ file: number }>`select pg_relation_filenode(${table}::regclass) as file`.execute(query))
      .rows[0]?.file;
  const before = await file();
  await sql`vacuum (full) ${sql.table(table)}`.execute(query);
  if ((await file()) === before) throw new DatabaseAway('no-rights', '42501', null);
}

/** The role is of PostgreSQL 15. */
async function mayCheckpoint(query: Query): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pg_roles where rolname = current_user and rolsuper
    union select 1 from pg_roles where rolname = 'pg_checkpoint' and pg_has_role(oid, 'usage')`.execute(
    query,
  );
  return rows.length > 0;
}
