import { createHash } from 'node:crypto';
import type { Unlock } from './archive/age.ts';
import type { Manifest } from './archive/format.ts';
import { type Archive, openArchive } from './archive/read-archive.ts';
import type { TakeFile } from './archive/read-files.ts';

/**
 * Reads all of a backup and keeps nothing. `takeRows` sees its rows as they go by; they count only once this has resolved.
 * @throws {BackupError} when it is not whole: the encryption, each entry's hash, the counts, and each file that a row names.
 */
export async function verifyBackup(
  bytes: AsyncIterable<Uint8Array>,
  unlock: Unlock,
  takeRows: TakeRows = async () => {},
): Promise<Manifest> {
  const archive = await openArchive(bytes, unlock);
  try {
    await archive.files(hashed);
    await archive.rows(takeRows);
    return await archive.end();
  } finally {
    archive.close();
  }
}

type TakeRows = Parameters<Archive['rows']>[0];

const hashed: TakeFile = async (_file, bytes) => {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    hash.update(chunk);
  }
  return { size, sha256: hash.digest('hex') };
};
