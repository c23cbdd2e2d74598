import type { Readable } from 'node:stream';
import { randomId } from '../crypto/ids.ts';
import type { FileStore, WholeFile } from './store.ts';

/** The sender broke off. */
export class CutOff extends Error {
  override name = 'CutOff';
}

/**
 * Takes a stream as one new file, whole or not at all. Null when more than `most` bytes came.
 * @throws {CutOff} when it broke off; with ENOSPC when there is no space.
 */
export async function takeFile(
  store: FileStore,
  stream: Readable,
  most: number,
  id = randomId(),
): Promise<WholeFile | null> {
  try {
    const put = await store.put(id, stream, { most });
    if (put.is === 'ended') return await store.finish(id);
    if (put.is === 'cut') throw new CutOff();
    await store.remove([id]);
    return null;
  } catch (error) {
    await store.remove([id]);
    throw error;
  }
}
