import { createHash } from 'node:crypto';
import { Readable, Writable } from 'node:stream';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { Lock } from '../../src/backup/archive/age.ts';
import { backUp } from '../../src/backup/back-up.ts';
import type { Place } from '../../src/backup/place.ts';
import { type Restored, type RestoreOptions, restoreBackup } from '../../src/backup/restore/restore.ts';
import { type Row, rowsOf } from '../../src/backup/rows/read-rows.ts';
import { KEPT } from '../../src/backup/rows/tables.ts';
import { type Config, readConfig } from '../../src/config/config.ts';
import type { Database } from '../../src/db/database.ts';
import { KEY_FINGERPRINT, PUBLIC_URL } from '../../src/db/desk-facts.ts';
import { openDatabase } from '../../src/db/open.ts';
import { openFiles } from '../../src/files/open-files.ts';
import { freshFilesSettings } from '../support/buckets.ts';
import { whenDone } from '../support/cleanup.ts';
import { freshSettings } from '../support/databases.ts';
import { databaseSettings, type Settings } from '../support/settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Keys of one who may open the backups of a test. */
export const privateKey = await generateX25519Identity();
export const publicKey = await identityToRecipient(privateKey);
export const unlock = { keys: [privateKey] };

/** Where no desk was before, on the engine under test. */
export async function emptyPlace(settings: Settings = {}): Promise<Config> {
  const dataDir = await temporaryFolder();
  const database = databaseSettings(await freshSettings({ migrated: false }));
  const own = { DATA_DIR: dataDir, DISK_RESERVE: '0', ...database, ...(await freshFilesSettings()) };
  return readConfig({ ...own, ...settings });
}

/** Takes what is written; once it has so many bytes it takes no more until it is released. */
export function createSink(holdAfter = Number.POSITIVE_INFINITY) {
  const chunks: Buffer[] = [];
  const [held, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let length = 0;
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      length += chunk.length;
      if (length < holdAfter) return done();
      held.resolve();
      void released.promise.then(() => done());
    },
  });
  return { out, bytes: () => Buffer.concat(chunks), held: held.promise, release: released.resolve };
}

export async function backUpInto(place: Place, lock: Lock = { to: [publicKey] }): Promise<Buffer> {
  const sink = createSink();
  await backUp(place, { lock, out: sink.out });
  return sink.bytes();
}

/** In pieces of another size than those that it was written in. */
export const piecesOf = (bytes: Buffer) =>
  Readable.from(
    (function* () {
      for (let from = 0; from < bytes.length; from += 50_000) yield bytes.subarray(from, from + 50_000);
    })(),
  );

export const restoreFrom = (
  bytes: Buffer,
  place: Place,
  options: Partial<RestoreOptions> = {},
): Promise<Restored> => restoreBackup(place, piecesOf(bytes), { unlock, ...options });

/** The database of a place, closed when the test has ended. */
export async function databaseOf({ database, dataDir }: Place): Promise<Database> {
  const opened = await openDatabase(database, dataDir);
  whenDone(() => opened.close());
  return opened;
}

/** It is noted once a backup is made, and once it is put back. */
const ofBackups: ReadonlySet<unknown> = new Set(['backed up', 'restored']);

/**
 * All rows of all tables that a backup keeps, but for what is each desk's own: where it is reached, its key's fingerprint, and that it
 * was backed up or restored.
 */
export async function rowsIn({ query }: Database): Promise<Record<string, Row[]>> {
  const rows: Record<string, Row[]> = {};
  for (const table of KEPT) {
    const all: Row[] = [];
    for await (const row of rowsOf(query, table)) all.push({ ...row });
    rows[table.name] = all.filter(
      ({ name, kind }) => name !== PUBLIC_URL && name !== KEY_FINGERPRINT && !ofBackups.has(kind),
    );
  }
  return rows;
}

/** The SHA-256 of each whole file, by its id. */
export async function filesIn(place: Place): Promise<Record<string, string>> {
  const store = await openFiles(place, { database: null });
  const files: Record<string, string> = {};
  for await (const { id, isWhole } of store.list()) {
    if (!isWhole) continue;
    const hash = createHash('sha256');
    for await (const piece of store.pieces(id)) hash.update(piece);
    files[id] = hash.digest('hex');
  }
  await store.close();
  return files;
}
