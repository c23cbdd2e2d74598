import { stat } from 'node:fs/promises';
import { nullIfMissing } from '../../disk.ts';
import { type Checksums, createChecksums } from '../checksums.ts';

/**
 * The hashes of files that are still incoming, so that what goes on where it stopped need not be read again. They are
 * gone with the process: then `finish` reads the whole file. One is good only while nobody has written to its file
 * since, as another process may have, which goes on with the same upload.
 */
export function createRunningHashes() {
  const running = new Map<string, { length: number; writtenAt: bigint | null; hash: Checksums }>();
  return {
    /** Null when what is there has not been hashed. */
    async take(path: string, id: string, length: number): Promise<Checksums | null> {
      const found = running.get(id);
      running.delete(id);
      if (found?.length === length && found.writtenAt === (await writtenAt(path))) return found.hash;
      return length === 0 ? createChecksums() : null;
    },
    async putBack(path: string, id: string, length: number, hash: Checksums) {
      running.set(id, { length, writtenAt: await writtenAt(path), hash });
    },
    forget: (id: string) => void running.delete(id),
  };
}

export type RunningHashes = ReturnType<typeof createRunningHashes>;

/** In nanoseconds since 1970, as exactly as the system notes it. */
async function writtenAt(path: string): Promise<bigint | null> {
  const found = await stat(path, { bigint: true }).catch(nullIfMissing);
  return found?.mtimeNs ?? null;
}
