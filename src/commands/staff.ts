import { readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openDatabase } from '../db/open.ts';
import { linkForNewStaff, linkForReset } from '../staff/setup-links.ts';
import { type Command, parseOne } from './command.ts';

export const addStaff: Command = args => printLink(args, linkForNewStaff);
export const resetStaff: Command = args => printLink(args, linkForReset);

type MakeLink = (database: Database, email: string, now: number) => Promise<string>;

async function printLink(args: readonly string[], makeLink: MakeLink) {
  const { word: email } = parseOne(args, {});
  const config = readConfig();
  const database = await openDatabase(config.database, config.dataDir);
  try {
    const token = await makeLink(database, email, Date.now());
    return { lines: [`Good for a day, once: ${config.publicUrl}/admin/setup/${token}`] };
  } finally {
    await database.close();
  }
}
