import type { Context } from '../context.ts';
import { removeKeptMails } from '../files/kept-mails.ts';

/** Its tip may have been forgotten, or withdrawn, while a mail was being kept: then that goes too, but for what tells of the withdrawal. */
export async function removeKeptOfGone(
  { database: { query }, settings: { dataDir } }: Pick<Context, 'database' | 'settings'>,
  tip: number,
): Promise<void> {
  const row = await query
    .selectFrom('tips')
    .select('forgotten_at')
    .where('number', '=', tip)
    .executeTakeFirstOrThrow();
  if (row.forgotten_at !== null) return removeKeptMails(dataDir, tip);
  const withdrawal = await query
    .selectFrom('events')
    .select('id')
    .where('tip', '=', tip)
    .where('kind', '=', 'withdrawn')
    .executeTakeFirst();
  if (withdrawal !== undefined) await removeKeptMails(dataDir, tip, withdrawal.id);
}
