import type { Database } from '../../db/database.ts';

const AT_ONCE = 16;

/** In small transactions: nobody waits for them, and nothing opens them any more. */
export async function dropBins(
  { query, write }: Database,
  run: string,
  rest: () => Promise<void>,
): Promise<void> {
  for (;;) {
    await rest();
    const first = await query
      .selectFrom('search_bins')
      .select('bin')
      .where('run', '=', run)
      .orderBy('bin')
      .limit(1)
      .executeTakeFirst();
    if (first === undefined) return;
    await write(trx =>
      trx
        .deleteFrom('search_bins')
        .where('run', '=', run)
        .where('bin', '<', first.bin + AT_ONCE)
        .execute(),
    );
  }
}

/** Those of runs that are not there: a crash left them. From one run's name to the next, for their bytes are many. */
export async function sweepBins(database: Database, rest: () => Promise<void>): Promise<void> {
  const { query } = database;
  for (let last = ''; ; ) {
    const next = await query
      .selectFrom('search_bins')
      .select('run')
      .where('run', '>', last)
      .orderBy('run')
      .limit(1)
      .executeTakeFirst();
    if (next === undefined) return;
    last = next.run;
    const live = await query.selectFrom('search_runs').select('id').where('id', '=', last).executeTakeFirst();
    if (live === undefined) await dropBins(database, last, rest);
  }
}
