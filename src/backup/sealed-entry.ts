import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { KeptMaster } from '../db/seal-keys.ts';
import { createChunkOpening } from '../files/sealed/chunk-opening.ts';
import { keyOf, openFileFacts } from '../files/sealed/file-seal.ts';
import { FILE_PURPOSES } from '../files/sealed/stored-as.ts';
import { Unopened } from '../files/sealed/unopened.ts';
import { BackupError } from './backup-error.ts';

/**
 * What opens a file of a backup, and tells what was sent, by the masters that are inside: its row comes only after it. Thumbnails
 * and copies have no sums.
 */
export const fileOpening = z.strictObject({
  /** Bytes that were sent. */
  size: z.int().min(0),
  master: z.int(),
  salt: z.string(),
  wrapped: z.string(),
  as: z.enum(FILE_PURPOSES),
  sums: z.string().nullable(),
});
export type FileOpening = z.output<typeof fileOpening>;

/** The masters as they go into a backup, to open by. */
export const openerOf = (kept: readonly KeptMaster[]) => ({
  find: (of: number) => kept.find(({ master }) => master === of)?.key ?? null,
});

/**
 * The same bytes, as they stand in the store, once they have been opened.
 * @throws {BackupError} in the words of `damaged` where they are not what was sealed, or that is not what was sent.
 */
export const checkedByOpening = (
  bytes: AsyncIterable<Uint8Array>,
  kept: readonly KeptMaster[],
  opening: FileOpening & { id: string },
  damaged: string,
): AsyncGenerator<Uint8Array> => inWords(() => opened(bytes, kept, opening), damaged);

/** @throws {BackupError} in the words of `damaged` where a piece does not open. */
export async function* inWords(
  pieces: () => AsyncIterable<Uint8Array>,
  damaged: string,
): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces();
  } catch (error) {
    throw error instanceof Unopened ? new BackupError(damaged, { cause: error }) : error;
  }
}

async function* opened(
  bytes: AsyncIterable<Uint8Array>,
  kept: readonly KeptMaster[],
  { id, sums, ...seal }: FileOpening & { id: string },
): AsyncGenerator<Uint8Array> {
  const masters = openerOf(kept);
  const chunks = createChunkOpening({ ...keyOf(masters, id, seal), size: seal.size });
  const hash = createHash('sha256');
  for await (const piece of bytes) {
    for (const plain of chunks.add(piece)) hash.update(plain);
    yield piece;
  }
  chunks.end();
  if (sums === null) return;
  const { sha256 } = openFileFacts(masters, { id, seal, sealed: sums });
  if (hash.digest('hex') !== sha256) throw new Unopened(id);
}
