import type { Context } from '../../context.ts';
import { readReceipt, receiptHash } from '../intake/receipt.ts';
import type { TalkEnd } from '../tip.ts';

/** A tip as whoever has its receipt comes to it. `over`: why nothing can be added; null where it can. */
export type Talk = { number: number; receipt: string; over: TalkEnd | 'forgotten' | null };

type TalkContext = Pick<Context, 'keys'> & { database: Pick<Context['database'], 'query'> };

/** The talk that this code opens, as somebody typed it; null where it opens none. */
export async function findTalk({ database, keys }: TalkContext, typed: string): Promise<Talk | null> {
  const receipt = readReceipt(typed);
  const row = await database.query
    .selectFrom('tips')
    .select(['number', 'forgotten_at', 'talk_ended'])
    // What cannot be a code is looked for too: the answer takes as long.
    .where('receipt_hash', '=', receiptHash(keys.receiptHash, receipt ?? ''))
    .executeTakeFirst();
  if (receipt === null || row === undefined) return null;
  const { number, forgotten_at, talk_ended: ended } = row;
  if (ended === 'withdrawn') return { number, receipt, over: ended };
  return { number, receipt, over: forgotten_at !== null ? 'forgotten' : ended === null ? null : 'closed' };
}
