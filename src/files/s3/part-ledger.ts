import type { Database, Write } from '../../db/database.ts';
import type { Schema } from '../../db/schema/schema.ts';
import type { Sums } from '../portable-checksums.ts';

/** `size` in bytes; its sums are those behind it: none, and an empty hash, where nobody asks for them. */
export type SentPart = { number: number; size: number; etag: string } & Sums;

/** The object that holds the first `size` bytes of a part that is not full yet, or was not when it was written. */
type Tail = { key: string; part: number; size: number };

/** What S3 has of a file that is not whole; `partSize` in bytes, of each part but the last. */
export type Begun = { partSize: number; uploadId: string | null; tail: Tail | null; parts: SentPart[] };

/** A file, and who writes it now. */
export type Writing = { file: string; writer: string };

export type Found = Begun & Pick<Writing, 'writer'>;

/**
 * What is on its way into S3, so that any process can go on with it. Once a call has resolved, a power cut loses nothing
 * of it. Of those who write the same file only the last one that began notes anything; for the others it throws.
 */
export type PartLedger = {
  find(file: string): Promise<Found | null>;
  begin(writing: Writing, partSize: number): Promise<void>;
  /** `writer` goes on in place of `before`, behind part number `last`; the parts behind that are forgotten. */
  takeOver(writing: Writing, before: string, last: number): Promise<void>;
  noteUploadId(writing: Writing, uploadId: string): Promise<void>;
  notePart(writing: Writing, part: SentPart): Promise<void>;
  noteTail(writing: Writing, tail: Tail): Promise<void>;
  /** What another one has begun anew meanwhile stays. */
  forget(writing: Writing): Promise<void>;
  /** `at`: when something was noted last, in milliseconds since 1970. */
  all(): Promise<{ file: string; at: number }[]>;
};

/** Somebody else writes this file now. */
class Superseded extends Error {
  override name = 'Superseded';
}

export function createPartLedger({ query, write }: Database, clock: () => number): PartLedger {
  const note = (trx: Write, { file, writer }: Writing, news: Partial<Schema['s3_incoming']>) =>
    trx
      .updateTable('s3_incoming')
      .set({ ...news, at: clock() })
      .where('file', '=', file)
      .where('writer', '=', writer)
      .executeTakeFirst()
      .then(({ numUpdatedRows }) => {
        if (numUpdatedRows === 0n) throw new Superseded();
      });
  return {
    find: file => find({ query }, file),
    begin: ({ file, writer }, partSize) =>
      write(async trx => {
        const nothing = { upload_id: null, tail_key: null, tail_part: null, tail_size: null };
        const row = { file, writer, part_size: partSize, at: clock(), ...nothing };
        await trx.insertInto('s3_incoming').values(row).execute();
      }),
    takeOver: ({ file, writer }, before, last) =>
      write(async trx => {
        await note(trx, { file, writer: before }, { writer });
        await trx.deleteFrom('s3_parts').where('file', '=', file).where('number', '>', last).execute();
      }),
    noteUploadId: (writing, uploadId) => write(trx => note(trx, writing, { upload_id: uploadId })),
    notePart: (writing, part) =>
      write(async trx => {
        await note(trx, writing, {});
        await trx
          .insertInto('s3_parts')
          .values({ file: writing.file, ...part })
          .execute();
      }),
    noteTail: (writing, { key, part, size }) =>
      write(trx => note(trx, writing, { tail_key: key, tail_part: part, tail_size: size })),
    forget: ({ file, writer }) =>
      write(async trx => {
        // Its parts go with it.
        await trx.deleteFrom('s3_incoming').where('file', '=', file).where('writer', '=', writer).execute();
      }),
    all: () => query.selectFrom('s3_incoming').select(['file', 'at']).execute(),
  };
}

async function find({ query }: Pick<Database, 'query'>, file: string): Promise<Found | null> {
  const row = await query.selectFrom('s3_incoming').selectAll().where('file', '=', file).executeTakeFirst();
  if (row === undefined) return null;
  const parts = await query
    .selectFrom('s3_parts')
    .select(['number', 'size', 'etag', 'hash', 'crc32'])
    .where('file', '=', file)
    .orderBy('number')
    .execute();
  const { part_size: partSize, upload_id: uploadId, tail_key: key, tail_part: part, tail_size: size } = row;
  const tail = key === null || part === null || size === null ? null : { key, part, size };
  return { writer: row.writer, partSize, uploadId, tail, parts };
}

/** Where nothing comes bit by bit, as in a restore, whose tables are not there yet: what is begun is known to S3 alone. */
export const noPartLedger: PartLedger = {
  find: async () => null,
  begin: async () => {},
  takeOver: async () => {},
  noteUploadId: async () => {},
  notePart: async () => {},
  noteTail: async () => {},
  forget: async () => {},
  all: async () => [],
};
