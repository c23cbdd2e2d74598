import { type FileHandle, open } from 'node:fs/promises';

/**
 * One `fdatasync` for all who wait: whoever asks while one is under way shares the next, which begins after
 * their bytes were written. Many commits then cost the disk one flush, and the event loop does not wait for it.
 */
export async function createSharedSync(path: string): Promise<SharedSync> {
  const file: FileHandle = await open(path, 'r+');
  let underWay: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;

  const begin = () => {
    next = null;
    underWay = file.datasync();
    return underWay;
  };
  // After a failed flush the system may take the lost pages for written, so that a later one would answer for them:
  // from then on nothing is acknowledged until the desk is started again.
  const refuse = (error: unknown) => {
    next = null;
    throw error;
  };
  return {
    sync() {
      next ??= underWay.then(begin, refuse);
      return next;
    },
    async close() {
      await underWay.catch(() => {});
      await file.close();
    },
  };
}

type SharedSync = { sync(): Promise<void>; close(): Promise<void> };
