import { sql } from 'kysely';
import type { Database, Write } from './database.ts';

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
export async function renewTurn(database: Database, { name, since, now }: Renewal): Promise<boolean> {
  const renewed = await database.write(trx => writeTurn(trx, { name, since, now }));
  return renewed !== undefined;
}

type Renewal = Pick<Turn, 'name' | 'now'> & { since: number };

/** Undefined where it is no longer the one that began at `since`. */
const writeTurn = (trx: Write, { name, since, now }: Renewal) =>
  trx
    .updateTable('desk_facts')
    .set({ value: String(now) })
    .where('name', '=', nameOf(name))
    .where('value', '=', String(since))
    .returning('name')
    .executeTakeFirst();

/** Milliseconds. */
const RENEWED_EVERY = 5_000;

/** A turn of a process that is at work for longer than it lasts. It began at `since`. */
export function createHeldTurn(
  { database, clock }: { database: Database; clock: () => number },
  { name, since }: { name: string; since: number },
) {
  let renewed = since;
  return {
    /** Asked again and again, it keeps the turn; it gives false once another process has it. */
    async renew(): Promise<boolean> {
      const now = clock();
      if (Math.abs(now - renewed) < RENEWED_EVERY) return true;
      const isOurs = await renewTurn(database, { name, since: renewed, now });
      if (isOurs) renewed = now;
      return isOurs;
    },
    /** Whether it is ours, until the transaction ends. */
    async isOurs(trx: Write): Promise<boolean> {
      return (await writeTurn(trx, { name, since: renewed, now: renewed })) !== undefined;
    },
    /** The next one to ask is given it at once. */
    async end(): Promise<void> {
      await database.write(trx => writeTurn(trx, { name, since: renewed, now: 0 }));
    },
  };
}

const nameOf = (name: string) => `turn: ${name}`;
