import type { Database, Query } from '../../db/database.ts';
import { connectDatabase, migrationsFor } from '../../db/open.ts';
import { hasItsFilesIn, isMarked, mark, otherRestore, unmark } from '../../db/restore-mark.ts';
import { isBelow } from '../../db/versions/least-version.ts';
import { openFiles } from '../../files/open-files.ts';
import type { FileStore } from '../../files/store.ts';
import type { Unlock } from '../archive/age.ts';
import { type Archive, madeByLater, openArchive } from '../archive/read-archive.ts';
import { BackupError } from '../backup-error.ts';
import { keyForRestore, type RestoredKey } from '../desk-key.ts';
import { explainDiskFull, requireSpaceForFiles } from '../disk-space.ts';
import { nameOfFiles, type Place } from '../place.ts';
import type { Proof } from '../proofs.ts';
import { hasTables, refuseUnlessWithoutFiles, refuseUnlessWithoutTables } from './empty-place.ts';
import { putInto } from './put-file.ts';
import { type RestoredRows, restoreRows } from './restore-rows.ts';

export type RestoreOptions = {
  unlock: Unlock;
  /** Numbers of tips that were forgotten after the backup was taken. */
  forget?: readonly number[];
  /** Proofs of such tips: one whose number names another tip in the backup is passed over. */
  proofs?: readonly Proof[];
  /** The highest number of a tip that anyone has seen since. */
  after?: number;
  /** Bytes of the backup, where that is known. */
  size?: number;
  /** Milliseconds since 1970, UTC. */
  now?: number;
};

export type Restored = Omit<RestoredRows, 'forgottenFiles'> & { key: RestoredKey['is'] };

/**
 * Puts a backup into an empty place: the files, and then all rows in one transaction, which ends when all has been
 * checked. Broken off before, it leaves files that nothing names, and may be run again.
 * @throws {BackupError} when the backup is not whole, or the place is not empty.
 */
export async function restoreBackup(
  place: Place,
  bytes: AsyncIterable<Uint8Array>,
  options: RestoreOptions,
): Promise<Restored> {
  const archive = await openArchive(bytes, options.unlock);
  try {
    refuseLater(archive.about, place);
    const database = await connectDatabase(place.database, place.dataDir);
    try {
      // Without its tables, the database can note nothing of what goes into a bucket.
      const files = await openFiles(place, { database: null });
      const restoring = restoreInto(place, { database, files }, archive, options);
      return await restoring.finally(() => files.close());
    } finally {
      await database.close();
    }
  } finally {
    archive.close();
  }
}

/** @throws {BackupError} when this version does not know all that is in it. */
function refuseLater({ migration, leastVersion }: Archive['about'], { database }: Place) {
  const isKnown = Object.hasOwn(migrationsFor(database.engine), migration);
  if (!isKnown || isBelow(leastVersion)) throw madeByLater();
}

async function restoreInto(
  place: Place,
  { database, files }: { database: Database; files: FileStore },
  archive: Archive,
  options: RestoreOptions,
): Promise<Restored> {
  const { dataDir, limits } = place;
  await refuseWhileOtherWorks(dataDir);
  const isHalf = await isMarked(dataDir);
  if (isHalf) await refuseWhatHasEnded(database.query, dataDir);
  await refuseUnlessWithoutTables(database.query);
  // A bucket is not in the marked folder, and may be another desk's.
  if (!(await hasItsFilesIn(dataDir, nameOfFiles(place)))) await refuseUnlessWithoutFiles(files, place);
  const key = await keyForRestore(place, archive, isHalf);
  if (options.size !== undefined) requireSpaceForFiles(options.size, await files.space(), limits.diskReserve);

  await mark(dataDir, nameOfFiles(place));
  const { forgottenFiles, ...restored } = await readIn(archive, database, files, { options, key, dataDir });
  await files.remove(forgottenFiles);
  if (restored.forgotten > 0) await database.scrub();
  await unmark(dataDir);
  return { ...restored, key: key.is };
}

/** The one that failed would take away the files that the other has put. */
async function refuseWhileOtherWorks(dataDir: string) {
  const other = await otherRestore(dataDir);
  if (other !== null)
    throw new BackupError(
      `A restore into DATA_DIR is at work already, as process ${other}. If that is something else, take an empty DATA_DIR.`,
    );
}

/** It was broken off after its transaction, and before it could say so. What was forgotten by the way is owed. */
async function refuseWhatHasEnded(query: Query, dataDir: string) {
  if (!(await hasTables(query))) return;
  await unmark(dataDir);
  throw new BackupError('The restore that was begun here has put everything in. The desk may be started.');
}

type Means = { options: RestoreOptions; key: RestoredKey; dataDir: string };

async function readIn(archive: Archive, database: Database, files: FileStore, means: Means) {
  let mayBeKept = false;
  try {
    await archive.files(putInto(files));
    return await database.write(async trx => {
      const rows = await restoreRows(trx, database.engine, archive, means);
      mayBeKept = true;
      return rows;
    });
  } catch (error) {
    // A commit that fails may have been kept, and then its rows name these files.
    if (!mayBeKept) await leaveEmpty(files, means.dataDir);
    throw explainDiskFull(
      error,
      'There is no room left in DATA_DIR or the database; DISK_RESERVE is kept free. Nothing was restored.',
    );
  }
}

/** The place was empty: whatever is there is of this restore, or of one that was killed before. */
async function leaveEmpty(files: FileStore, dataDir: string) {
  for await (const { id } of files.list()) await files.remove([id]);
  await unmark(dataDir);
}
