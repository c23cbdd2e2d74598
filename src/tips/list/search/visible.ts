import type { Context } from '../../../context.ts';
import type { Query } from '../../../db/database.ts';
import type { TipCondition } from '../views.ts';

/** Which tips: it holds the viewer's rights; and of which of them names and contacts too. */
export type Sight = { condition: TipCondition; contacts: TipCondition };

/** `seesContacts`: its names and contacts too. */
export type VisibleTip = { number: number; seesContacts: boolean };

/** One in so many of a stretch: more of them are found sooner by going along it. */
const DENSE = 8;

/** What may be seen from one number to another, both included: none that is forgotten. */
export const visibleBetween = (
  query: Query,
  { condition, contacts }: Sight,
  { low, high }: { low: number; high: number },
) =>
  query
    .selectFrom('tips')
    .select(tips => [
      'number',
      tips.case().when(contacts(tips)).then(tips.lit(1)).else(tips.lit(0)).end().as('sees_contacts'),
    ])
    .where(condition)
    .where('forgotten_at', 'is', null)
    .where('number', '>=', low)
    .where('number', '<=', high);

/** Of these tips, sorted either way, the ones that may be seen, in the same order and unopened. */
export async function readVisible(
  { database: { query } }: Pick<Context, 'database'>,
  sight: Sight,
  numbers: readonly number[],
): Promise<VisibleTip[]> {
  const [one = 0, other = one] = [numbers.at(0), numbers.at(-1)];
  const [low, high] = [Math.min(one, other), Math.max(one, other)];
  const asked = visibleBetween(query, sight, { low, high });
  const isDense = numbers.length * DENSE > high - low;
  const rows = await (isDense ? asked : asked.where('number', 'in', numbers)).execute();
  const seen = new Map(rows.map(row => [row.number, row.sees_contacts === 1]));
  return numbers.flatMap(number => {
    const seesContacts = seen.get(number);
    return seesContacts === undefined ? [] : [{ number, seesContacts }];
  });
}

/** Of these, how many are found. `persons`: those of them that have it in names and contacts alone. */
export async function countVisible(
  context: Pick<Context, 'database'>,
  sight: Sight,
  numbers: readonly number[],
  persons: ReadonlySet<number>,
): Promise<number> {
  const visible = await readVisible(context, sight, numbers);
  return visible.filter(({ number, seesContacts }) => seesContacts || !persons.has(number)).length;
}
