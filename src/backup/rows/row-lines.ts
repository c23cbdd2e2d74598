import { z } from 'zod';
import { parseJson } from '../archive/format.ts';
import type { Row } from './read-rows.ts';

/** JSON has neither bytes nor integers of any size, so these are said in an object. */
const value = z.union([
  z.string(),
  z.number(),
  z.null(),
  z.strictObject({ bytes: z.base64() }).transform(({ bytes }) => Buffer.from(bytes, 'base64')),
  z
    .strictObject({ integer: z.string().regex(/^-?\d{1,19}$/) })
    .transform(({ integer }) => BigInt(integer))
    .refine(integer => BigInt.asIntN(64, integer) === integer),
]);

const rowLine = z.record(z.string(), value);

/** A row as a line of JSON, without the line's end. @throws {TypeError} for a value that no column of ours has. */
export const toLine = (row: Row): string =>
  JSON.stringify(Object.fromEntries(Object.entries(row).map(([column, held]) => [column, toJson(held)])));

/** @throws {BackupError} when it is none of our lines. */
export const fromLine = (line: string): Row => parseJson(rowLine, line);

function toJson(held: unknown): unknown {
  if (held === null || typeof held === 'string') return held;
  if (typeof held === 'number' && Number.isFinite(held)) return held;
  if (typeof held === 'bigint') return { integer: String(held) };
  if (held instanceof Uint8Array) return { bytes: Buffer.from(held).toString('base64') };
  throw new TypeError(`a backup cannot hold a ${typeof held}`);
}
