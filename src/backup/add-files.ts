import type { Query } from '../db/database.ts';
import type { KeptMaster } from '../db/seal-keys.ts';
import type { Snapshot } from '../db/snapshot.ts';
import { nullIfMissing } from '../disk.ts';
import { keyOf } from '../files/sealed/file-seal.ts';
import { openedPieces } from '../files/sealed/opened-pieces.ts';
import type { FileStore } from '../files/store.ts';
import { fileEntry, openingEntry } from './archive/format.ts';
import type { ArchiveWriter } from './archive/write-archive.ts';
import { BackupError } from './backup-error.ts';
import { filesNamedBy, NAMING_FILES, type NamedFile } from './rows/named-files.ts';
import { type Row, rowAgain, rowsOf } from './rows/read-rows.ts';
import { KEPT, type KeptTable } from './rows/tables.ts';
import { checkedByOpening, type FileOpening, inWords, openerOf } from './sealed-entry.ts';

/** `filesAt`: the place of the files, for the operator. */
type Parts = {
  archive: ArchiveWriter;
  snapshot: Snapshot;
  masters: readonly KeptMaster[] | null;
  files: FileStore;
  filesAt: string;
};

/** `gone`: ids of files whose tips were forgotten meanwhile. */
type AddedFiles = { count: number; bytes: number; gone: string[] };

/**
 * Every file that a row names.
 * @throws {BackupError} when one is missing or no longer what was taken: a backup that lacks it would say that all is well.
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
  parts: Parts,
  table: KeptTable,
  row: Row,
  file: NamedFile,
  added: AddedFiles,
): Promise<void> {
  const { files, filesAt } = parts;
  const bytes = (await begin(files, file.id)) ?? (await sealedSince(parts, table, row, file));
  if (bytes === null) return void added.gone.push(file.id);
  const { sha256 } = await addBytes(parts, file, bytes);
  if (file.sha256 !== null && file.sha256 !== sha256) throw new BackupError(changed(file, filesAt));
  added.count += 1;
  added.bytes += file.size;
}

/** As they stand in the store, and before them what opens them. */
async function addBytes(
  { archive, snapshot, masters, filesAt }: Parts,
  file: NamedFile,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ sha256: string }> {
  const { id, size, sealed } = file;
  if (sealed === null) return archive.add(fileEntry(id), size, bytes);
  const { of, ...kept } = sealed;
  const tip = await tipSealOf(snapshot.asItWas, of);
  if (tip === undefined || masters === null) throw new BackupError(changed(file, filesAt));
  const opening: FileOpening = { ...kept, ...tip, as: file.as };
  await archive.addText(openingEntry(id), JSON.stringify(opening));
  return archive.add(
    fileEntry(id),
    size,
    checkedByOpening(bytes, masters, { id, ...opening }, changed(file, filesAt)),
  );
}

/**
 * Of a file that is there no more, what stands sealed in its place since: as it was sent, as its row of then says. Null where its tip
 * was forgotten: forgetting deletes the row before the file.
 */
async function sealedSince(
  { snapshot: { asItIs }, masters, files, filesAt }: Parts,
  table: KeptTable,
  row: Row,
  file: NamedFile,
): Promise<AsyncIterable<Uint8Array> | null> {
  const again = await rowAgain(asItIs, table, row);
  const now = again && filesNamedBy(table.name, again).find(({ as }) => as === file.as);
  if (now?.id === file.id) throw new BackupError(missing(file, filesAt));
  if (!now?.sealed || file.sealed !== null || masters === null) return null;
  const tip = await tipSealOf(asItIs, now.sealed.of);
  if (tip === undefined) return null;
  const { id, sealed } = now;
  return inWords(
    () => {
      const { size, wrapped } = sealed;
      const key = keyOf(openerOf(masters), id, { ...tip, wrapped, as: now.as, size });
      return openedPieces(files, { ...key, size });
    },
    changed(file, filesAt),
  );
}

const tipSealOf = (query: Query, file: string) =>
  query
    .selectFrom('tip_keys')
    .innerJoin('files', 'files.tip', 'tip_keys.tip')
    .select(['tip_keys.master', 'tip_keys.salt'])
    .where('files.id', '=', file)
    .executeTakeFirst();

const remedy = 'Put it back from an older backup, or delete its tip';
const missing = ({ id }: NamedFile, filesAt: string) => `The file ${id} is missing in ${filesAt}. ${remedy}.`;
const changed = ({ id }: NamedFile, filesAt: string) =>
  `The file ${id} in ${filesAt} is no longer what was sent. ${remedy}.`;

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
    return nullIfMissing(error);
  }
}
