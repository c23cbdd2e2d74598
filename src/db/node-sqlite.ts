import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';

/** SQLite's DDL is transactional; Kysely only leaves it off because it does not lock. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true;
  }
}

/** Kysely's SQLite dialect over `node:sqlite`, which has no dialect of its own. */
export class NodeSqliteDialect extends SqliteDialect {
  constructor(database: DatabaseSync) {
    super({ database: asKyselyExpects(database) });
  }

  override createAdapter() {
    return new TransactionalSqliteAdapter();
  }
}

const STATEMENTS_KEPT = 200;

function asKyselyExpects(database: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  const prepare = (sql: string) => {
    // A deferred transaction that reads first and writes later can fail for want of the lock; an immediate one waits for it.
    const statement = toKyselyStatement(database.prepare(sql === 'begin' ? 'begin immediate' : sql));
    if (prepared.size >= STATEMENTS_KEPT) prepared.clear();
    prepared.set(sql, statement);
    return statement;
  };
  return { prepare: sql => prepared.get(sql) ?? prepare(sql), close: () => database.close() };
}

function toKyselyStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: parameters => statement.all(...checked(parameters)),
    run: parameters => statement.run(...checked(parameters)),
    iterate: parameters => statement.iterate(...checked(parameters)),
  };
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
