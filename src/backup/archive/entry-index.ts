import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { BackupError } from '../backup-error.ts';
import { type Entry, entry } from './format.ts';

/** The entries of one archive, as they come, to be found by name. */
export type EntryIndex = {
  /** @throws {BackupError} when the name was there before. */
  note(noted: Entry): void;
  find(name: string): Entry | null;
  count(): number;
  /** In the order in which they came. */
  all(): Iterable<Entry>;
  close(): void;
};

/** There may be a million, so they are on disk: an empty name makes a private file of SQLite's that goes when it is closed. */
export function createEntryIndex(): EntryIndex {
  const database = new DatabaseSync('');
  database.exec(`
    pragma journal_mode = off;
    pragma synchronous = off;
    create table entries (name text unique, size integer, sha256 text);
  `);
  const insert = database.prepare('insert or ignore into entries values (?, ?, ?)');
  const select = database.prepare('select * from entries where name = ?');
  const selectCount = database.prepare('select count(*) as count from entries');
  const selectAll = database.prepare('select * from entries order by rowid');
  return {
    note({ name, size, sha256 }) {
      if (insert.run(name, size, sha256).changes === 0)
        throw new BackupError(`The backup holds ${name} twice.`);
    },
    find: name => entry.nullable().parse(select.get(name) ?? null),
    count: () => z.object({ count: z.int() }).parse(selectCount.get()).count,
    *all() {
      for (const row of selectAll.iterate()) yield entry.parse(row);
    },
    close: () => database.close(),
  };
}
