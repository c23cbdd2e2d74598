import type { Query } from '../../../src/db/database.ts';

/** Everything in the database that a promise is about. */
export type Kept = Awaited<ReturnType<typeof readKept>>;

export async function readKept(query: Query) {
  return {
    seal_keys: await query.selectFrom('seal_keys').selectAll().execute(),
    tip_keys: await query.selectFrom('tip_keys').selectAll().execute(),
    tip_heads: await query.selectFrom('tip_heads').selectAll().execute(),
    tips: await query.selectFrom('tips').selectAll().orderBy('number').execute(),
    messages: await query.selectFrom('messages').selectAll().execute(),
    contacts: await query.selectFrom('contacts').selectAll().execute(),
    files: await query.selectFrom('files').selectAll().orderBy('position').execute(),
    uploads: await query.selectFrom('uploads').selectAll().execute(),
    inspections: await query.selectFrom('inspections').select(['file', 'thumbnail', 'copy']).execute(),
    notes: await query.selectFrom('notes').selectAll().execute(),
    events: await query
      .selectFrom('events')
      .selectAll()
      .where('tip', 'is not', null)
      .$narrowType<{ tip: number }>()
      .orderBy('id')
      .execute(),
    outbox: await query.selectFrom('outbox').selectAll().orderBy('position').execute(),
  };
}

/** A database that the server under torture keeps its tips in, seen from outside. */
export type Store = {
  /** What the server's settings must say to find it. */
  settings: Readonly<Record<string, string>>;
  /** By a connection of its own. */
  read(): Promise<Kept>;
  /** Kinds of jobs that are not done yet or set aside, and how many of each. */
  unfinished(): Promise<Record<string, number>>;
  /** What the engine itself finds wrong with its files. */
  damages(): Promise<string[]>;
  /** Null where the engine is no process of its own. Resolves when it answers again. */
  restart: ((how: 'restarted' | 'killed') => Promise<void>) | null;
  /** Ends it; a copy of what is not in the data folder goes to `keepIn`. */
  close(keepIn: string | null): Promise<void>;
};

export async function readUnfinished(query: Query): Promise<Record<string, number>> {
  const rows = await query
    .selectFrom('outbox')
    .select(['kind', row => row.fn.countAll<number>().as('count')])
    .where('state', 'in', ['owed', 'set aside'])
    .groupBy('kind')
    .execute();
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}
