import { sql } from 'kysely';
import type { Database } from './database.ts';

/** What all processes together do once in `every` milliseconds. `now`: milliseconds since 1970, UTC. */
type Turn = { name: string; every: number; now: number };

/** Whether it is this process's turn: of all that ask, one is given it, and the next only when the time is over. */
export async function takeTurn(database: Database, { name, every, now }: Turn): Promise<boolean> {
  const lastTurn = sql<number>`cast(desk_facts.value as bigint)`;
  const taken = await database.write(trx =>
    trx
      .insertInto('desk_facts')
      .values({ name: nameOf(name), value: String(now) })
      .onConflict(conflict =>
        conflict
          .column('name')
          .doUpdateSet({ value: String(now) })
          // One that lies ahead was taken by a clock that has been set back since.
          .where(turn => turn.or([turn(lastTurn, '<=', now - every), turn(lastTurn, '>', now)])),
      )
      .returning('name')
      .executeTakeFirst(),
  );
  return taken !== undefined;
}

/** For who is at work for longer than its turn: it lasts `every` from now. False where another has been given it since. */
export async function renewTurn(
  database: Database,
  { name, since, now }: Pick<Turn, 'name' | 'now'> & { since: number },
): Promise<boolean> {
  const renewed = await database.write(trx =>
    trx
      .updateTable('desk_facts')
      .set({ value: String(now) })
      .where('name', '=', nameOf(name))
      .where('value', '=', String(since))
      .returning('name')
      .executeTakeFirst(),
  );
  return renewed !== undefined;
}

const nameOf = (name: string) => `turn: ${name}`;
