import type { Context } from '../../context.ts';
import { readContent } from '../content.ts';
import type { Hold, Opened } from '../tip.ts';
import type { Telling } from './telling.ts';

type ContentContext = Pick<Context, 'masters'> & { database: Pick<Context['database'], 'query'> };

/** The address of what was published, as whoever closed it last said; null where nobody did. */
export async function loadPublication(
  context: ContentContext,
  tip: number,
): Promise<{ article: Opened } | null> {
  const closure = await context.database.query
    .selectFrom('closures')
    .leftJoin('tip_keys', 'tip_keys.tip', 'closures.tip')
    .select(['article', 'sealed', 'master', 'salt'])
    .where('closures.tip', '=', tip)
    .executeTakeFirst();
  if (closure === undefined) return null;
  const content = readContent(context.masters, 'closures', { tip, row: tip }, closure);
  if (content === null) return { article: null };
  return content.article === null ? null : { article: content.article };
}

export async function loadHold(context: ContentContext, tip: number, tell: Telling): Promise<Hold | null> {
  const row = await context.database.query
    .selectFrom('holds')
    .innerJoin('staff', 'staff.id', 'holds.staff_id')
    .leftJoin('tip_keys', 'tip_keys.tip', 'holds.tip')
    .select(['holds.reason', 'holds.sealed', 'master', 'salt', 'holds.at', 'staff.email', 'staff.name'])
    .where('holds.tip', '=', tip)
    .executeTakeFirst();
  if (row === undefined) return null;
  const content = readContent(context.masters, 'holds', { tip, row: tip }, row);
  return { at: row.at, by: { email: row.email, name: row.name }, reason: content && tell(content.reason) };
}
