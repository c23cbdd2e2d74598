import { Readable } from 'node:stream';
import { DiskFull } from '../../disk.ts';
import type { FileStore } from '../../files/store.ts';
import type { TakeFile } from '../archive/read-files.ts';
import { BackupError } from '../backup-error.ts';

/** Puts a file of a backup into the store under the id that it had, whole or not at all. */
export const putInto =
  (store: FileStore): TakeFile =>
  async ({ id, size }, bytes) => {
    // The store takes a stream that fails for a sender who broke off.
    let failure: unknown;
    async function* watched() {
      try {
        yield* bytes;
      } catch (error) {
        failure = error;
        throw error;
      }
    }
    // While it takes a file, the store looks at the disk now and then, which many small ones would pass by.
    if (size > (await store.space())) throw new DiskFull();
    try {
      const put = await store.put(id, Readable.from(watched()), { most: size });
      if (failure !== undefined) throw failure;
      if (put.is !== 'ended' || put.length !== size)
        throw new BackupError(`The file ${id} in the backup is not as large as it says.`);
      return await store.finish(id);
    } catch (error) {
      await store.remove([id]);
      throw error;
    }
  };
