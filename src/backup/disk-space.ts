import { stat } from 'node:fs/promises';
import { freeSpace, isDiskFull } from '../disk.ts';
import { formatSize } from '../i18n/size.ts';
import { BackupError } from './backup-error.ts';
import type { Place } from './place.ts';

const english = (bytes: number) => formatSize(Math.max(0, bytes), 'en');

/** @throws {BackupError} when the disk would be full, or, being the desk's own, the desk would take no more files. */
export async function requireSpaceForBackup(bytes: number, folder: string, place: Place): Promise<void> {
  const isDesksOwn = (await stat(folder)).dev === (await stat(place.dataDir)).dev;
  const reserve = isDesksOwn ? place.limits.diskReserve : 0;
  const free = (await freeSpace(folder)) - reserve;
  if (bytes <= free) return;
  const beside = reserve > 0 ? ` beside the ${english(reserve)} of DISK_RESERVE` : '';
  throw new BackupError(
    `A backup takes about ${english(bytes)}, and ${folder} has ${english(free)} free${beside}.`,
  );
}

/** @throws {BackupError} when the files of a backup of so many bytes cannot be put. `space` is above the reserve. */
export function requireSpaceForFiles(bytes: number, space: number, reserve: number): void {
  if (bytes <= space) return;
  throw new BackupError(
    `The backup has ${english(bytes)}, and DATA_DIR has ${english(space)} free beside the ${english(reserve)} of DISK_RESERVE.`,
  );
}

/** A full disk in words; any other error as it is. */
export const explainDiskFull = (error: unknown, words: string): unknown =>
  isDiskFull(error) ? new BackupError(words, { cause: error }) : error;
