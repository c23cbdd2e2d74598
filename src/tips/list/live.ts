import type { Context } from '../../context.ts';
import { type Viewer, visibleTo } from '../../staff/access.ts';
import { tipRecords } from '../rows.ts';
import type { TipRow } from '../tip.ts';
import { toRows } from './rows.ts';

/** So many are asked about at once. */
const AT_ONCE = 500;

/** Of these tips, those that the viewer may see; of the others nothing is told, not even that they are there. */
export async function seenAmong(
  { database }: Pick<Context, 'database'>,
  viewer: Viewer,
  numbers: readonly number[],
): Promise<number[]> {
  const seen: number[] = [];
  for (let done = 0; done < numbers.length; done += AT_ONCE) {
    const rows = await database.query
      .selectFrom('tips')
      .select('number')
      .where('number', 'in', numbers.slice(done, done + AT_ONCE))
      .where(visibleTo(viewer))
      .execute();
    seen.push(...rows.map(({ number }) => number));
  }
  return seen.toSorted((one, other) => one - other);
}

/** What the list shows of these by now, newest first; of those that the viewer may see. */
export async function rowsNow(
  context: Context,
  viewer: Viewer,
  numbers: readonly number[],
): Promise<TipRow[]> {
  if (numbers.length === 0) return [];
  const records = await tipRecords(context.database.query)
    .where('number', 'in', numbers)
    .where(visibleTo(viewer))
    .orderBy('number', 'desc')
    .execute();
  return toRows(context, viewer, records);
}
