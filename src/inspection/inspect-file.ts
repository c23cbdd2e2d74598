import type { Readable } from 'node:stream';
import type { Database, Write } from '../db/database.ts';
import { DiskFull, isDiskFull } from '../disk.ts';
import type { FileStore } from '../files/store.ts';
import { takeFile } from '../files/take-file.ts';
import type { Handler, Job } from '../outbox/job.ts';
import type { Darkroom } from './darkroom.ts';
import { type Findings, type Keep, LostDarkroom, type Original } from './darkroom-session.ts';
import type { Made } from './darkroom-talk.ts';
import type { MadeFile, Shortfall } from './inspection.ts';
import { madeId } from './made-ids.ts';
import { hastenNext } from './turns.ts';

export type InspectionParts = {
  database: Database;
  files: FileStore;
  clock: () => number;
  darkroom: Darkroom;
};

/** A darkroom lost so often over the same file is the file's doing. */
const MOST_ATTEMPTS = 3;
/** Bytes of what is made. A small file can stand for any number of pixels, and what is made of it would fill the disk. */
const MOST_THUMBNAIL = 2 * 1024 * 1024;
const MOST_COPY = 32 * 1024 * 1024;
const COPY_TO_FILE = 4;

/** Finds out what a file is, shows and tells. Ends with a row, whatever the file is, or with the file gone. */
export const inspectFile = (parts: InspectionParts): Handler => ({
  async run(job) {
    try {
      await inspect(parts, job);
    } finally {
      await hastenNext(parts, job.subject);
    }
  },
});

/** @throws {DiskFull} when there was no room for what was made: what was found out is kept, and all is tried again. */
async function inspect(parts: InspectionParts, job: Job): Promise<void> {
  const { database, files, clock, darkroom } = parts;
  const file = await findFile(database, job.subject);
  if (file === null) return;
  if (file.lacksSpace && (await files.space()) <= 0) throw new DiskFull();

  const original = { ...file, read: range => files.read(file.id, range) } satisfies Original;
  const made = createMadeFiles(files, file, job.attempts);
  const findings = await lookAt(darkroom, original, made.keep, job).catch(async (error: unknown) => {
    await made.remove();
    throw error;
  });
  const lacksSpace = findings.shortfall === 'no space';
  if (findings.broken || lacksSpace) await made.remove();
  // A failure here may still have been committed, so what was made stays; the sweep removes what no row names.
  const isOurs = await database.write(trx =>
    write(trx, database.engine, file, rowOf(findings, made.files, clock())),
  );
  if (!isOurs) await made.remove();
  else if (lacksSpace) throw new DiskFull();
}

/** Null when the file is gone, or was inspected before with all that could be made of it. */
async function findFile({ query }: Database, id: string) {
  const row = await query
    .selectFrom('files')
    .leftJoin('inspections', 'inspections.file', 'files.id')
    .select([
      'files.id',
      'files.tip',
      'files.size',
      'files.claimed_type as claimedType',
      'inspections.file as inspected',
      'inspections.shortfall',
    ])
    .where('files.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const lacksSpace = row.shortfall === 'no space';
  return row.inspected !== null && !lacksSpace ? null : { ...row, lacksSpace };
}

async function lookAt(darkroom: Darkroom, original: Original, keep: Keep, job: Job): Promise<Findings> {
  try {
    return await darkroom.inspect(original, keep, job.signal);
  } catch (error) {
    if (error instanceof LostDarkroom && job.attempts >= MOST_ATTEMPTS)
      return { ...error.learnt, broken: true };
    throw error;
  }
}

/** What an attempt makes of one file, until a row names it. */
function createMadeFiles(store: FileStore, { id, size }: { id: string; size: number }, attempt: number) {
  const files = new Map<Made, MadeFile>();
  const most = { thumbnail: MOST_THUMBNAIL, copy: Math.max(MOST_COPY, COPY_TO_FILE * size) };
  return {
    files,
    keep: async (made: Made, type: string, bytes: Readable): Promise<Shortfall | null> => {
      try {
        if ((await store.space()) <= 0) return 'no space';
        const kept = await takeFile(store, bytes, most[made], madeId(id, made, attempt));
        if (kept === null) return 'too large';
        files.set(made, { id: kept.id, size: kept.size, type });
        return null;
      } catch (error) {
        if (isDiskFull(error)) return 'no space';
        throw error;
      }
    },
    async remove() {
      await store.remove([...files.values()].map(file => file.id));
      files.clear();
    },
  };
}

function rowOf(
  { broken, type, details, shortfall }: Findings,
  made: ReadonlyMap<Made, MadeFile>,
  at: number,
) {
  const [thumbnail, copy] = [made.get('thumbnail'), made.get('copy')];
  return {
    at,
    broken: broken ? (1 as const) : (0 as const),
    type,
    thumbnail: thumbnail?.id ?? null,
    thumbnail_size: thumbnail?.size ?? null,
    copy: copy?.id ?? null,
    copy_size: copy?.size ?? null,
    copy_type: copy?.type ?? null,
    shortfall,
    details: JSON.stringify(details),
  };
}

type Row = ReturnType<typeof rowOf>;

/** False when the file is gone meanwhile, or has its row already, but for one that tells of a lack of space. */
async function write(trx: Write, engine: Database['engine'], file: { id: string; tip: number }, row: Row) {
  const tip = trx.selectFrom('tips').select('number').where('number', '=', file.tip);
  // Forgetting begins with the tip's row: it has gone before us, or sees what we write. SQLite has one writer anyway.
  await (engine === 'postgres' ? tip.forUpdate() : tip).execute();
  const found = await trx.selectFrom('files').select('id').where('id', '=', file.id).executeTakeFirst();
  if (found === undefined) return false;
  const written = await trx
    .insertInto('inspections')
    .values({ file: file.id, ...row })
    .onConflict(conflict =>
      conflict.column('file').doUpdateSet(row).where('inspections.shortfall', '=', 'no space'),
    )
    .returning('file')
    .executeTakeFirst();
  return written !== undefined;
}
