import { createHash } from 'node:crypto';
import type { Unlock } from './decrypt.ts';
import type { Manifest } from './format.ts';
import { openArchive, type TakeFile } from './read-archive.ts';

/**
 * Reads all of a backup and keeps nothing.
 * @throws {BackupFault} when it is not whole: the encryption, each entry's hash, the counts, and each file that a row names.
 */
export async function verifyBackup(bytes: AsyncIterable<Uint8Array>, unlock: Unlock): Promise<Manifest> {
  const archive = await openArchive(bytes, unlock);
  try {
    await archive.files(hashed);
    await archive.rows(async () => {});
    return await archive.end();
  } finally {
    archive.close();
  }
}

const hashed: TakeFile = async (_file, bytes) => {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    hash.update(chunk);
  }
  return { size, sha256: hash.digest('hex') };
};
