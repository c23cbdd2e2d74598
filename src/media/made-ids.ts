import { createHash } from 'node:crypto';
import { MADE, type Made } from './sandbox/protocol.ts';

/** An attempt that lost its lease may still write while the next one does: those near to each other share no id. */
const SLOTS = 4;

/**
 * The id of what an attempt makes of a file. It follows from the file's id, so that what a crash has left, and no row
 * names, can be found; and it tells nothing of that id, which is random.
 */
export const madeId = (file: string, made: Made, attempt: number): string =>
  createHash('sha256')
    .update(`${made} ${attempt % SLOTS} of ${file}`)
    .digest('hex')
    .slice(0, 32);

/** Every id that what was made of a file can have. */
export const allMadeIds = (file: string): string[] =>
  MADE.flatMap(made => Array.from({ length: SLOTS }, (_, slot) => madeId(file, made, slot)));
