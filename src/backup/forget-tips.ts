import type { Write } from '../db/database.ts';
import { writeForgotten } from '../tips/forget.ts';

/** Forgets these tips, as far as they are there and still kept. Gives their count, and the ids of the files that are to go. */
export async function forgetTips(
  trx: Write,
  numbers: Iterable<number>,
  now: number,
): Promise<{ count: number; files: string[] }> {
  const files: string[] = [];
  let count = 0;
  for (const number of new Set(numbers)) {
    const kept = trx.selectFrom('tips').select(['number', 'version']).where('number', '=', number);
    const tip = await kept.where('forgotten_at', 'is', null).executeTakeFirst();
    if (tip === undefined) continue;
    files.push(...(await writeForgotten(trx, null, tip, now)));
    count += 1;
  }
  return { count, files };
}
