import type { Masters } from '../../crypto/masters.ts';
import type { Write } from '../../db/database.ts';
import { readContent } from '../content.ts';
import type { Instant } from '../tip.ts';
import { readNote } from './call-note.ts';

/** When staff last spoke with a tip's reader since it came, as they wrote it down; null: never. Who was brought a letter has not. */
export async function lastSpokenAt(trx: Write, masters: Masters, tip: number): Promise<Instant | null> {
  const rows = await trx
    .selectFrom('messages')
    .innerJoin('tips', 'tips.number', 'messages.tip')
    .leftJoin('tip_keys', 'tip_keys.tip', 'messages.tip')
    .select(['id', 'at', 'body', 'call', 'sealed', 'master', 'salt'])
    .where('messages.tip', '=', tip)
    .where('direction', '=', 'in')
    .where('messages.channel', '<>', 'form')
    .whereRef('at', '>', 'tips.received_at')
    .orderBy('at', 'desc')
    .execute();
  const spoken = rows.find(row => {
    const call = readContent(masters, 'messages', { tip, row: row.id }, row)?.call ?? null;
    const kind = call === null ? null : readNote(call)?.kind;
    return kind === 'call' || kind === 'visit';
  });
  return spoken?.at ?? null;
}
