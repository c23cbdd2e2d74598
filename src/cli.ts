import { BackupError } from './backup/backup-error.ts';
import { backup } from './commands/backup.ts';
import { type Command, type CommandResult, WrongUsage } from './commands/command.ts';
import { forgotten } from './commands/forgotten.ts';
import { verifyTheHistory } from './commands/history.ts';
import { rotateKey } from './commands/key.ts';
import { migrate } from './commands/migrate.ts';
import { restore } from './commands/restore.ts';
import { finishSealing, SealingRefused } from './commands/seal.ts';
import { addStaff, changeStaffRole, endStaff, listStaff, resetStaff } from './commands/staff.ts';
import { addToken, endToken, listTokens } from './commands/token.ts';
import { verify } from './commands/verify.ts';
import { readConfig, WrongSettings } from './config/config.ts';
import { warningsOfEnvFiles } from './config/env-files.ts';
import { trustExtraAuthorities } from './config/extra-authorities.ts';
import { WrongKey } from './db/desk-facts.ts';
import { RotationRefused } from './db/key-rotation.ts';
import { HalfRestored } from './db/restore-mark.ts';
import { VersionTooOld } from './db/versions/least-version.ts';
import { Refusal } from './errors.ts';
import { StoreAway } from './files/store.ts';
import { say } from './i18n/reasons.ts';
import { wordsOf } from './i18n/words.ts';
import { explain } from './process/explain/explain.ts';

// What is kept is nobody else's on this machine.
process.umask(0o077);
// Who reads only the first lines (`| head`) has read enough; a backup to standard output hears of it by itself.
process.stdout.on('error', () => {});

const usage = `npm run jebo -- COMMAND

  staff add EMAIL     make an account; prints the one-time link that sets its password
    --role ROLE         admin (unless said), editor or reporter
  staff list          who has an account, when they signed in last, and in how many sessions they are
  staff reset EMAIL   ends the password, sessions and tokens, and prints a one-time link that sets another password
    --second-factor     ends their second factor and sessions instead, for who has lost the phone
  staff role EMAIL ROLE       another role; the last admin keeps theirs
    --no-admin-left             even so
  staff end EMAIL     ends the account at once; what they wrote keeps their name
    --unassign          although open tips are assigned to them: these are assigned to nobody then
    --no-admin-left     although they are the last admin
  token add EMAIL --name NAME   prints a token by which a program does what this person may; it is told once
  token list EMAIL              their tokens, and when each was used last
  token end EMAIL --name NAME   ends all of theirs of this name

  forgotten           the proofs of what was forgotten, a line each; with --json for the commands below
  migrate             bring the database forward to this version

  key rotate --to file:PATH   have the desk open with another secret key too; touches nothing else
  key rotate --end            and with that one alone, once every process has it

  history verify              looks for entries of the history that were changed, removed, added or put elsewhere
    --head HEAD                 and whether it still goes through a head that was kept, as each backup tells it

  seal finish                 after an upgrade from before 0.4: tells what it takes to rid the database's files of
                              what was written in plain; with --yes it does it

  backup FILE         write all that the desk has into one encrypted file, while it runs
    --to age1…          for whoever has the private key to it; any number of them
  verify FILE         read all of a backup and say whether it is whole
    --key FILE          the private key
    --forgotten FILE    and which of these proofs' tips it still holds
  restore FILE        put a backup into an empty place
    --key FILE          the private key
    --forget NUMBER     delete this tip again, which was deleted after the backup; any number of them
    --forgotten FILE    the same for all of these proofs, as forgotten --json has printed them
    --after NUMBER      the highest number that a tip has had since, so that none comes twice

  Without --to or --key a passphrase is asked for; where there is no terminal it is the first line of standard
  input. FILE may be - for standard output or input.`;

const commands: Readonly<Record<string, Command>> = {
  'key rotate': rotateKey,
  'seal finish': finishSealing,
  'history verify': verifyTheHistory,
  'staff add': addStaff,
  'staff list': listStaff,
  'staff reset': resetStaff,
  'staff end': endStaff,
  'staff role': changeStaffRole,
  'token add': addToken,
  'token list': listTokens,
  'token end': endToken,
  forgotten,
  migrate,
  backup,
  verify,
  restore,
};

async function run(args: readonly string[]): Promise<CommandResult> {
  const [first, second] = args;
  if (first === undefined || first === 'help' || args.some(arg => arg === '--help' || arg === '-h'))
    return { lines: [usage] };
  const pair = commands[`${first} ${second}`];
  const command = pair ?? commands[first];
  if (command === undefined) throw new WrongUsage(`There is no such command: ${args.slice(0, 2).join(' ')}`);
  return command(args.slice(pair === undefined ? 1 : 2));
}

try {
  for (const warning of warningsOfEnvFiles(process.execArgv)) process.stderr.write(`Note: ${warning}\n`);
  trustExtraAuthorities();
  const { lines, isOnStderr = false, exitCode = 0 } = await run(process.argv.slice(2));
  process.exitCode = exitCode;
  (isOnStderr ? process.stderr : process.stdout).write(`${lines.join('\n')}\n`);
} catch (error) {
  process.stderr.write(`${wordsFor(error)}\n`);
  process.exitCode = 1;
}

function wordsFor(error: unknown): string {
  if (error instanceof WrongUsage) return `${error.message}\n\n${usage}`;
  if (error instanceof Refusal) return say(error.reason, wordsOf('en'));
  const expected = [
    WrongSettings,
    BackupError,
    HalfRestored,
    RotationRefused,
    SealingRefused,
    StoreAway,
    VersionTooOld,
    WrongKey,
  ];
  if (error instanceof Error && expected.some(kind => error instanceof kind)) return error.message;
  return (
    explain(error, readConfig()) ??
    `That could not be done: ${error instanceof Error ? error.message : 'unknown fault'}`
  );
}
