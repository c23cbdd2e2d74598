import type { Insertable, Kysely, Transaction } from 'kysely';
import type { NewRows } from './new-rows.ts';
import type { PubSub } from './notify.ts';
import type { Schema } from './schema/schema.ts';
import type { Trouble } from './troubles.ts';

export type Query = Kysely<Schema>;
export type Write = Transaction<Schema>;

/** All that is written of one new tip. */
export type NewTip = {
  /** Its own row. Where its receipt hash stands already, nothing at all is written. */
  row: Insertable<Schema['tips']>;
  /** What hangs on it, once the database has given its number. Asked again where it is written once more. */
  others(number: number): NewRows;
  /** What else must come true in the same transaction, before the others are written: what it throws refuses this tip alone. */
  claim: ((trx: Write) => Promise<void>) | null;
  /** Letters (UTF-16 units) of its text: how many are written at once is bounded by it. */
  letters: number;
};

export type Database = PubSub & {
  engine: 'sqlite' | 'postgres';
  /** For reading. */
  query: Query;
  /**
   * One transaction. Once it has resolved, a power cut loses nothing of it.
   * Inside, await nothing but the transaction's own queries: on SQLite all others wait for it.
   */
  write<T>(work: (trx: Write) => Promise<T>): Promise<T>;
  /**
   * Writes a new tip as `write` would, beside all others that wait at that moment: by far the cheapest way. One that fails is
   * refused alone. Resolves with its number; with null where its receipt hash is there already.
   */
  insertTip(tip: NewTip): Promise<number | null>;
  /** Rejects unless the database can be written, and all of it. */
  check(): Promise<void>;
  /** Why it could not be used within the last minutes. */
  troubles(): readonly Trouble[];
  /**
   * Leaves no trace of deleted rows in the database's files, as far as the engine allows.
   * False: somebody, such as a backup, still reads what was there before, so some may be left; ask again later.
   */
  scrub(): Promise<boolean>;
  /**
   * Writes all that holds content, or did, into new files or pages, so that none keeps what was there before; everybody else
   * waits, or is refused. Killed, it has changed nothing. False: as `scrub`.
   */
  rewrite(): Promise<boolean>;
  /**
   * Leaves no deleted key in the database's files, where a scrub does not. New tips wait for it. False as there.
   */
  rewriteKeys(): Promise<boolean>;
  close(): Promise<void>;
};
