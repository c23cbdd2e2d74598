import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { createBackoff } from '../../backoff.ts';
import { DatabaseAway } from '../troubles.ts';
import { awayAtConnecting } from './away.ts';

const CONNECTIONS = 10;

/**
 * So many stay open, of as many as the server has: on a new one each statement is planned from nothing, and a page takes three times as
 * long. Ten processes find room.
 */
const warmOf = (room: number) => Math.min(CONNECTIONS, Math.floor(room / 10));

/** So long is waited for a connection, in milliseconds. Then whoever asked is told to come again. */
const PATIENCE = 5_000;

/** Less: where connections are few, another process of the desk finds one while it waits. Milliseconds. */
const IDLE = 2_000;

/** So long no more connections are asked for than the server gave, in milliseconds. */
const MODEST_FOR = 30_000;

const waitAfter = createBackoff({ first: 100, longest: 1_000 });

/** What passes by itself within moments: a server without a free connection, or one that is just starting. */
const isPassing = (error: unknown) =>
  error instanceof DatabaseAway &&
  error.code !== undefined &&
  (error.why === 'full' || error.code === '57P03');

/** Numbers and times of ours all fit a double's 53 bits, so `bigint` comes back as a number, as on SQLite. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
};

/**
 * Connections for Kysely. Where the server gives fewer than we would take, whoever asks waits in line for one of those that
 * we have.
 * @throws {DatabaseAway} when none could be had in a few seconds.
 */
export function createPool(url: string, onConnectionLost: (error: Error) => void) {
  const pool = openPool(url, onConnectionLost);
  let modestUntil = 0;

  /** The server has no more for us: the others wait for those, and the server is not asked again with each query. */
  const beModest = () => {
    pool.options.max = Math.max(1, Math.min(pool.totalCount, CONNECTIONS - 1));
    pool.options.min = 0;
    modestUntil = performance.now() + MODEST_FOR;
  };
  const connectOnce = async () => {
    if (performance.now() >= modestUntil) pool.options.max = CONNECTIONS;
    try {
      return await pool.connect();
    } catch (error) {
      const away = awayAtConnecting(error);
      if (away.why === 'full' && away.code !== undefined) beModest();
      throw away;
    }
  };
  const connect = async () => {
    const end = performance.now() + PATIENCE;
    for (let failures = 1; ; failures += 1) {
      try {
        return await connectOnce();
      } catch (error) {
        const pause = waitAfter(failures);
        if (!isPassing(error) || performance.now() + pause > end) throw error;
        await delay(pause);
      }
    }
  };
  return { options: pool.options, connect, end: () => pool.end() };
}

function openPool(url: string, onConnectionLost: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: PATIENCE,
    idleTimeoutMillis: IDLE,
    // A backup's connection says nothing while a large file goes by, which a firewall may take for its end.
    keepAlive: true,
    types,
    onConnect: async client => {
      pool.options.min = warmOf(await greet(client));
    },
  });
  // An idle connection that breaks is replaced at the next query; unheard, it would end the process.
  pool.on('error', onConnectionLost);
  // The pool hears an idle client only; one that is lost at work tells its query, and this.
  pool.on('connect', client => client.on('error', onConnectionLost));
  return pool;
}

const greeting = z.object({ room: z.coerce.number().catch(0) });

/**
 * The first question on a connection: a pooler takes it at once, and lets it wait here where the server has no room. What the
 * server's operator has idle sessions end by is not for us, who keep ours; PostgreSQL 13 does not know it. Nor are our statements
 * translated for the machine before they are run: that takes longer than they do. Resolves to how many connections the server has.
 */
export async function greet(client: pg.ClientBase): Promise<number> {
  const late = new AbortController();
  const asked = client.query(
    `select current_setting('max_connections') as room, set_config(name, case name when 'jit' then 'off' else '0' end, false)
    from pg_settings where name in ('idle_session_timeout', 'jit')`,
  );
  const tooLate = delay(PATIENCE, null, { signal: late.signal, ref: false }).catch(() => null);
  const first = await Promise.race([asked, tooLate]).finally(() => late.abort());
  if (first !== null) return greeting.parse(first.rows[0] ?? {}).room;
  asked.catch(() => {});
  throw new DatabaseAway('full', undefined, null);
}
