import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { randomId } from '../../crypto/ids.ts';
import { DiskFull } from '../../disk.ts';

/** So many bytes are held before they go to the disk in one call. */
const BATCH = 128 * 1024;

/**
 * The bytes of one part until S3 has them: on the disk, because hundreds of files may be on their way at once. The file has no
 * name, so that it goes with the process; nothing that was promised rests on it.
 */
export type Spool = {
  length(): number;
  add(chunk: Uint8Array): Promise<void>;
  bytes(): Promise<Buffer>;
  close(): Promise<void>;
};

export type SpoolPlace = { folder: string; space: () => Promise<number> };

export function createSpool(place: SpoolPlace): Spool {
  let file: FileHandle | null = null;
  let written = 0;
  let batch: Uint8Array[] = [];
  let batched = 0;
  const flush = async () => {
    file ??= await openNameless(place);
    const whole = Buffer.concat(batch);
    let at = 0;
    while (at < whole.length)
      at += (await file.write(whole, at, whole.length - at, written + at)).bytesWritten;
    written += whole.length;
    batch = [];
    batched = 0;
  };
  return {
    length: () => written + batched,
    async add(chunk) {
      // Copied: what came over the network stands in a larger buffer, which it would keep.
      batch.push(Buffer.from(chunk));
      batched += chunk.length;
      if (batched >= BATCH) await flush();
    },
    async bytes() {
      const all = Buffer.allocUnsafeSlow(written + batched);
      let at = 0;
      while (file !== null && at < written) {
        const { bytesRead } = await file.read(all, at, written - at, at);
        if (bytesRead === 0) throw new Error('a part on its way is shorter than it was');
        at += bytesRead;
      }
      Buffer.concat(batch).copy(all, written);
      return all;
    },
    async close() {
      await file?.close();
      file = null;
    },
  };
}

async function openNameless({ folder, space }: SpoolPlace): Promise<FileHandle> {
  if ((await space()) <= 0) throw new DiskFull();
  const path = join(folder, randomId());
  const file = await open(path, 'wx+', 0o600);
  await rm(path);
  return file;
}
