import type { Context } from '../../context.ts';
import type { Query, Write } from '../../db/database.ts';
import { readContent } from '../content.ts';
import type { Check } from '../tip.ts';

/** What of the checklist is done on a tip, the first first. */
export async function loadChecks(
  query: Query | Write,
  { masters }: Pick<Context, 'masters'>,
  tip: number,
): Promise<Check[]> {
  const rows = await query
    .selectFrom('checks')
    .innerJoin('staff', 'staff.id', 'checks.staff_id')
    .leftJoin('tip_keys', 'tip_keys.tip', 'checks.tip')
    .select(['checks.id', 'checks.at', 'checks.item', 'checks.sealed', 'master', 'salt'])
    .select(['staff.email', 'staff.name'])
    .where('checks.tip', '=', tip)
    .orderBy('checks.at')
    .orderBy('checks.id')
    .execute();
  return rows.map(row => {
    const content = readContent(masters, 'checks', { tip, row: row.id }, row);
    const by = { email: row.email, name: row.name };
    return { id: row.id, at: row.at, by, item: content?.item ?? null };
  });
}
