import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import { freeSpace, makeFolder } from '../disk.ts';
import { openDiskStore } from './disk/disk-store.ts';
import type { S3Patience } from './s3/s3-store.ts';
import type { FileStore } from './store.ts';

type Place = Pick<Config, 'files' | 'dataDir' | 'limits'>;

/** `database` is null where it has no tables yet: then nothing can be put bit by bit into S3. */
type Means = { database: Database | null; clock?: () => number; s3Patience?: Partial<S3Patience> };

/** The files of a desk, wherever its settings say that they are. */
export async function openFiles(
  { files, dataDir, limits: { diskReserve } }: Place,
  { database, clock = Date.now, s3Patience = {} }: Means,
): Promise<FileStore> {
  if (files.kept === 'disk') return openDiskStore(dataDir, diskReserve);
  // S3's client is large: a desk without it need not load it.
  const { openS3Store } = await import('./s3/s3-store.ts');
  const { createPartLedger, noPartLedger } = await import('./s3/part-ledger.ts');
  const folder = join(dataDir, 'incoming');
  await makeFolder(folder);
  const place = { folder, space: async () => (await freeSpace(folder)) - diskReserve };
  const ledger = database === null ? noPartLedger : createPartLedger(database, clock);
  return openS3Store(files, { ledger, place, patience: s3Patience });
}
