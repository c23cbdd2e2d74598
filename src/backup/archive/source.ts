import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { BackupError } from '../backup-error.ts';
import type { EntryIndex } from './entry-index.ts';
import { MOST_IN_MEMORY } from './format.ts';
import type { TarEntries } from './tar-entries.ts';

/** An archive while it is read. */
export type Source = { entries: TarEntries; index: EntryIndex };

/** An entry that is small enough for that. */
export async function readWhole({ entries, index }: Source): Promise<Buffer> {
  const next = await entries.next();
  if (next === null || next.size > MOST_IN_MEMORY)
    throw new BackupError('The backup holds a list that is too long.');
  const bytes = await buffer(entries.take());
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  index.note({ name: next.name, size: bytes.length, sha256 });
  return bytes;
}
