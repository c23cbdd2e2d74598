import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { removeKeptMails } from '../../files/kept-mails.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { Failed, type HandlersOf } from '../../jobs/job.ts';
import { SECOND_LOOK_AFTER } from '../end/erasing.ts';
import type { Instant } from '../tip.ts';

/** All that are taken back within so many milliseconds go by one scrub, however often somebody changes theirs. */
const TOGETHER = 5 * 60_000;

type ErasingContext = Pick<Context, 'database' | 'settings' | 'clock'>;

/** That what stood of a reader outside their rows goes, a mail too that is in hand at that moment, and after any crash. */
export async function oweErasing(trx: Write, event: number, now: Instant): Promise<void> {
  const due = Math.ceil((now + SECOND_LOOK_AFTER) / TOGETHER) * TOGETHER;
  await enqueue(trx, now, { kind: 'erase contacts', subject: event, due });
}

/** Kept mails that name a reader who has taken that back, and the pages of the database that their rows have left. */
export function contactsHandler({ database, settings, clock }: ErasingContext): HandlersOf<'erase contacts'> {
  let lastBegan = Number.NEGATIVE_INFINITY;
  return {
    'erase contacts': {
      async run({ subject: event }) {
        const row = await database.query
          .selectFrom('events')
          .select(['tip', 'at'])
          .where('id', '=', event)
          .executeTakeFirst();
        if (row === undefined || row.tip === null) return;
        await removeKeptMails(settings.dataDir, row.tip, event);
        const now = clock();
        // One that lies ahead began by a clock that has been set back since.
        if (row.at + SECOND_LOOK_AFTER <= lastBegan && lastBegan <= now) return;
        if (!(await database.scrub())) throw new Failed('still read, as by a backup');
        lastBegan = now;
      },
    },
  };
}
