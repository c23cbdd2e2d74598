import type { Write } from '../../db/database.ts';
import type { Instant } from '../tip.ts';

/** Behind all that was said before, also by what its reader allows, whatever the clock says: the first is the one that the tip came with. */
export async function timeOfNext(trx: Write, now: Instant, tip: number): Promise<Instant> {
  const { last } = await trx
    .selectFrom('messages')
    .select(({ fn }) => fn.max<number | null>('at').as('last'))
    .where('tip', '=', tip)
    .executeTakeFirstOrThrow();
  const { reader_at: readerAt } = await trx
    .selectFrom('tips')
    .select('reader_at')
    .where('number', '=', tip)
    .executeTakeFirstOrThrow();
  return Math.max(now, (last ?? -1) + 1, (readerAt ?? -1) + 1);
}

/** When staff last wrote to its reader, of what is there by now; null: never. */
export async function lastAnswerAt(trx: Write, tip: number): Promise<Instant | null> {
  const { last } = await trx
    .selectFrom('messages')
    .select(({ fn }) => fn.max<number | null>('at').as('last'))
    .where('tip', '=', tip)
    .where('direction', '=', 'out')
    .executeTakeFirstOrThrow();
  return last;
}
