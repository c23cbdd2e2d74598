import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
} from 'kysely';
import type { Told } from './away.ts';

/** Kysely's own, whose errors say when the database cannot be used, whatever it was asked, and note it. */
export class TellingPostgresDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;
  readonly #told: Told;

  constructor(config: PostgresDialectConfig, told: Told) {
    super(config);
    this.#config = config;
    this.#told = told;
  }

  override createDriver(): Driver {
    return new TellingPostgresDriver(this.#config, this.#told);
  }
}

class TellingPostgresDriver extends PostgresDriver {
  readonly #telling = new WeakSet<DatabaseConnection>();
  readonly #told: Told;

  constructor(config: PostgresDialectConfig, told: Told) {
    super(config);
    this.#told = told;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection().catch(error => this.#throw(error));
    if (!this.#telling.has(connection)) {
      this.#telling.add(connection);
      const execute = connection.executeQuery.bind(connection);
      connection.executeQuery = <Row>(query: CompiledQuery) =>
        execute<Row>(query).catch((error: unknown) => this.#throw(error));
    }
    return connection;
  }

  #throw(error: unknown): never {
    throw this.#told(error);
  }
}
