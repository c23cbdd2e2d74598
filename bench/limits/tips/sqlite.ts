import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { type Column, type Keeper, ownerIn, patternOf, randomLike, type TipRow } from './rows.ts';

/** As the desk sets its own, with nothing in between: statements that are prepared once, and a flush of the log for all. */
export async function openSqlite(folder: string): Promise<Keeper> {
  const path = join(folder, 'jebo.db');
  const database = new DatabaseSync(path);
  database.exec(`
    pragma journal_mode = wal;
    pragma synchronous = normal;
    pragma foreign_keys = on;
    pragma secure_delete = on;
    pragma cache_size = -32000;
    pragma wal_autocheckpoint = 10000;
    begin immediate; pragma user_version = 1; commit;
  `);
  const writes = rowsOfFirst(database)
    .toSorted((one, other) => Number(other.table === 'tips') - Number(one.table === 'tips'))
    .map(row => ({ row, insert: database.prepare(insertInto(row)) }));
  const [begin, commit] = [database.prepare('begin immediate'), database.prepare('commit')];
  const log = await open(`${path}-wal`, 'r+');

  const writeTip = () => {
    let tip = 0;
    for (const { row, insert } of writes) {
      const { lastInsertRowid } = insert.run(...row.columns.map(column => filled(column, tip)));
      if (row.table === 'tips') tip = Number(lastInsertRowid);
    }
    return tip;
  };
  return {
    async keep(count) {
      begin.run();
      const numbers = Array.from({ length: count }, writeTip);
      commit.run();
      await log.datasync();
      return numbers;
    },
    async close() {
      await log.close();
      database.close();
    },
  };
}

function rowsOfFirst(database: DatabaseSync): TipRow[] {
  const tables = database.prepare("select name from sqlite_schema where type = 'table'").all();
  return tables.flatMap(({ name }) => {
    const table = String(name);
    const columns = database.prepare(`select name from pragma_table_info('${table}')`).all();
    const owner = ownerIn(
      table,
      columns.map(column => String(column['name'])),
    );
    if (owner === null) return [];
    const rows = database
      .prepare(`select * from ${table} where ${owner} = ?`)
      .all(owner === 'subject' ? '1' : 1);
    return rows.map(row => patternOf(table, row));
  });
}

const insertInto = ({ table, columns }: TipRow) =>
  `insert into ${table} (${columns.map(({ name }) => name)}) values (${columns.map(() => '?')})`;

function filled({ fill, value }: Column, tip: number): SQLInputValue {
  if (fill === 'number') return tip;
  if (fill === 'number as text') return String(tip);
  return fill === 'random' ? randomLike(value) : value;
}
