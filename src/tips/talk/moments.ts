import type { ExpressionBuilder } from 'kysely';
import type { Masters } from '../../crypto/masters.ts';
import type { Write } from '../../db/database.ts';
import type { Schema } from '../../db/schema/schema.ts';
import { lastSpokenAt } from '../calls/last-spoken.ts';
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

/** When staff last spoke with its reader, or wrote what they have, or are about to have, of what is there by now; null: never. */
export async function lastAnswerAt(trx: Write, masters: Masters, tip: number): Promise<Instant | null> {
  const [written, spoken] = [await lastWrittenAt(trx, tip), await lastSpokenAt(trx, masters, tip)];
  return written === null || spoken === null ? (written ?? spoken) : Math.max(written, spoken);
}

async function lastWrittenAt(trx: Write, tip: number): Promise<Instant | null> {
  const { last } = await trx
    .selectFrom('messages')
    .select(({ fn }) => fn.max<number | null>('at').as('last'))
    .where('tip', '=', tip)
    .where('direction', '=', 'out')
    .where(message => message.or([message('shown_at', 'is not', null), isGoing(message)]))
    .executeTakeFirstOrThrow();
  return last;
}

/** Whether what staff wrote last has missed its reader, whose talk was over when it came due. */
export async function hasMissed(trx: Write, tip: number): Promise<boolean> {
  const missed = await trx
    .selectFrom('messages')
    .innerJoin('tips', 'tips.number', 'messages.tip')
    .select('messages.id')
    .where('messages.tip', '=', tip)
    .where('direction', '=', 'out')
    .whereRef('messages.at', '=', 'tips.staff_at')
    .where('shown_at', 'is', null)
    .where(message => message.not(isGoing(message)))
    .executeTakeFirst();
  return missed !== undefined;
}

/** It is still to be shown. Asked of each by itself: SQLite would else look through all that the desk has ever owed. */
export const isGoing = (message: Pick<ExpressionBuilder<Schema, 'messages'>, 'exists' | 'selectFrom'>) =>
  message.exists(
    message
      .selectFrom('outbox')
      .select('outbox.id')
      .whereRef('outbox.subject', '=', 'messages.id')
      .where('outbox.kind', '=', 'show answer')
      .where('outbox.state', '=', 'owed'),
  );
