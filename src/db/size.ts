import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Bytes that the database takes, without its log. */
export async function databaseSize({ engine, query }: Pick<Database, 'engine' | 'query'>): Promise<number> {
  const size =
    engine === 'postgres'
      ? sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`
      : sql<{
          bytes: number;
        }>`select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`;
  const { rows } = await size.execute(query);
  return rows[0]?.bytes ?? 0;
}
