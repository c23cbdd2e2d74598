import type { Database, Write } from './database.ts';

/** `topic` and `subject` of what each open transaction is to publish, a line each. */
const owed = new WeakMap<Write, Map<string, [topic: string, subject: string]>>();

/**
 * Publishes once this transaction has come true: whoever heard of it before that would look, and find nothing new. Where one
 * that shares its commit is undone, what it was to publish may be heard all the same.
 */
export function publishAfter(trx: Write, topic: string, subject: string): void {
  const lines = owed.get(trx) ?? new Map();
  owed.set(trx, lines.set(`${topic}:${subject}`, [topic, subject]));
}

/** The same database, that keeps the promise of `publishAfter`. */
export const publishing = (database: Database): Database => ({
  ...database,
  async write(work) {
    const { result, trx } = await database.write(async trx => ({ result: await work(trx), trx }));
    publishOwed(database, trx);
    return result;
  },
});

function publishOwed(database: Pick<Database, 'publish'>, trx: Write): void {
  const lines = owed.get(trx);
  owed.delete(trx);
  for (const [topic, subject] of lines?.values() ?? []) database.publish(topic, subject);
}
