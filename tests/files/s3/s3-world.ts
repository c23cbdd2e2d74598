import { readConfig } from '../../../src/config/config.ts';
import type { Database } from '../../../src/db/database.ts';
import { openFiles } from '../../../src/files/open-files.ts';
import type { S3Patience } from '../../../src/files/s3/s3-store.ts';
import type { FileStore } from '../../../src/files/store.ts';
import { freshBucket } from '../../support/buckets.ts';
import { whenDone } from '../../support/cleanup.ts';
import { freshDatabase } from '../../support/databases.ts';
import { isAll } from '../../support/is-all.ts';
import type { Settings } from '../../support/settings.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Files in a bucket, and any number of processes that share it and one database; `test:all` has the desk's own patience. */
export async function createS3World(s3Patience: Partial<S3Patience> = {}) {
  const folder = await temporaryFolder();
  const database = await freshDatabase(folder);
  const bucket = await freshBucket();
  /** Another process, with a data folder of its own. `endpoint`: what stands before S3. */
  const open = async (
    endpoint?: string,
    through: Database = database,
    more: Settings = {},
  ): Promise<FileStore> => {
    const dataDir = await temporaryFolder();
    const own = { DATA_DIR: dataDir, DISK_RESERVE: '0', ...more };
    const config = readConfig({ ...own, ...bucket.settings(endpoint) });
    const store = await openFiles(config, { database: through, s3Patience: isAll ? {} : s3Patience });
    whenDone(() => store.close());
    return store;
  };
  return { folder, database, bucket, open, store: await open() };
}
