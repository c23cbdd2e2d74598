import { tablesIn } from '../../db/catalog.ts';
import type { Query } from '../../db/database.ts';
import type { FileStore } from '../../files/store.ts';
import { BackupError } from '../backup-error.ts';
import { nameOfFiles, type Place } from '../place.ts';
import { KEPT, LEFT_OUT } from '../rows/tables.ts';

const ours: ReadonlySet<string> = new Set([
  ...KEPT.map(({ name }) => name),
  ...Object.keys(LEFT_OUT),
  'kysely_migration',
]);

/** Whether a desk's tables are there, be they empty. */
export async function hasTables(query: Query): Promise<boolean> {
  return [...(await tablesIn(query)).keys()].some(name => ours.has(name));
}

/** @throws {BackupError} when a desk was here before. */
export async function refuseUnlessWithoutTables(query: Query): Promise<void> {
  if (await hasTables(query))
    throw new BackupError(
      'There is a desk in this database already. A restore needs an empty one: another DATA_DIR, or another database.',
    );
}

/** @throws {BackupError} when there are files. */
export async function refuseUnlessWithoutFiles(files: FileStore, place: Place): Promise<void> {
  const needed = place.files.kept === 's3' ? 'bucket' : 'folder';
  for await (const _ of files.list())
    throw new BackupError(
      `There are files in ${nameOfFiles(place)} already. A restore needs an empty ${needed}.`,
    );
}
