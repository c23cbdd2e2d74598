import { BackupFault } from './backup/fault.ts';
import { backup } from './commands/backup.ts';
import { type Command, type Told, WrongUsage } from './commands/command.ts';
import { migrate } from './commands/migrate.ts';
import { restore } from './commands/restore.ts';
import { addStaff, resetStaff } from './commands/staff.ts';
import { verify } from './commands/verify.ts';
import { WrongSettings } from './config.ts';
import { HalfRestored } from './db/restore-mark.ts';
import { Refusal } from './errors.ts';
import { StoreAway } from './files/store.ts';
import { wordsOf } from './i18n/words.ts';

// What is kept is nobody else's on this machine.
process.umask(0o077);

const usage = `npm run jebo -- COMMAND

  staff add EMAIL     make an account; prints the one-time link that sets its password
  staff reset EMAIL   prints a one-time link that sets another password
  migrate             bring the database forward to this version

  backup FILE         write all that the desk has into one encrypted file, while it runs
    --to age1…          for whoever has the private key to it; any number of them
  verify FILE         read all of a backup and say whether it is whole
    --key FILE          the private key
  restore FILE        put a backup into an empty place
    --key FILE          the private key
    --forget NUMBER     delete this tip again, which was deleted after the backup; any number of them
    --after NUMBER      the highest number that a tip has had since, so that none comes twice

  Without --to or --key a passphrase is asked for; where there is no terminal it is the first line of standard
  input. FILE may be - for standard output or input.`;

const commands: Readonly<Record<string, Command>> = {
  'staff add': addStaff,
  'staff reset': resetStaff,
  migrate,
  backup,
  verify,
  restore,
};

async function run(args: readonly string[]): Promise<Told> {
  const [first, second] = args;
  if (first === undefined || first === '--help') return { lines: [usage] };
  const pair = commands[`${first} ${second}`];
  const command = pair ?? commands[first];
  if (command === undefined) throw new WrongUsage();
  return command(args.slice(pair === undefined ? 1 : 2));
}

try {
  const { lines, aside = false } = await run(process.argv.slice(2));
  (aside ? process.stderr : process.stdout).write(`${lines.join('\n')}\n`);
} catch (error) {
  process.stderr.write(`${wordsFor(error)}\n`);
  process.exitCode = 1;
}

/** @throws anything else. */
function wordsFor(error: unknown): string {
  if (error instanceof WrongUsage) return usage;
  if (error instanceof Refusal) return error.say(wordsOf('en'));
  const told = [WrongSettings, BackupFault, HalfRestored, StoreAway];
  if (error instanceof Error && told.some(kind => error instanceof kind)) return error.message;
  throw error;
}
