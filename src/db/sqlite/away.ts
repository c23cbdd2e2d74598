import { z } from 'zod';
import { DatabaseAway, type Trouble } from '../troubles.ts';

/** By SQLite's primary result codes (https://www.sqlite.org/rescode.html): busy, locked, read-only, a fault of the disk, not opened. */
const BY_CODE: Readonly<Record<number, Trouble>> = {
  5: 'away',
  6: 'away',
  8: 'read-only',
  10: 'away',
  14: 'away',
};

const described = z.object({ code: z.string(), errcode: z.number().optional() });

/** What the error of a question, or of a flush of the log, says of the database; null where it is about the question. */
export function awayFrom(error: unknown): DatabaseAway | null {
  if (error instanceof DatabaseAway) return error;
  const { code, errcode } = described.catch({ code: '' }).parse(error);
  // Extended codes carry the primary one in their lowest byte.
  const why = errcode === undefined ? undefined : BY_CODE[errcode & 0xff];
  if (why !== undefined) return new DatabaseAway(why, code, error);
  return code === 'EIO' || code === 'EROFS' ? new DatabaseAway('away', code, error) : null;
}
