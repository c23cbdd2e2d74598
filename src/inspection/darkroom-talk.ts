import { z } from 'zod';
import { details, shortfall } from './inspection.ts';

/** One piece of a file that goes between the two processes, in bytes: neither ever holds more of it than it must. */
export const PIECE = 1024 * 1024;

const bytes = z.custom<Uint8Array>(value => value instanceof Uint8Array);

/** What the desk says to its darkroom: one file at a time, then an answer to each question. */
export const toDarkroom = z.discriminatedUnion('is', [
  z.object({ is: z.literal('file'), size: z.int().min(0), claimedType: z.string() }),
  z.object({ is: z.literal('bytes'), bytes }),
  z.object({ is: z.literal('go on') }),
]);
export type ToDarkroom = z.output<typeof toDarkroom>;

const made = z.enum(['thumbnail', 'copy']);
export const MADE = made.options;
export type Made = z.output<typeof made>;

/** What is known of a file before anything is made of it, and so even when that ends the darkroom. */
const learnt = z.object({
  is: z.literal('learnt'),
  type: z.string().max(100).nullable(),
  details,
  shortfall: shortfall.nullable(),
});
export type Learnt = Omit<z.output<typeof learnt>, 'is'>;

const piece = z.object({
  is: z.literal('piece'),
  of: made,
  type: z.string().max(100),
  bytes: bytes.refine(some => some.length <= PIECE),
  isLast: z.boolean(),
});
export type Piece = z.output<typeof piece>;

/** What the darkroom says. It waits for an answer after `read` and after `piece`. */
export const fromDarkroom = z.discriminatedUnion('is', [
  z.object({ is: z.literal('ready') }),
  z
    .object({ is: z.literal('read'), start: z.int().min(0), end: z.int().min(0) })
    .refine(({ start, end }) => start <= end && end - start < PIECE),
  learnt,
  piece,
  /** `worn`: so much memory is held after it that the next file deserves a fresh process. */
  z.object({ is: z.literal('done'), broken: z.boolean(), worn: z.boolean() }),
]);
export type FromDarkroom = z.output<typeof fromDarkroom>;
