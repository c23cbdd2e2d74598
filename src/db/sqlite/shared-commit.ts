import type { Kysely } from 'kysely';
import { isDiskFull } from '../../disk.ts';
import type { Write } from '../database.ts';
import type { Schema } from '../schema/schema.ts';

/** So many works at most share one commit, so that a reader never waits for long. */
const MOST_AT_ONCE = 100;

/** Of the one connection, which the transaction has for itself. */
export type Savepoint = { begin(): void; undo(): void; release(): void };

type Waiting = { run(trx: Write): Promise<void>; keep(): void; refuse(error: unknown): void };

/**
 * One transaction for all who wait, one after another, each in a savepoint of its own: one that fails is undone alone.
 * Pages that many change, such as the end of an index, then go to the log once, and the disk is asked once.
 */
export function createSharedCommit(
  query: Kysely<Schema>,
  savepoint: Savepoint,
  afterCommit: () => Promise<void>,
) {
  let waiting: Waiting[] = [];
  let isBusy = false;

  async function commitAll() {
    isBusy = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MOST_AT_ONCE);
      waiting = waiting.slice(MOST_AT_ONCE);
      await commit(batch);
    }
    isBusy = false;
  }

  async function commit(batch: readonly Waiting[]): Promise<void> {
    const end = (settle: (one: Waiting) => void) => batch.forEach(settle);
    const refuseAll = (error: unknown) => end(({ refuse }) => refuse(error));
    try {
      await query.transaction().execute(async trx => {
        for (const { run } of batch) await run(trx);
      });
    } catch (error) {
      if (!isDiskFull(error) || batch.length === 1) return refuseAll(error);
      // SQLite has undone all of them, though one alone may be too large for what is left.
      for (const one of batch) await commit([one]);
      return;
    }
    // Whoever comes meanwhile needs the next flush in any case, and shares the next transaction with all the others.
    await afterCommit().then(() => end(({ keep }) => keep()), refuseAll);
  }

  return <T>(work: (trx: Write) => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.push(inSavepoint(savepoint, work, resolve, reject));
      // What is asked in the same turn of the loop comes along.
      if (!isBusy) queueMicrotask(() => void (isBusy || commitAll()));
    });
}

function inSavepoint<T>(
  savepoint: Savepoint,
  work: (trx: Write) => Promise<T>,
  resolve: (value: T) => void,
  refuse: (error: unknown) => void,
): Waiting {
  let outcome: { kept: true; value: T } | { kept: false; error: unknown };
  return {
    async run(trx) {
      savepoint.begin();
      try {
        outcome = { kept: true, value: await work(trx) };
      } catch (error) {
        outcome = { kept: false, error };
        try {
          savepoint.undo();
        } catch {
          // Where SQLite has rolled all back by itself, as on a full disk, there is nothing left to go on with.
          throw error;
        }
      }
      savepoint.release();
    },
    keep: () => (outcome.kept ? resolve(outcome.value) : refuse(outcome.error)),
    refuse,
  };
}
