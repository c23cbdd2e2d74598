import { SCAN_FILE } from '../inspection/inspection.ts';
import { dropAllOwed } from '../outbox/owe.ts';
import type { Desk } from './desk.ts';
import { hastenTipMail } from './hasten-mail.ts';

/**
 * There is no scanner any more: no file waits for one, as if there had never been one, nor does any mail. Before the outbox
 * starts.
 */
export async function dropWaitingScans({ database, clock }: Pick<Desk, 'database' | 'clock'>): Promise<void> {
  const now = clock();
  await database.write(async trx => {
    const tips = await trx
      .selectFrom('scans')
      .innerJoin('files', 'files.id', 'scans.file')
      .select('files.tip')
      .distinct()
      .where('scans.verdict', '=', 'waiting')
      .execute();
    await trx.deleteFrom('scans').where('verdict', '=', 'waiting').execute();
    await dropAllOwed(trx, now, SCAN_FILE);
    for (const { tip } of tips) await hastenTipMail(trx, now, tip);
  });
}
