import { readConfig } from '../config/config.ts';
import { openDatabase } from '../db/open.ts';
import { type Command, refuseWords } from './command.ts';

export const migrate: Command = async args => {
  refuseWords(args);
  const config = readConfig();
  const database = await openDatabase(config.database, config.dataDir);
  await database.close();
  return { lines: ['The database is of this version.'] };
};
