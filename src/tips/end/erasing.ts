import type { Context } from '../../context.ts';
import { KEYS_DROPPED, readFact } from '../../db/desk-facts.ts';
import { removeKeptMails } from '../../files/kept-mails.ts';
import { Failed, type HandlersOf } from '../../jobs/job.ts';
import { readJobs } from '../../jobs/status.ts';
import { allMadeIds } from '../../media/made-ids.ts';
import { isStillIndexed } from '../../search/runs/still-indexed.ts';
import { eraseReplaced } from './orphans.ts';
import { readDestroyed } from './proof.ts';

/** After every lease of a mail or an inspection that was in hand has ended. */
export const SECOND_LOOK_AFTER = 70_000;

type ErasingContext = Pick<Context, 'database' | 'files' | 'settings' | 'clock'>;

/**
 * What is done, once more and after any crash, with what is left of a forgotten tip. Its traces come last: with them nothing
 * is owed any more, and that is noted in its proof.
 */
export function erasingHandlers(
  context: ErasingContext,
): HandlersOf<'erase file' | 'erase replaced file' | 'erase traces'> {
  const scrub = createSharedScrub(context);
  return {
    'erase file': { run: job => eraseFile(context, job.subject) },
    'erase replaced file': { run: job => eraseReplaced(context, job.subject) },
    'erase traces': {
      async run({ subject: tip }) {
        await removeKeptMails(context.settings.dataDir, tip);
        if (await isStillIndexed(context.database.query, tip))
          throw new Failed('the search is still to lose it');
        if (!(await scrub(tip))) throw new Failed('still read, as by a backup');
        if (!(await prove(context, tip))) throw new Failed('its files are still to go');
      },
    },
  };
}

/** A file, and all that may ever have been made of it: of that, a crash leaves what no row names. */
export const eraseFile = ({ files }: Pick<Context, 'files'>, id: string): Promise<void> =>
  files.remove([id, ...allMadeIds(id)]);

/** What may be left of a forgotten tip's words outside its rows. False: not all of it could go yet. */
export async function eraseTraces(
  { database, settings }: Pick<Context, 'database' | 'settings'>,
  number: number,
): Promise<boolean> {
  await removeKeptMails(settings.dataDir, number);
  return database.scrub();
}

/**
 * Keys and all. One scrub serves all tips that were forgotten long enough before it began: of a night's thousands each would
 * else have the database look through all of its tables.
 */
function createSharedScrub({ database, clock }: Pick<Context, 'database' | 'clock'>) {
  let lastBegan = Number.NEGATIVE_INFINITY;
  return async (tip: number): Promise<boolean> => {
    const now = clock();
    const forgotten = await database.query
      .selectFrom('forgettings')
      .select('at')
      .where('tip', '=', tip)
      .executeTakeFirst();
    const at = forgotten?.at ?? Number.POSITIVE_INFINITY;
    const keysDropped = Number((await readFact(database.query, KEYS_DROPPED)) ?? Number.NEGATIVE_INFINITY);
    const isEarlyEnough = at + SECOND_LOOK_AFTER <= lastBegan && keysDropped < lastBegan;
    // One that lies ahead began by a clock that has been set back since.
    if (isEarlyEnough && lastBegan <= now) return true;
    const isClean = (await database.scrub()) && (await database.rewriteKeys());
    if (isClean) lastBegan = now;
    return isClean;
  };
}

/** Notes that nothing of a forgotten tip is owed any more. False: some of its files are still to go. */
async function prove(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  tip: number,
): Promise<boolean> {
  return database.write(async trx => {
    const unproved = trx.selectFrom('forgettings').select('destroyed').where('tip', '=', tip);
    const row = await unproved.where('proved_at', 'is', null).executeTakeFirst();
    if (row === undefined) return true;
    for (const subject of readDestroyed(row.destroyed).files) {
      const jobs = await readJobs(trx, { kind: 'erase file', subject });
      if (jobs.some(({ state }) => state !== 'done')) return false;
    }
    await trx.updateTable('forgettings').set({ proved_at: clock() }).where('tip', '=', tip).execute();
    return true;
  });
}
