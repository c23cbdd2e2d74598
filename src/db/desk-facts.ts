import type { Database } from './database.ts';

/** What the desk knows under this name: the value given now if it is the first, else the one it kept. */
export async function keepFact(database: Database, name: string, value: string): Promise<string> {
  await database.write(trx =>
    trx
      .insertInto('desk_facts')
      .values({ name, value })
      .onConflict(conflict => conflict.doNothing())
      .execute(),
  );
  const fact = await database.query
    .selectFrom('desk_facts')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return fact.value;
}
