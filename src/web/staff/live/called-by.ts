import type { Context } from '../../../context.ts';

/** What these of the staff are called. */
export async function calledBy(
  { database }: Pick<Context, 'database'>,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await database.query
    .selectFrom('staff')
    .select(['email', 'name'])
    .where('id', 'in', ids)
    .orderBy('email')
    .execute();
  return rows.map(({ email, name }) => name ?? email);
}
