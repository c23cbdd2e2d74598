import pg from 'pg';

declare module 'vitest' {
  interface ProvidedContext {
    engine: 'sqlite' | 'postgres';
    /** A server on which databases may be made, and the migrated database that they are copied from. */
    postgres: { url: string; template: string };
  }
}

/** The address of another database on the same server. */
export function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** One statement on the server, on a connection of its own. */
export async function runOn(url: string, statement: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement, values)).rows;
  } finally {
    await client.end();
  }
}

let kept: Promise<pg.Client> | undefined;

/** The same, on the one connection of this worker, which goes with it: most of such a statement's cost is to connect. */
export async function runOnKept(url: string, statement: string, values: unknown[] = []): Promise<unknown[]> {
  kept ??= connectForGood(url);
  return (await (await kept).query(statement, values)).rows;
}

async function connectForGood(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  const forget = () => (kept = undefined);
  // At the end the server may go before this worker does.
  client.on('error', forget);
  await client.connect().catch(error => {
    forget();
    throw error;
  });
  return client;
}
