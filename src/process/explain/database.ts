import { statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../../config/config.ts';
import { OtherEncoding } from '../../db/postgres/encoding.ts';
import { SQLITE_FILE } from '../../db/sqlite/sqlite.ts';
import { DatabaseAway } from '../../db/troubles.ts';
import { explainCode } from './place.ts';
import { systemErrorOf } from './system-error.ts';

type Place = Pick<Config, 'database' | 'dataDir'>;

/** Why the database cannot be used, and what to do; null where the error is about something else. */
export function explainDatabase(error: unknown, { database, dataDir }: Place): string | null {
  if (error instanceof Error && IS_OTHER.test(error.message))
    return 'This database has been brought forward by another program, and not by Jebo. Set DATABASE_URL, or DATA_DIR, to a place of the desk’s own.';
  return database.engine === 'sqlite' ? explainSqlite(error, dataDir) : explainPostgres(error, database.url);
}

/** Kysely's words for migrations without any of ours. */
const IS_OTHER = /previously executed migration \S+ is missing/;

const FOREIGN_FILE = (dataDir: string) =>
  `${join(dataDir, SQLITE_FILE)} has tables of something else. Set DATA_DIR to another folder.`;
const FOREIGN_TABLES = (at: string) =>
  `The database in PostgreSQL at ${at} has tables of something else. Set DATABASE_URL to one of the desk's own.`;

const sqliteError = z.object({
  code: z.literal('ERR_SQLITE_ERROR'),
  errcode: z.number(),
  message: z.string(),
});

const ANOTHER_PROGRAM = (path: string) =>
  `Another program holds ${path} and did not let go within 5 seconds. Perhaps a copy or a tool has it open: end that, and try again.`;
const DAMAGED = (path: string) =>
  `${path} is damaged. Keep it as it is, and bring back a backup into an empty folder (docs/backup.md).`;
const UNOPENED = (path: string, dataDir: string) =>
  explainCode(isFolder(path) ? 'EISDIR' : 'EACCES', path, dataDir);

/** By SQLite's primary result codes (https://www.sqlite.org/rescode.html). */
const SQLITE: Readonly<Record<number, (path: string, dataDir: string) => string | null>> = {
  5: ANOTHER_PROGRAM,
  6: ANOTHER_PROGRAM,
  8: (path, dataDir) => explainCode('EACCES', path, dataDir),
  10: (path, dataDir) => explainCode('EIO', path, dataDir),
  11: DAMAGED,
  13: (path, dataDir) => explainCode('ENOSPC', path, dataDir),
  14: UNOPENED,
  26: path => `${path} is not a database. Move it away, or set DATA_DIR to another folder.`,
};

function explainSqlite(thrown: unknown, dataDir: string): string | null {
  const error = thrown instanceof DatabaseAway ? thrown.cause : thrown;
  const found = sqliteError.safeParse(error).data;
  if (found === undefined) return null;
  const path = join(dataDir, SQLITE_FILE);
  if (/already exists$/.test(found.message)) return FOREIGN_FILE(dataDir);
  // Extended codes carry the primary one in their lowest byte.
  return SQLITE[found.errcode & 0xff]?.(path, dataDir) ?? null;
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

const UNREACHABLE = (at: string) =>
  `PostgreSQL does not answer at ${at}. See whether it runs and whether DATABASE_URL has the right host and port.`;
const PASSWORD = (at: string) =>
  `PostgreSQL at ${at} does not take the user or password of DATABASE_URL. Letters such as @ : / # in a password are written as %40 %3A %2F %23.`;

const NO_CONNECTION = (at: string) =>
  `PostgreSQL at ${at} takes no more connections. Raise its max_connections, or end what holds them (docs/operating.md).`;

/** By SQLSTATE (PostgreSQL's appendix A) and by the system's and TLS's own codes. */
const POSTGRES: Readonly<Record<string, (at: string) => string>> = {
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  ENOENT: UNREACHABLE,
  EACCES: UNREACHABLE,
  '28P01': PASSWORD,
  '28000': PASSWORD,
  '3D000': at =>
    `PostgreSQL at ${at} has no database of the name in DATABASE_URL. Make it, for example: createdb NAME`,
  '42P07': FOREIGN_TABLES,
  '42501': at =>
    `PostgreSQL at ${at} does not allow the user of DATABASE_URL to make tables. Make that user the owner of the database.`,
  '25006': at =>
    `PostgreSQL at ${at} can only be read: it is a copy of another. Set DATABASE_URL to the one that is written.`,
  '53100': at => `The disk of PostgreSQL at ${at} is full.`,
  '53300': NO_CONNECTION,
  '55P03': at =>
    `PostgreSQL at ${at} did not hand out a table in time, as while a backup is taken. Try again when that has ended.`,
  '57P03': at => `PostgreSQL at ${at} is just starting or stopping. Try again in a moment.`,
};

/** What the driver says without a code. */
const BY_MESSAGE: readonly (readonly [RegExp, (at: string) => string])[] = [
  [/client password must be a string/, PASSWORD],
  [
    /does not support SSL/,
    at =>
      `PostgreSQL at ${at} speaks no TLS. Take sslmode out of DATABASE_URL only where nobody else shares the network.`,
  ],
  [/Connection terminated|timeout expired|timeout exceeded/, UNREACHABLE],
  [
    /certificate|self-signed/i,
    at =>
      `The certificate of PostgreSQL at ${at} is not trusted. Name its authority: sslmode=verify-full&sslrootcert=FILE in DATABASE_URL.`,
  ],
];

function explainPostgres(thrown: unknown, url: string): string | null {
  const at = hostOf(url);
  const error = thrown instanceof DatabaseAway ? (thrown.cause ?? thrown) : thrown;
  if (error instanceof OtherEncoding)
    return `The database in PostgreSQL at ${at} keeps text as ${error.encoding}, in which not every letter can be written. Make one that keeps UTF8, for example: createdb --template=template0 --encoding=UTF8 NAME`;
  const found = systemErrorOf(error);
  const isOfLine = found?.syscall === undefined || ['connect', 'getaddrinfo', 'read'].includes(found.syscall);
  const byCode = found !== null && isOfLine ? POSTGRES[found.code]?.(at) : undefined;
  if (byCode !== undefined) return byCode;
  const message = error instanceof Error ? error.message : '';
  const byMessage = BY_MESSAGE.find(([words]) => words.test(message))?.[1];
  if (byMessage !== undefined) return byMessage(at);
  return thrown instanceof DatabaseAway ? (thrown.why === 'full' ? NO_CONNECTION : UNREACHABLE)(at) : null;
}

/** Host and port alone: user and password are nobody's to read. */
function hostOf(url: string): string {
  const { host, searchParams } = new URL(url);
  return host || searchParams.get('host') || 'the usual place';
}
