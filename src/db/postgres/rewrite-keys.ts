import { sql } from 'kysely';
import { hasCode } from '../../disk.ts';
import type { Query } from '../database.ts';
import { isStillSeen, type Patience } from './still-seen.ts';

/** New tips wait meanwhile: for so long at most, in milliseconds, before it is given up and tried again later. */
const LONGEST_WAIT = 500;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * What holds a tip's keys, or did: those of its uploads stood under the desk's own key until it claimed them; so did drafts that
 * an older version kept, and so do tags and saved views; and parts of the search's index have keys of their own. Vacuumed, they would stand in free
 * room until something else is written there.
 */
const WITH_KEYS = ['tip_keys', 'uploads', 'drafts', 'tags', 'saved_views', 'search_runs'];

/**
 * Writes the tables of keys anew, without what was deleted: a vacuum gives room back and leaves in it what stood there. The rows
 * are narrow, so a million of them take a second or two. False where somebody still reads them, or sees what was before.
 */
export async function rewriteKeys(query: Query, { patience }: Patience): Promise<boolean> {
  if (await isStillSeen(query, { patience })) return false;
  try {
    for (const table of WITH_KEYS)
      await query.transaction().execute(async trx => {
        await sql`set local lock_timeout = ${sql.lit(LONGEST_WAIT)}`.execute(trx);
        // Unlike `vacuum full`, it may stand in a transaction, and so with a time-out of its own behind any pooler.
        await sql`cluster ${sql.table(table)} using ${sql.ref(`${table}_pkey`)}`.execute(trx);
      });
    return true;
  } catch (error) {
    if (hasCode(error, LOCK_NOT_AVAILABLE)) return false;
    throw error;
  }
}
