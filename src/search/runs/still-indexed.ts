import type { Query } from '../../db/database.ts';

/** Whether a part of the index may still hold the words of this tip, which is forgotten: that part is built anew without it. */
export async function isStillIndexed(query: Query, tip: number): Promise<boolean> {
  const rowIn = (table: 'search_due' | 'search_building') =>
    query.selectFrom(table).select('tip').where('tip', '=', tip);
  const due = await rowIn('search_due').unionAll(rowIn('search_building')).executeTakeFirst();
  if (due === undefined) return false;
  const run = await query
    .selectFrom('search_runs')
    .select('id')
    .where('low', '<=', tip)
    .where('high', '>=', tip)
    .limit(1)
    .executeTakeFirst();
  return run !== undefined;
}
