import type { Context } from '../../../context.ts';
import type { IndexedText, TipSource } from '../../../search/building/tip-source.ts';
import type { TipCondition } from '../views.ts';
import { type LotTip, readLot, type TipText } from './lot.ts';
import type { Sight } from './visible.ts';

const ALL: TipCondition = tips => tips.lit(true);
/** Whoever sees what of a tip is asked when somebody searches. */
const EVERYTHING: Sight = { condition: ALL, contacts: ALL };

/** What the search's index is made of. */
export function createTipSource(context: Pick<Context, 'database' | 'masters'>): TipSource {
  const { query } = context.database;
  return {
    async highestBelow(number) {
      const tip = await query
        .selectFrom('tips')
        .select('number')
        .where('number', '<', number)
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst();
      return tip?.number ?? null;
    },
    async numbersIn(low, high) {
      const rows = await query
        .selectFrom('tips')
        .select('number')
        .where('number', '>=', low)
        .where('number', '<=', high)
        .where('forgotten_at', 'is', null)
        .orderBy('number')
        .execute();
      return rows.map(({ number }) => number);
    },
    async read(numbers) {
      const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
      const range = { low, high, numbers, goesUp: true, atMost: numbers.length + 1 };
      const { tips, isLast } = await readLot(context, EVERYTHING, range);
      const last = tips.at(-1)?.number ?? high;
      return { tips: tips.map(indexed), read: isLast ? numbers.length : numbers.indexOf(last) + 1 };
    },
    forgottenIn,
  };
}

const forgottenIn: TipSource['forgottenIn'] = async (query, table, { low, high }) => {
  const noted = query.selectFrom(table).select('tip').where('tip', '>=', low).where('tip', '<=', high);
  const rows = await query
    .selectFrom('tips')
    .select('number')
    .where('number', 'in', noted)
    .where('forgotten_at', 'is not', null)
    .execute();
  return rows.map(({ number }) => number);
};

const indexed = ({ number, texts }: LotTip) => ({ number, texts: () => classed(texts()) });

function* classed(texts: Iterable<TipText>): Generator<IndexedText> {
  for (const { text, by, in: place } of texts) yield { text, by, of: classOf(place) };
}

function classOf(place: TipText['in']): IndexedText['of'] {
  if (place === 'contact') return 'person';
  return place === 'note' ? 'notes' : 'content';
}
