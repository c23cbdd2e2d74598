import type { KeptMaster } from '../../db/seal-keys.ts';
import { BackupError } from '../backup-error.ts';
import { filesNamedBy } from '../rows/named-files.ts';
import type { Row } from '../rows/read-rows.ts';
import { checkedByOpening, fileOpening } from '../sealed-entry.ts';
import { fileEntry, fileOf, type Manifest, openingEntry, openingOf, parseJson } from './format.ts';
import { readWhole, type Source } from './source.ts';

/** Takes all bytes of a file, and says what it has found them to be. */
export type TakeFile = (
  file: { id: string; size: number },
  bytes: AsyncIterable<Uint8Array>,
) => Promise<{ size: number; sha256: string }>;

/** `missing`: ids of files that a row names and that did not come. */
export type ReadingFiles = Source & {
  masters: KeptMaster[] | null;
  files: Manifest['files'];
  missing: Set<string>;
};

export async function readFiles(reading: ReadingFiles, take: TakeFile): Promise<void> {
  const { entries, index, files } = reading;
  while (true) {
    const opened = await readOpening(reading);
    const next = await entries.next();
    const id = next === null ? null : fileOf(next.name);
    if (opened !== null && opened.id !== id) throw new BackupError(misplaced(opened.id));
    if (next === null || id === null) return;
    const bytes = opened === null ? entries.take() : opened.check(entries.take());
    const { size, sha256 } = await take({ id, size: next.size }, bytes);
    index.note({ name: next.name, size, sha256 });
    files.count += 1;
    files.bytes += size;
  }
}

/** What stands before a file that is sealed; null before any other. */
async function readOpening(reading: ReadingFiles) {
  const next = await reading.entries.next();
  const id = next === null ? null : openingOf(next.name);
  if (id === null) return null;
  const opening = parseJson(fileOpening, (await readWhole(reading)).toString());
  const { masters } = reading;
  if (masters === null) throw new BackupError(notItsKeys);
  return {
    id,
    check: (bytes: AsyncIterable<Uint8Array>) =>
      checkedByOpening(bytes, masters, { id, ...opening }, unopened(id)),
  };
}

const misplaced = (id: string) => `The backup tells how the file ${id} is opened, and then lacks it.`;
const unopened = (id: string) => `The file ${id} in the backup is not what was sent, or does not open.`;

export const notItsKeys = 'The keys in the backup, which open what is sealed in it, are missing or damaged.';

/** A file must have come before the row that names it. */
export function checkFiles({ index, missing }: ReadingFiles, table: string, row: Row) {
  for (const { id, size, sha256, sealed } of filesNamedBy(table, row)) {
    const found = index.find(fileEntry(id));
    const wasOpened = index.find(openingEntry(id)) !== null;
    if (found === null) missing.add(id);
    else if (
      found.size !== size ||
      wasOpened !== (sealed !== null) ||
      (sha256 !== null && found.sha256 !== sha256)
    )
      throw new BackupError(`The file ${id} in the backup is not the one that its row tells of.`);
  }
}
