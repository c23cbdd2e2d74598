import { z } from 'zod';
import { details, shortfall } from '../details.ts';

/** One piece of a file that goes between the two processes, in bytes: neither ever holds more of it than it must. */
export const PIECE = 1024 * 1024;

const bytes = z.custom<Uint8Array>(value => value instanceof Uint8Array);

/** Seconds that a process may compute, all threads together. One that has had half of them is replaced between two files. */
export const MOST_COMPUTING = 600;

/** With this signal the sandbox ends itself when it has taken too much memory; nothing else sends it. */
export const TOO_MUCH_MEMORY = 'SIGUSR2';

/** What the desk sends to its sandbox: one file at a time, then an answer to each question. */
export const toSandbox = z.discriminatedUnion('is', [
  z.object({ is: z.literal('file'), size: z.int().min(0), claimedType: z.string(), decode: z.boolean() }),
  z.object({ is: z.literal('bytes'), bytes }),
  z.object({ is: z.literal('go on') }),
]);
export type ToSandbox = z.output<typeof toSandbox>;

const made = z.enum(['thumbnail', 'copy']);
export const MADE = made.options;
export type Made = z.output<typeof made>;

/** What is known of a file before anything is made of it, and so even when that ends the sandbox. */
const facts = z.object({
  is: z.literal('facts'),
  type: z.string().max(100).nullable(),
  details,
  shortfall: shortfall.nullable(),
});
export type Facts = Omit<z.output<typeof facts>, 'is'>;

const piece = z.object({
  is: z.literal('piece'),
  of: made,
  type: z.string().max(100),
  bytes: bytes.refine(some => some.length <= PIECE),
  isLast: z.boolean(),
});
export type Piece = z.output<typeof piece>;

/** What the sandbox sends. It waits for an answer after `read` and after `piece`. */
export const fromSandbox = z.discriminatedUnion('is', [
  z.object({ is: z.literal('ready') }),
  z
    .object({ is: z.literal('read'), start: z.int().min(0), end: z.int().min(0) })
    .refine(({ start, end }) => start <= end && end - start < PIECE),
  facts,
  piece,
  /** `worn`: so much memory is held after it that the next file deserves a fresh process. */
  z.object({ is: z.literal('done'), broken: z.boolean(), worn: z.boolean() }),
]);
export type FromSandbox = z.output<typeof fromSandbox>;
