import type { Config } from '../../config/config.ts';
import type { Write } from '../../db/database.ts';
import { expedite } from '../../jobs/enqueue.ts';
import { waitsForScan } from '../../media/scan/scan-file.ts';
import { isFromReader } from '../from-reader.ts';
import type { Instant } from '../tip.ts';

/** The mail waits for the copies of its pictures no longer than so many milliseconds after the tip came. */
export const LONGEST_COPYING = 20_000;

export const waitsForCopies = ({ attach }: Pick<Config, 'attach'>): boolean => attach === 'safe';

/**
 * Called when something that the tip's mail waits for is there. It goes once its files are scanned and their copies made, or these
 * have had their time. Wake the jobs after it.
 */
export const expediteTipMail =
  (settings: Pick<Config, 'attach'>) =>
  async (trx: Write, now: Instant, tip: number): Promise<void> => {
    if (await waitsForScan(trx, tip)) return;
    const since = waitsForCopies(settings) ? await waitsForCopySince(trx, tip) : null;
    const due = since === null ? now : Math.max(now, since + LONGEST_COPYING);
    await expedite(trx, now, { kind: 'tip mail', subject: tip }, due);
  };

/** When the tip came; null once all of its files were looked at. */
async function waitsForCopySince(trx: Write, tip: number): Promise<Instant | null> {
  const waiting = await trx
    .selectFrom('files')
    .innerJoin('tips', 'tips.number', 'files.tip')
    .leftJoin('inspections', 'inspections.file', 'files.id')
    .select('tips.received_at')
    .where('files.tip', '=', tip)
    .where('inspections.file', 'is', null)
    .where(isFromReader)
    .limit(1)
    .executeTakeFirst();
  return waiting?.received_at ?? null;
}
