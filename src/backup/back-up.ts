import type { Writable } from 'node:stream';
import { sql } from 'kysely';
import { databaseSize } from '../db/catalog.ts';
import { lastMigration, migrationsFor } from '../db/open.ts';
import type { KeptMaster } from '../db/seal-keys.ts';
import { openSnapshot, type Snapshot } from '../db/snapshot.ts';
import { readLeastVersion, refuseTooOld } from '../db/versions/least-version.ts';
import { isThere } from '../disk.ts';
import { openFiles } from '../files/open-files.ts';
import { readHead } from '../history/head.ts';
import { addFiles } from './add-files.ts';
import { addRows } from './add-rows.ts';
import type { Lock } from './archive/age.ts';
import { ABOUT, type About, FORMAT, MASTERS, type Manifest } from './archive/format.ts';
import { writeManifest } from './archive/manifest.ts';
import { type ArchiveWriter, writeArchive } from './archive/write-archive.ts';
import { BackupError } from './backup-error.ts';
import { mastersForBackup } from './desk-key.ts';
import { forgottenSince } from './forgotten-since.ts';
import { nameOfFiles, type Place } from './place.ts';

type BackupOptions = {
  lock: Lock;
  out: Writable;
  /** Given about how many bytes will come, before the first; rejects when there is no space for them. */
  requireSpace?: (bytes: number) => Promise<void>;
  signal?: AbortSignal;
  /** Milliseconds since 1970, UTC. */
  now?: number;
};

/**
 * Writes all that a desk has, as it stands at one moment, while the desk goes on. The database is read by itself and not
 * copied as a file: nothing of it lies on the disk unencrypted, and either engine takes it back.
 * @throws {BackupError} when it would not be whole.
 */
export async function backUp(place: Place, options: BackupOptions): Promise<Manifest> {
  const snapshot = (await isThere(place.dataDir)) ? await openSnapshot(place.database, place.dataDir) : null;
  if (snapshot === null) throw new BackupError(noDesk);
  try {
    const migration = await migrationOf(snapshot);
    await refuseTooOld({ engine: snapshot.engine, query: snapshot.asItWas });
    const leastVersion = await readLeastVersion(snapshot.asItWas);
    const masters = await mastersForBackup(place, snapshot);
    const { engine } = snapshot;
    const takenAt = options.now ?? Date.now();
    const keys = { hasMasters: masters !== null, hasSecretKey: false, keyFingerprint: null };
    const about = { format: FORMAT, migration, leastVersion, engine, takenAt, ...keys };
    await options.requireSpace?.(await bytesOf(snapshot));
    return await writeArchive(options, archive => fill(archive, { place, snapshot, about, masters }));
  } finally {
    await snapshot.close();
  }
}

const noDesk =
  'There is no desk to back up here: DATA_DIR or DATABASE_URL names another place than the desk has.';

async function migrationOf({ engine, tables, asItWas }: Snapshot): Promise<string> {
  const migration = tables.has('kysely_migration') ? await lastMigration(asItWas) : null;
  if (migration === null) throw new BackupError(noDesk);
  if (Object.hasOwn(migrationsFor(engine), migration)) return migration;
  throw new BackupError(
    'The database is of a later version of Jebo than this one: back it up with that version.',
  );
}

type Parts = { place: Place; snapshot: Snapshot; about: About; masters: KeptMaster[] | null };

/** Files first: what a restore has put into the store counts only with the rows, which it commits last. */
async function fill(archive: ArchiveWriter, { place, snapshot, about, masters }: Parts): Promise<Manifest> {
  await archive.addText(ABOUT, JSON.stringify(about));
  if (masters !== null) await archive.addText(MASTERS, toText(masters));
  const files = await openFiles(place, { database: null });
  const adding = addFiles({ archive, snapshot, masters, files, filesAt: nameOfFiles(place) });
  const { count, bytes, gone } = await adding.finally(() => files.close());
  const rows = await addRows(archive, snapshot);
  const forgotten = await forgottenSince(snapshot);
  const manifest = {
    ...about,
    rows,
    files: { count, bytes },
    forgotten,
    gone,
    historyHead: snapshot.tables.has('history_chain') ? await readHead(snapshot.asItWas) : null,
    entries: archive.index.count(),
  };
  await writeManifest(archive, manifest);
  return manifest;
}

const toText = (masters: readonly KeptMaster[]) =>
  JSON.stringify(masters.map(({ master, key }) => ({ master, key: key.toString('base64') })));

/** About so many: what tar and encryption add is little, and rows take less as text than as pages. */
async function bytesOf({ engine, tables, asItWas }: Snapshot): Promise<number> {
  const sums = [sql`select sum(size) as bytes from files`];
  if (tables.has('inspections'))
    sums.push(
      sql`select sum(coalesce(thumbnail_size, 0) + coalesce(copy_size, 0)) as bytes from inspections`,
    );
  let bytes = await databaseSize({ engine, query: asItWas });
  for (const sum of sums) {
    const { rows } = await sql<{ bytes: number | string | null }>`${sum}`.execute(asItWas);
    bytes += Number(rows[0]?.bytes ?? 0);
  }
  return bytes;
}
