import type { Database, Write } from '../db/database.ts';
import type { FileStore } from '../files/store.ts';
import { takeFile } from '../files/take-file.ts';
import { Failed, type Handler, type Job } from '../outbox/job.ts';
import { type Darkroom, type Findings, type Keep, LostDarkroom, type Original } from './darkroom.ts';
import type { Made } from './darkroom-talk.ts';
import type { MadeFile } from './inspection.ts';

export type InspectionParts = {
  database: Database;
  files: FileStore;
  clock: () => number;
  darkroom: Darkroom;
};

/** A darkroom lost so often over the same file is the file's doing. */
const MOST_ATTEMPTS = 3;
/** Bytes of one made file. */
const MOST = 1024 ** 3;

/** Finds out what a file is, shows and tells. Ends with a row, whatever the file is, or with the file gone. */
export const inspectFile = (parts: InspectionParts): Handler => ({ run: job => inspect(parts, job) });

async function inspect(parts: InspectionParts, job: Job): Promise<void> {
  const { database, files, clock, darkroom } = parts;
  const file = await findFile(database, job.subject);
  if (file === null) return;

  const original = { ...file, read: range => files.read(file.id, range) } satisfies Original;
  const made = createMadeFiles(files);
  const findings = await lookAt(darkroom, original, made.keep, job).catch(async (error: unknown) => {
    await made.remove();
    throw error;
  });
  if (findings.broken) await made.remove();
  // A failure here may still have been committed, so what was made stays; the sweep removes what no row names.
  const isOurs = await database.write(trx =>
    write(trx, database.engine, file, rowOf(findings, made.files, clock())),
  );
  if (!isOurs) await made.remove();
}

/** Null when the file is gone, or was inspected before. */
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
    ])
    .where('files.id', '=', id)
    .executeTakeFirst();
  return row === undefined || row.inspected !== null ? null : row;
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

/** What was made of one file, until a row names it. */
function createMadeFiles(store: FileStore) {
  const files = new Map<Made, MadeFile>();
  return {
    files,
    keep: async (made: Made, type: string, bytes: Parameters<Keep>[2]) => {
      const kept = await takeFile(store, bytes, MOST);
      if (kept === null) throw new Failed('made file too large');
      files.set(made, { id: kept.id, size: kept.size, type });
    },
    async remove() {
      await store.remove([...files.values()].map(file => file.id));
      files.clear();
    },
  };
}

function rowOf({ broken, type, details }: Findings, made: ReadonlyMap<Made, MadeFile>, at: number) {
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
    details: JSON.stringify(details),
  };
}

type Row = ReturnType<typeof rowOf>;

/** False when the file is gone meanwhile, or has its row already. */
async function write(trx: Write, engine: Database['engine'], file: { id: string; tip: number }, row: Row) {
  const tip = trx.selectFrom('tips').select('number').where('number', '=', file.tip);
  // Forgetting begins with the tip's row: it has gone before us, or sees what we write. SQLite has one writer anyway.
  await (engine === 'postgres' ? tip.forUpdate() : tip).execute();
  const found = await trx.selectFrom('files').select('id').where('id', '=', file.id).executeTakeFirst();
  if (found === undefined) return false;
  const written = await trx
    .insertInto('inspections')
    .values({ file: file.id, ...row })
    .onConflict(conflict => conflict.column('file').doNothing())
    .returning('file')
    .executeTakeFirst();
  return written !== undefined;
}
