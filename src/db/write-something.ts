import type { Write } from './database.ts';

/** The least that tells whether the database can be written: of one that can only be read, a question says nothing. */
export async function writeSomething(trx: Write): Promise<void> {
  const fact = { name: 'written', value: 'yes' };
  await trx
    .insertInto('desk_facts')
    .values(fact)
    .onConflict(conflict => conflict.column('name').doUpdateSet(fact))
    .execute();
}
