import type { Database, Query } from './database.ts';

/** Tells the desk's secret key from any other. */
export const KEY_FINGERPRINT = 'key fingerprint';

/** What the desk knows under this name: the value given now if it is the first, else the one it kept. */
export async function keepFact(database: Database, name: string, value: string): Promise<string> {
  await database.write(trx =>
    trx
      .insertInto('desk_facts')
      .values({ name, value })
      .onConflict(conflict => conflict.doNothing())
      .execute(),
  );
  const kept = await readFact(database.query, name);
  if (kept === null) throw new Error(`the desk does not know its ${name}`);
  return kept;
}

export async function readFact(query: Query, name: string): Promise<string | null> {
  const facts = query.selectFrom('desk_facts').select('value').where('name', '=', name);
  return (await facts.executeTakeFirst())?.value ?? null;
}
