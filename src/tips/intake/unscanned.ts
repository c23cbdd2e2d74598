import type { Context } from '../../context.ts';
import { dropAll } from '../../jobs/enqueue.ts';
import { expediteTipMail } from './expedite-mail.ts';

/**
 * There is no scanner any more: no file waits for one, as if there had never been one, nor does any mail. Before the jobs
 * start.
 */
export async function dropWaitingScans({
  database,
  clock,
  settings,
}: Pick<Context, 'database' | 'clock' | 'settings'>): Promise<void> {
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
    await dropAll(trx, now, 'scan file');
    for (const { tip } of tips) await expediteTipMail(settings)(trx, now, tip);
  });
}
