import type { PoolClient } from 'pg';
import { hasCode } from '../../disk.ts';
import type { NewTip } from '../database.ts';
import { DatabaseAway } from '../troubles.ts';
import { insertTips, type Run } from './insert.ts';

/** So many tips at most are written at once, and so many letters (UTF-16 units), so that nobody waits for long. */
const MOST_TIPS = 100;
const MOST_LETTERS = 500_000;

type Pool = { connect(): Promise<PoolClient> };

type Waiting = { tip: NewTip; resolve(number: number | null): void; reject(error: unknown): void };

/**
 * Writes all tips that wait in one transaction, and meanwhile whoever comes waits for the next one. Where one fails, each is
 * written by itself, so that none fails for another's sake. `told` says of an error what it tells of the database.
 */
export function createGroupedInsert(pool: Pool, told: (error: unknown) => unknown) {
  const statements = createNames();
  let waiting: Waiting[] = [];
  let isBusy = false;

  async function writeAll() {
    isBusy = true;
    while (waiting.length > 0) {
      const group = groupOf(waiting);
      waiting = waiting.slice(group.length);
      await writeGroup(group);
    }
    isBusy = false;
  }

  async function writeGroup(group: readonly Waiting[]): Promise<void> {
    const tips = group.map(({ tip }) => tip);
    try {
      const numbers = await inTransaction(pool, client => insertTips(statements.by(client), tips));
      for (const [index, { resolve }] of group.entries()) resolve(numbers[index] ?? null);
    } catch (caught) {
      if (statements.areLost(caught)) return writeGroup(group);
      const error = told(caught);
      if (group.length > 1 && !(error instanceof DatabaseAway))
        for (const one of group) await writeGroup([one]);
      else for (const { reject } of group) reject(error);
    }
  }

  return (tip: NewTip): Promise<number | null> =>
    new Promise((resolve, reject) => {
      waiting.push({ tip, resolve, reject });
      // What is asked in the same turn of the loop comes along.
      if (!isBusy) setImmediate(() => void (isBusy || writeAll()));
    });
}

/** The first of those that wait, as many as may be written at once. */
function groupOf(waiting: readonly Waiting[]): readonly Waiting[] {
  let letters = 0;
  const tooMany = waiting.findIndex(({ tip }, index) => {
    letters += tip.letters;
    return index > 0 && (index >= MOST_TIPS || letters > MOST_LETTERS);
  });
  return tooMany < 0 ? waiting : waiting.slice(0, tooMany);
}

/**
 * A named statement is there no longer, or is another's (26000, 42P05): behind a pooler that hands each transaction to another
 * connection and does not know them. Or its table has changed under it (0A000).
 */
const LOST = ['26000', '42P05', '0A000'];

/** Statements go by their names until these are seen to be lost; from then on each is sent whole. */
function createNames() {
  let areKept = true;
  return {
    by:
      (client: PoolClient): Run =>
      async ({ name, text, values }) =>
        (await client.query(areKept ? { name, text, values } : { text, values })).rows,
    /** Then the same is worth trying once more. */
    areLost(error: unknown): boolean {
      const areLost = areKept && LOST.some(code => hasCode(error, code));
      if (areLost) areKept = false;
      return areLost;
    },
  };
}

async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    await client.query('begin');
    const made = await work(client);
    await client.query('commit');
    return made;
  } catch (error) {
    await client.query('rollback').catch(() => {
      isBroken = true;
    });
    throw error;
  } finally {
    client.release(isBroken);
  }
}
