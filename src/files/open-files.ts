import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { freeSpace, makeFolder } from '../disk.ts';
import { openDiskStore } from './disk-store.ts';
import type { FileStore } from './store.ts';

type Place = Pick<Config, 'files' | 'dataDir' | 'limits'>;

/** `database` is null where it has no tables yet: then nothing can be put bit by bit into S3. */
type Means = { database: Database | null; clock?: () => number };

/** The files of a desk, wherever its settings say that they are. */
export async function openFiles(
  { files, dataDir, limits: { diskReserve } }: Place,
  { database, clock = Date.now }: Means,
): Promise<FileStore> {
  if (files.kept === 'disk') return openDiskStore(dataDir, diskReserve);
  // S3's client is large: a desk without it need not load it.
  const { openS3Store } = await import('./s3/s3-store.ts');
  const { createLedger, noLedger } = await import('./s3/ledger.ts');
  const folder = join(dataDir, 'incoming');
  await makeFolder(folder);
  const place = { folder, space: async () => (await freeSpace(folder)) - diskReserve };
  return openS3Store(files, { ledger: database === null ? noLedger : createLedger(database, clock), place });
}
