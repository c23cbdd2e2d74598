import { type Config, readConfig } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import { openDatabase } from '../db/open.ts';

type Desk = { config: Config; database: Database };

/** With the desk that the settings name, which may be at work. */
export async function onDesk<T>(work: (desk: Desk) => Promise<T>): Promise<T> {
  const config = readConfig();
  const database = await openDatabase(config.database, config.dataDir);
  try {
    return await work({ config, database });
  } finally {
    await database.close();
  }
}
