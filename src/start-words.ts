import { type Config, WrongSettings } from './config.ts';
import { WrongKey } from './db/own-key.ts';

/** SQLite is written by one process at a time, and would only make the others wait. */
export const workersOf = ({ database, workers }: Config): number =>
  database.engine === 'sqlite' ? 1 : workers;

/** Where all is. `setupLink`: for the desk's first account; null where there is staff. */
export function startLines(config: Config, setupLink: string | null): string[] {
  const { publicUrl, smtpUrl, newsroom, dataDir, workers } = config;
  const inbox = newsroom.inbox.join(', ');
  const lines = [
    `Form   ${publicUrl}`,
    `List   ${publicUrl}/admin  ${setupLink === null ? 'sign in with your e-mail and password' : `first make your account, within a day: ${setupLink}`}`,
    `Mail   ${smtpUrl === null ? `SMTP_URL is not set: mails to ${inbox} are kept as files in ${dataDir}/mail` : `to ${inbox}`}`,
    `Data   ${[dataDir, ...keptElsewhere(config)].join(', ')}`,
  ];
  if (workers === 1) return lines;
  const told =
    workersOf(config) === 1
      ? `1 worker, not ${workers}: SQLite is written by one process at a time; set DATABASE_URL for more`
      : `${workers} workers`;
  return [...lines, `Work   ${told}`];
}

/** Why a start came to nothing. */
export function whyNotStarted(error: unknown): string {
  if (error instanceof WrongSettings || error instanceof WrongKey || error instanceof WorkerFailed)
    return error.message;
  return `The desk could not start: ${error instanceof Error ? error.message : 'unknown fault'}`;
}

/** The first worker could not start; the message is what it would have said by itself. */
export class WorkerFailed extends Error {
  override name = 'WorkerFailed';
}

function keptElsewhere({ database, files }: Config): string[] {
  return [
    ...(database.engine === 'postgres' ? ['tips in PostgreSQL'] : []),
    ...(files.kept === 's3' ? [`files in the bucket ${files.bucket}`] : []),
  ];
}
