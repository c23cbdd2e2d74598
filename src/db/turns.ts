import { sql } from 'kysely';
import type { Database } from './database.ts';

/** What all processes together do once in `every` milliseconds. `now`: milliseconds since 1970, UTC. */
export type Turn = { name: string; every: number; now: number };

/** Whether it is this process's turn: of all that ask, one is told so, and the next only when the time is over. */
export async function takeTurn(database: Database, { name, every, now }: Turn): Promise<boolean> {
  const lastTurn = sql<number>`cast(desk_facts.value as bigint)`;
  const taken = await database.write(trx =>
    trx
      .insertInto('desk_facts')
      .values({ name: `turn: ${name}`, value: String(now) })
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
