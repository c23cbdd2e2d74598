import { hasTable } from '../db/catalog.ts';
import { connectDatabase } from '../db/open.ts';
import { DatabaseAway } from '../db/troubles.ts';
import { formatHead } from '../history/head.ts';
import { noteDeskEvent } from '../history/note-desk-event.ts';
import type { Manifest } from './archive/format.ts';
import type { Place } from './place.ts';

/**
 * Notes in the desk's history that it was backed up, and by the head up to which entry. False where the database takes nothing
 * just now, or is of a version that had no such history: the backup is whole all the same.
 */
export async function noteBackUp(place: Place, { historyHead }: Manifest, now: number): Promise<boolean> {
  // As it stands: a backup must not bring the database forward beside a desk of an older version.
  const database = await connectDatabase(place.database, place.dataDir, () => {});
  try {
    if (!(await hasTable(database, 'history_chain'))) return false;
    const detail = historyHead && formatHead(historyHead);
    await database.write(trx => noteDeskEvent(trx, { kind: 'backed up', by: null, at: now, detail }));
    return true;
  } catch (error) {
    if (error instanceof DatabaseAway) return false;
    throw error;
  } finally {
    await database.close();
  }
}
