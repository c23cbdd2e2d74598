import type { Masters } from '../../crypto/masters.ts';
import type { Write } from '../../db/database.ts';
import { tipSealOf } from '../../db/tip-keys.ts';
import { HEAD_COLUMNS, readHead, sealHead } from '../content.ts';

/** Another name in the words of a tip that is held, which are sealed as one; null: none. What does not open has none to be changed. */
export async function writeName(
  trx: Write,
  masters: Masters,
  tip: number,
  name: string | null,
): Promise<void> {
  const row = await trx
    .selectFrom('tips')
    .leftJoin('tip_heads', 'tip_heads.tip', 'tips.number')
    .leftJoin('tip_keys', 'tip_keys.tip', 'tips.number')
    .select(HEAD_COLUMNS)
    .where('tips.number', '=', tip)
    .executeTakeFirstOrThrow();
  if (row.head === null) {
    await trx.updateTable('tips').set({ name }).where('number', '=', tip).execute();
    return;
  }
  const [head, tipSeal] = [readHead(masters, row), tipSealOf(row)];
  if (head === null || tipSeal === null) return;
  const sealed = sealHead(masters, tipSeal, tip, { ...head, name });
  await trx.updateTable('tip_heads').set({ sealed }).where('tip', '=', tip).execute();
}
