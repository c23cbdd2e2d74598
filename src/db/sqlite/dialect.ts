import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import { DiskFull } from '../../disk.ts';
import { awayFrom } from './away.ts';

/** SQLite's DDL is transactional; Kysely only leaves it off because it does not lock. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true;
  }
}

/**
 * Kysely's SQLite dialect over `node:sqlite`, which has no dialect of its own. `begin` is how its transactions begin:
 * a deferred one that reads first and writes later can fail for want of the lock; an immediate one waits for it.
 */
export class NodeSqliteDialect extends SqliteDialect {
  constructor(database: DatabaseSync, begin: 'begin immediate' | 'begin deferred' = 'begin immediate') {
    super({ database: asKyselyExpects(database, begin) });
  }

  override createAdapter() {
    return new TransactionalSqliteAdapter();
  }
}

const STATEMENTS_KEPT = 200;

function asKyselyExpects(database: DatabaseSync, begin: string): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  const prepare = (sql: string) => {
    const statement =
      sql === 'rollback'
        ? rollbackOf(database)
        : toKyselyStatement(database.prepare(sql === 'begin' ? begin : sql));
    if (prepared.size >= STATEMENTS_KEPT) prepared.clear();
    prepared.set(sql, statement);
    return statement;
  };
  return { prepare: sql => prepared.get(sql) ?? prepare(sql), close: () => database.close() };
}

/** Its errors say that the disk is full, or that the database cannot be used. */
export function toKyselyStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: parameters => telling(() => statement.all(...checked(parameters))),
    run: parameters => telling(() => statement.run(...checked(parameters))),
    iterate: parameters => telling(() => statement.iterate(...checked(parameters))),
  };
}

/** On a full disk SQLite has rolled back by itself (https://sqlite.org/lang_transaction.html), and another one would hide why. */
function rollbackOf(database: DatabaseSync): SqliteStatement {
  const statement = toKyselyStatement(database.prepare('rollback'));
  const nothing = { changes: 0, lastInsertRowid: 0 };
  return { ...statement, run: () => (database.isTransaction ? statement.run([]) : nothing) };
}

const SQLITE_FULL = 13;

function telling<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const isFull = error instanceof Error && 'errcode' in error && error.errcode === SQLITE_FULL;
    throw isFull ? new DiskFull('the database has no space', { cause: error }) : (awayFrom(error) ?? error);
  }
}

/** `node:sqlite` takes a Date or another object in the first place for named parameters and stores NULL without a word. */
function checked(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters.map(value => {
    if (isSqlValue(value)) return value;
    throw new TypeError(`SQLite cannot store a ${typeof value}`);
  });
}

function isSqlValue(value: unknown): value is SQLInputValue {
  return (
    value === null ||
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    typeof value === 'string' ||
    value instanceof Uint8Array
  );
}
