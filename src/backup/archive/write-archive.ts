import { createHash } from 'node:crypto';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Pack, pack as packTar } from 'tar-stream';
import { BackupError } from '../backup-error.ts';
import { encrypt, type Lock } from './age.ts';
import { createEntryIndex, type EntryIndex } from './entry-index.ts';

export type ArchiveWriter = {
  /** One entry; its size is said before its bytes. @throws {BackupError} when they are more or fewer. */
  add(name: string, size: number, bytes: AsyncIterable<Uint8Array>): Promise<{ sha256: string }>;
  addText(name: string, text: string): Promise<void>;
  /** What was added so far. */
  index: EntryIndex;
};

/** A tar, encrypted on its way out. `fill` adds the entries, one after another; once this has answered, `out` has ended. */
export async function writeArchive<T>(
  { lock, out, signal }: { lock: Lock; out: Writable; signal?: AbortSignal },
  fill: (archive: ArchiveWriter) => Promise<T>,
): Promise<T> {
  const pack = packTar();
  const encrypted = await encrypt(lock, pack);
  const index = createEntryIndex();
  const flowing = pipeline(encrypted, out, { signal });
  const filling = fill(archiveWriter(pack, index)).then(
    filled => {
      pack.finalize();
      return filled;
    },
    error => {
      pack.destroy(error);
      throw error;
    },
  );
  // Whichever fails ends the other. An error of ours has gone through both; one of `out` rejects the first alone.
  const [flowed, filled] = await Promise.allSettled([flowing, filling]);
  index.close();
  if (flowed.status === 'rejected') throw flowed.reason;
  if (filled.status === 'rejected') throw filled.reason;
  return filled.value;
}

function archiveWriter(pack: Pack, index: EntryIndex): ArchiveWriter {
  const add: ArchiveWriter['add'] = async (name, size, bytes) => {
    const hash = createHash('sha256');
    async function* counted() {
      let left = size;
      for await (const chunk of bytes) {
        left -= chunk.length;
        if (left < 0) break;
        hash.update(chunk);
        yield chunk;
      }
      if (left !== 0) throw new BackupError(`${name} is not as large as it must be.`);
    }
    await pipeline(counted, pack.entry({ name, size, mode: 0o600 }));
    const sha256 = hash.digest('hex');
    index.note({ name, size, sha256 });
    return { sha256 };
  };
  return {
    add,
    async addText(name, text) {
      const bytes = Buffer.from(text);
      await add(name, bytes.length, Readable.from([bytes], { objectMode: true }));
    },
    index,
  };
}
