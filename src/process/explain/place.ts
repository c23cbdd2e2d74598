import { lstatSync } from 'node:fs';
import { dirname } from 'node:path';
import { isDiskFull } from '../../disk.ts';
import { systemErrorOf } from './system-error.ts';

const NOT_ALLOWED = (path: string) => `${firstThere(path)} may not be read or written by this user.`;
const NOT_A_FOLDER = (path: string) => `${firstThere(path)} is no folder, where one is needed.`;
const NO_ROOM = (path: string) => `There is no room left on the disk of ${path}.`;

const REASONS: Readonly<Record<string, (path: string) => string>> = {
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  EROFS: path => `${firstThere(path)} lies on a disk that can only be read.`,
  ENOSPC: NO_ROOM,
  EDQUOT: NO_ROOM,
  ENOTDIR: NOT_A_FOLDER,
  EEXIST: NOT_A_FOLDER,
  EISDIR: path => `${path} is a folder, where a file is needed.`,
  ENOENT: path => `${path} is not there, and cannot be made.`,
  ENAMETOOLONG: path => `${path} is longer than a name may be.`,
  ELOOP: path => `${path} is a link that leads in circles.`,
  EIO: path => `The disk of ${path} reports a fault.`,
  EMFILE: () => 'This user has too many files open (ulimit -n).',
  ENFILE: () => 'This machine has too many files open.',
};

/** Why a file or folder could not be read or written, and what to do; null where the error is about something else. */
export function explainPlace(error: unknown, dataDir: string): string | null {
  const found = systemErrorOf(error);
  return found && explainCode(found.code, pathOf(error, dataDir), dataDir);
}

/** The same for a code of the system and a path; null for a code that says nothing of either. */
export function explainCode(code: string, path: string, dataDir: string): string | null {
  const reason = reasonFor(code, path);
  const isOfData = path.startsWith(dataDir) || dataDir.startsWith(path);
  return reason !== null && isOfData
    ? `${reason} Change that, or set DATA_DIR to a folder of your own, for example: DATA_DIR=$HOME/jebo-data npm start`
    : reason;
}

/** Only what is so; `folder` is what it is about where the error does not say. */
export function reasonAtPlace(error: unknown, folder: string): string | null {
  const found = systemErrorOf(error);
  return found && reasonFor(found.code, pathOf(error, folder));
}

const reasonFor = (code: string, path: string): string | null =>
  path === '' ? null : (REASONS[code]?.(path) ?? null);

/** A full disk is told without a path by the database, and by a file that was opened earlier. Empty: it is about no path. */
const pathOf = (error: unknown, folder: string): string =>
  systemErrorOf(error)?.path ?? (isDiskFull(error) ? folder : '');

/** The part of a path that is there: of what is asked for below a file, that file. */
function firstThere(path: string): string {
  for (let part = path; part !== dirname(part); part = dirname(part)) if (isThere(part)) return part;
  return path;
}

/** A link that leads nowhere is there, too. */
function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}
