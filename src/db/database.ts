import type { Kysely, Transaction } from 'kysely';
import type { News } from './news.ts';
import type { Schema } from './schema.ts';

export type Query = Kysely<Schema>;
export type Write = Transaction<Schema>;

export type Database = News & {
  engine: 'sqlite' | 'postgres';
  /** For reading. */
  query: Query;
  /**
   * One transaction. Once it has resolved, a power cut loses nothing of it.
   * Inside, await nothing but the transaction's own queries: on SQLite all others wait for it.
   */
  write<T>(work: (trx: Write) => Promise<T>): Promise<T>;
  /**
   * Leaves no trace of deleted rows in the database's files, as far as the engine allows.
   * False: somebody, such as a backup, still reads what was there before, so some may be left; ask again later.
   */
  scrub(): Promise<boolean>;
  close(): Promise<void>;
};
