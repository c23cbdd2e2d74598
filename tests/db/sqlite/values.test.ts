import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { freshDatabase } from '../../support/databases.ts';

test.each([new Date(0), { a: 1 }, true, undefined])(
  'a value that SQLite cannot store is an error and not an empty field: %s',
  async value => {
    const database = await freshDatabase();
    await expect(sql`select ${value} as value`.execute(database.query)).rejects.toThrow('cannot store');
  },
);
