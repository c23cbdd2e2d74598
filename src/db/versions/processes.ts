import { sql } from 'kysely';
import type { SecretKeys } from '../../crypto/keys.ts';
import { isAtLeast } from '../../version.ts';
import type { Database, Query, Write } from '../database.ts';
import { readLeastVersion } from './least-version.ts';

/** Milliseconds. Whoever has given no sign for so long counts as gone, and may do nothing before it has given one. */
export const GONE_AFTER = 60_000;
/** Milliseconds after which its row goes, too. */
const FORGOTTEN_AFTER = 60 * 60_000;

type Served = Pick<Database, 'engine' | 'query'>;

/** One clock for all processes: the database's own, in milliseconds since 1970, UTC. */
const now = (engine: Database['engine']) =>
  engine === 'postgres'
    ? sql<number>`cast(floor(extract(epoch from clock_timestamp()) * 1000) as bigint)`
    : sql<number>`cast(unixepoch('subsec') * 1000 as integer)`;

/** Notes that this process is alive, and forgets those that are gone for long. */
export async function noteProcess(
  database: Database,
  { id, version, secretKey = null }: { id: string; version: string; secretKey?: string | null },
): Promise<void> {
  const seen = now(database.engine);
  await database.write(async trx => {
    await trx
      .insertInto('processes')
      .values({ id, version, secret_key: secretKey, started_at: seen, seen_at: seen })
      .onConflict(conflict => conflict.column('id').doUpdateSet({ seen_at: seen }))
      .execute();
    await trx
      .deleteFrom('processes')
      .where('seen_at', '<', sql<number>`${seen} - ${sql.lit(FORGOTTEN_AFTER)}`)
      .execute();
  });
}

/** It has ended in good order. */
export async function dropProcess(database: Database, id: string): Promise<void> {
  await database.write(trx => trx.deleteFrom('processes').where('id', '=', id).execute());
}

/** Of a secret key, as a process notes by which it was started. */
export const keyMark = ({ fingerprint }: Pick<SecretKeys, 'fingerprint'>): string => fingerprint.slice(0, 16);

/** How many processes may be at work that were started with another key than this. */
export async function countStartedOtherwise(
  query: Query | Write,
  engine: Database['engine'],
  mark: string,
): Promise<number> {
  const { count } = await query
    .selectFrom('processes')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('seen_at', '>', sql<number>`${now(engine)} - ${sql.lit(GONE_AFTER)}`)
    .where(({ eb, or }) => or([eb('secret_key', 'is', null), eb('secret_key', '!=', mark)]))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Whether a process of an older version may still be at work. */
export async function isAnyOlder({ engine, query }: Served, version: string): Promise<boolean> {
  const alive = await query
    .selectFrom('processes')
    .select('version')
    .distinct()
    .where('seen_at', '>', sql<number>`${now(engine)} - ${sql.lit(GONE_AFTER)}`)
    .execute();
  return alive.some(process => !isAtLeast(process.version, version));
}

/**
 * Whether nobody older than this version is at work, nor will be: then what only this version and later ones read may be
 * written. A process that begins notes itself first and looks for the mark then, as this looks for the mark first:
 * one of the two sees the other.
 */
export async function isServedFrom(served: Served, version: string): Promise<boolean> {
  const least = await readLeastVersion(served.query);
  return least !== null && isAtLeast(least, version) && !(await isAnyOlder(served, version));
}

/** The same, asked again only until it is so: it stays so. */
export function createServedFrom(served: Served, version: string): () => Promise<boolean> {
  let isSo = false;
  return async () => {
    isSo ||= await isServedFrom(served, version);
    return isSo;
  };
}
