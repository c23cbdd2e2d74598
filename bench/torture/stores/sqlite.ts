import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { Schema } from '../../../src/db/schema/schema.ts';
import { NodeSqliteDialect } from '../../../src/db/sqlite/dialect.ts';
import { readKept, readUnfinished, type Store } from './store.ts';

/** The server's own file, opened for reading alone: what a kill has left in it is for the server to mend. */
export function sqliteStore(dataDir: string): Store {
  const path = join(dataDir, 'jebo.db');
  const open = () => new DatabaseSync(path, { readOnly: true, timeout: 5_000 });

  async function reading<T>(read: (query: Kysely<Schema>) => Promise<T>): Promise<T> {
    const query = new Kysely<Schema>({ dialect: new NodeSqliteDialect(open()) });
    try {
      return await read(query);
    } finally {
      await query.destroy();
    }
  }

  return {
    settings: {},
    read: () => reading(readKept),
    unfinished: () => reading(readUnfinished),
    async damages() {
      using connection = open();
      const lines = connection.prepare('pragma integrity_check').all();
      const found = lines.map(row => String(row['integrity_check'])).filter(line => line !== 'ok');
      const orphans = connection.prepare('pragma foreign_key_check').all();
      return [...found, ...orphans.map(row => `foreign key: ${JSON.stringify(row)}`)];
    },
    restart: null,
    async close() {},
  };
}
