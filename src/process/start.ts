import { parseArgs } from 'node:util';
import { type Config, WrongSettings } from '../config/config.ts';
import { protectionOf } from '../config/smtp-url.ts';
import { WrongKey } from '../db/desk-facts.ts';
import { HalfRestored } from '../db/restore-mark.ts';
import { VersionTooOld } from '../db/versions/least-version.ts';
import { staffPaths } from '../paths.ts';
import { explain } from './explain/explain.ts';
import { notesOf } from './notes.ts';
import { keyLine, notesOfKey } from './tell-of-key.ts';

/** `npm start -- --workers 4`: the one setting that may be given as an argument. @throws {WrongSettings} for any other. */
export function readArguments(args: readonly string[]): { WORKERS?: string } {
  try {
    const { workers } = parseArgs({ args: [...args], options: { workers: { type: 'string' } } }).values;
    return workers === undefined ? {} : { WORKERS: workers };
  } catch {
    throw new WrongSettings(
      'A start takes no argument but --workers, for example: npm start -- --workers 4. Settings stand before it, for example: PORT=4000 npm start',
    );
  }
}

/** SQLite is written by one process at a time, and would only make the others wait. */
export const workersOf = ({ database, workers }: Config): number =>
  database.engine === 'sqlite' ? 1 : workers;

/** Where all is. `setupLink`: for the desk's first account; null where there is staff. `moreNotes`: a sentence each. */
export function startLines(
  config: Config,
  setupLink: string | null,
  moreNotes: readonly string[] = [],
): string[] {
  const { publicUrl, smtpUrl, newsroom, dataDir, workers } = config;
  const inbox = newsroom.inbox.join(', ');
  const lines = [
    `Form   ${publicUrl}`,
    `List   ${publicUrl}${staffPaths.all}  ${setupLink === null ? 'sign in with your e-mail and password' : `first make your account, within a day: ${setupLink}`}`,
    `Mail   ${smtpUrl === null ? `SMTP_URL is not set: mails to ${inbox} are kept as files in ${dataDir}/mail` : mailLine(config, smtpUrl)}`,
    `Data   ${[dataDir, ...keptElsewhere(config)].join(', ')}`,
    `Key    ${keyLine(config)}`,
  ];
  const notes = [...notesOf(config), ...notesOfKey(config), ...moreNotes].map(note => `Note   ${note}`);
  if (workers === 1) return [...lines, ...notes];
  const atWork =
    workersOf(config) === 1
      ? `1 worker, not ${workers}: SQLite is written by one process at a time; set DATABASE_URL for more`
      : `${workers} workers`;
  return [...lines, `Work   ${atWork}`, ...notes];
}

/** Why a start came to nothing, and what to do. `config`: null where the settings could not be read. */
export function whyNotStarted(error: unknown, config: Config | null): string {
  const isSaid = [WrongSettings, WrongKey, HalfRestored, VersionTooOld, WorkerFailed].some(
    kind => error instanceof kind,
  );
  if (isSaid && error instanceof Error) return error.message;
  const reason = config && explain(error, config);
  return `The desk could not start: ${reason ?? (error instanceof Error ? error.message : 'unknown fault')}`;
}

/** EX_CONFIG of sysexits.h: another start of this version comes to nothing either, so that nobody need try (deploy/jebo@.service). */
export const TOO_OLD = 78;

export const exitCodeOf = (error: unknown): number => (error instanceof VersionTooOld ? TOO_OLD : 1);

/** The first worker could not start; the message is what it would have printed, had it been alone. */
export class WorkerFailed extends Error {
  override name = 'WorkerFailed';
}

/** Mails that cannot be delivered come back to the sender, and the desk does not read them. */
function mailLine({ newsroom, mailFrom }: Config, url: string): string {
  const clear = protectionOf(url) === 'clear' ? ', in the clear, as ignoreTLS in SMTP_URL says' : '';
  return `to ${newsroom.inbox.join(', ')}${clear}; what cannot be delivered comes back to ${mailFrom.address}: somebody must read that`;
}

function keptElsewhere({ database, files }: Config): string[] {
  return [
    ...(database.engine === 'postgres' ? ['tips in PostgreSQL'] : []),
    ...(files.kept === 's3' ? [`files in the bucket ${files.bucket}`] : []),
  ];
}
