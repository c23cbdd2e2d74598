import type { Config } from '../../src/config/config.ts';
import type { Database } from '../../src/db/database.ts';
import { loadFiles } from '../../src/tips/read/load.ts';
import type { KeptFile } from '../../src/tips/tip.ts';
import { mastersOf } from './sealed-files.ts';

type Desk = { config: Pick<Config, 'secretKey' | 'dataDir'>; database: Database };

/** All files of tips, the readers' first, with what was found in them, opened as the desk does. */
export async function toldFiles({ config, database }: Desk): Promise<KeptFile[]> {
  const masters = await mastersOf(config, database);
  const tips = await database.query.selectFrom('files').select('tip').distinct().orderBy('tip').execute();
  const all = await Promise.all(tips.map(({ tip }) => loadFiles({ database, masters }, tip, text => text)));
  return all.flatMap(({ fromReader, fromStaff }) => [...fromReader, ...fromStaff]);
}
