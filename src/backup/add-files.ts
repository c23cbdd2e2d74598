import type { Query } from '../db/database.ts';
import type { Snapshot } from '../db/snapshot.ts';
import { hasCode } from '../disk.ts';
import type { FileStore } from '../files/store.ts';
import { BackupFault } from './fault.ts';
import { fileEntry } from './format.ts';
import { filesNamedBy, NAMING_FILES, type NamedFile } from './named-files.ts';
import { type Row, rowAgain, rowsOf } from './rows.ts';
import { KEPT, type KeptTable } from './tables.ts';
import type { ArchiveWriter } from './write-archive.ts';

/** `where`: the place of the files, in words. */
type Parts = { archive: ArchiveWriter; snapshot: Snapshot; files: FileStore; where: string };

export type AddedFiles = {
  count: number;
  bytes: number /** Ids of those that were forgotten meanwhile. */;
  gone: string[];
};

/**
 * Every file that a row names.
 * @throws {BackupFault} when one is missing or no longer what was taken: a backup that lacks it would say that all is well.
 */
export async function addFiles(parts: Parts): Promise<AddedFiles> {
  const added: AddedFiles = { count: 0, bytes: 0, gone: [] };
  const { asItWas, tables } = parts.snapshot;
  for (const table of KEPT.filter(({ name }) => NAMING_FILES.has(name) && tables.has(name))) {
    for await (const row of rowsOf(asItWas, table)) {
      for (const file of filesNamedBy(table.name, row)) await addFile(parts, table, row, file, added);
    }
  }
  return added;
}

async function addFile(
  { archive, snapshot, files, where }: Parts,
  table: KeptTable,
  row: Row,
  file: NamedFile,
  added: AddedFiles,
): Promise<void> {
  const bytes = await begin(files, file.id);
  if (bytes === null) {
    if (await isStillNamed(snapshot.asItIs, table, row, file)) throw new BackupFault(missing(file, where));
    added.gone.push(file.id);
    return;
  }
  const { sha256 } = await archive.add(fileEntry(file.id), file.size, bytes);
  if (file.sha256 !== null && file.sha256 !== sha256) throw new BackupFault(changed(file, where));
  added.count += 1;
  added.bytes += file.size;
}

const remedy = 'Put it back from an older backup, or delete its tip';
const missing = ({ id }: NamedFile, where: string) => `The file ${id} is missing in ${where}. ${remedy}.`;
const changed = ({ id }: NamedFile, where: string) =>
  `The file ${id} in ${where} is no longer what was sent. ${remedy}.`;

/** Null when there is no such file. Once its first bytes are here, it stays readable though it be removed. */
async function begin(files: FileStore, id: string): Promise<AsyncIterable<Uint8Array> | null> {
  const stream = files.read(id);
  const chunks: AsyncIterator<Uint8Array> = stream[Symbol.asyncIterator]();
  try {
    const first = await chunks.next();
    return (async function* () {
      try {
        for (let next = first; !next.done; next = await chunks.next()) yield next.value;
      } finally {
        stream.destroy();
      }
    })();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** Forgetting deletes the row before the file. */
async function isStillNamed(now: Query, table: KeptTable, row: Row, { id }: NamedFile): Promise<boolean> {
  const again = await rowAgain(now, table, row);
  return again !== undefined && filesNamedBy(table.name, again).some(file => file.id === id);
}
