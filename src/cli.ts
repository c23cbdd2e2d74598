import { parseArgs } from 'node:util';
import { readConfig, WrongSettings } from './config.ts';
import type { Database } from './db/database.ts';
import { openDatabase } from './db/open.ts';
import { Refusal } from './errors.ts';
import { wordsOf } from './i18n/words.ts';
import { linkForNewStaff, linkForReset } from './staff/setup-links.ts';

// What is kept is nobody else's on this machine.
process.umask(0o077);

const usage = `npm run jebo -- COMMAND

  staff add EMAIL     make an account; prints the one-time link that sets its password
  staff reset EMAIL   prints a one-time link that sets another password
  migrate             bring the database forward to this version`;

type Command = (database: Database, email: string, publicUrl: string) => Promise<string>;

const inDay = (publicUrl: string, token: string) => `Good for a day, once: ${publicUrl}/admin/setup/${token}`;

const commands: Readonly<Record<string, Command>> = {
  'staff add': async (database, email, publicUrl) =>
    inDay(publicUrl, await linkForNewStaff(database, email, Date.now())),
  'staff reset': async (database, email, publicUrl) =>
    inDay(publicUrl, await linkForReset(database, email, Date.now())),
};

/** Answers what is printed. */
async function run(): Promise<string> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [room = '', verb = '', email = ''] = positionals;
  const command = commands[`${room} ${verb}`];
  const isMigrate = positionals.join(' ') === 'migrate';
  if (!isMigrate && (command === undefined || email === '' || positionals.length > 3)) return usage;

  const config = readConfig();
  const database = await openDatabase(config.database, config.dataDir);
  try {
    return command === undefined
      ? 'The database is of this version.'
      : await command(database, email, config.publicUrl);
  } finally {
    await database.close();
  }
}

try {
  process.stdout.write(`${await run()}\n`);
} catch (error) {
  if (error instanceof Refusal) process.stderr.write(`${error.say(wordsOf('en'))}\n`);
  else if (error instanceof WrongSettings) process.stderr.write(`${error.message}\n`);
  else throw error;
  process.exitCode = 1;
}
