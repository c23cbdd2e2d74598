import type { Writable } from 'node:stream';
import { sql } from 'kysely';
import { KEY_FINGERPRINT, readFact } from '../db/desk-facts.ts';
import { lastMigration, migrationsFor } from '../db/open.ts';
import { databaseSize } from '../db/size.ts';
import { openSnapshot, type Snapshot } from '../db/snapshot.ts';
import { isThere } from '../disk.ts';
import { openFiles } from '../files/open-files.ts';
import { writtenKey } from '../privacy/secret-key.ts';
import { addFiles } from './add-files.ts';
import { addRows } from './add-rows.ts';
import { keyForBackup } from './desk-key.ts';
import type { Lock } from './encrypt.ts';
import { BackupFault } from './fault.ts';
import { forgottenSince } from './forgotten-since.ts';
import { ABOUT, type About, FORMAT, type Manifest, SECRET_KEY } from './format.ts';
import { writeManifest } from './manifest.ts';
import { nameOfFiles, type Place } from './place.ts';
import { type ArchiveWriter, writeArchive } from './write-archive.ts';

type Wishes = {
  lock: Lock;
  out: Writable;
  /** Told about how many bytes will come, before the first; rejects when there is no room for them. */
  makeRoom?: (bytes: number) => Promise<void>;
  signal?: AbortSignal;
  /** Milliseconds since 1970, UTC. */
  now?: number;
};

/**
 * Writes all that a desk has, as it stands at one moment, while the desk goes on. The database is read by itself and not
 * copied as a file: nothing of it lies on the disk unencrypted, and either engine takes it back.
 * @throws {BackupFault} when it would not be whole.
 */
export async function backUp(place: Place, wishes: Wishes): Promise<Manifest> {
  const snapshot = (await isThere(place.dataDir)) ? await openSnapshot(place.database, place.dataDir) : null;
  if (snapshot === null) throw new BackupFault(noDesk);
  try {
    const migration = await migrationOf(snapshot);
    const keyFingerprint = await readFact(snapshot.asItWas, KEY_FINGERPRINT);
    const key = await keyForBackup(place, keyFingerprint);
    const { engine } = snapshot;
    const takenAt = wishes.now ?? Date.now();
    const about = { format: FORMAT, migration, engine, takenAt, hasSecretKey: key !== null, keyFingerprint };
    await wishes.makeRoom?.(await bytesOf(snapshot));
    return await writeArchive(wishes, archive => fill(archive, { place, snapshot, about, key }));
  } finally {
    await snapshot.close();
  }
}

const noDesk =
  'There is no desk to back up here: DATA_DIR or DATABASE_URL names another place than the desk has.';

async function migrationOf({ engine, tables, asItWas }: Snapshot): Promise<string> {
  const migration = tables.has('kysely_migration') ? await lastMigration(asItWas) : null;
  if (migration === null) throw new BackupFault(noDesk);
  if (Object.hasOwn(migrationsFor(engine), migration)) return migration;
  throw new BackupFault(
    'The database is of a later version of Jebo than this one: back it up with that version.',
  );
}

type Parts = { place: Place; snapshot: Snapshot; about: About; key: Buffer | null };

/** Files first: what a restore has put into the store counts only with the rows, which it commits last. */
async function fill(archive: ArchiveWriter, { place, snapshot, about, key }: Parts): Promise<Manifest> {
  await archive.addText(ABOUT, JSON.stringify(about));
  if (key !== null) await archive.addText(SECRET_KEY, writtenKey(key));
  const files = await openFiles(place, { database: null });
  const adding = addFiles({ archive, snapshot, files, where: nameOfFiles(place) });
  const { count, bytes, gone } = await adding.finally(() => files.close());
  const rows = await addRows(archive, snapshot);
  const forgotten = await forgottenSince(snapshot);
  const manifest = {
    ...about,
    rows,
    files: { count, bytes },
    forgotten,
    gone,
    entries: archive.ledger.count(),
  };
  await writeManifest(archive, manifest);
  return manifest;
}

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
