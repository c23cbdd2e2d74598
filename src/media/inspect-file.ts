import type { Readable } from 'node:stream';
import type { Masters } from '../crypto/masters.ts';
import type { Database, Write } from '../db/database.ts';
import { ensureTipSeal, findTipSeal, holdTipRow, tipSealOf } from '../db/tip-keys.ts';
import { DiskFull, isDiskFull } from '../disk.ts';
import { factsIfOpened, sealForTip } from '../files/sealed/file-seal.ts';
import type { SealedFiles } from '../files/sealed/sealed-files.ts';
import { sealOfTip } from '../files/sealed/stored-as.ts';
import { Unopened } from '../files/sealed/unopened.ts';
import { wakeJobs } from '../jobs/enqueue.ts';
import type { Handler, Job } from '../jobs/job.ts';
import type { Shortfall } from './details.ts';
import { inspectedColumns, type MadeFile, type Subject } from './inspection.ts';
import { madeId } from './made-ids.ts';
import type { Made } from './sandbox/protocol.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import { type Findings, type Keep, type Original, SandboxLost } from './sandbox/session.ts';
import { endTurn, isSpent } from './turns.ts';

export type InspectionParts = {
  database: Database;
  files: SealedFiles;
  masters: Masters;
  clock: () => number;
  sandbox: Pick<Sandbox, 'inspect'>;
  /** A file of this tip was looked at. May be said more than once. */
  afterInspection: (trx: Write, now: number, tip: number) => Promise<void>;
};

/** A sandbox lost so often over the same file is the file's doing. */
const MOST_ATTEMPTS = 3;
/** Bytes of what is made. A small file can stand for any number of pixels, and what is made of it would fill the disk. */
const MOST_THUMBNAIL = 2 * 1024 * 1024;
const MOST_COPY = 32 * 1024 * 1024;
const COPY_TO_FILE = 4;

/** Finds out what a file is, shows and tells. Ends with a row, whatever the file is, or with the file gone. */
export const inspectFile = (parts: InspectionParts): Handler<'inspect file'> => ({
  async run(job) {
    let took: number | null = null;
    try {
      took = await inspect(parts, job);
    } finally {
      await endTurn(parts, job.subject, took ?? parts.clock() - job.claimedAt);
    }
  },
});

/** Gives how long it took. @throws {DiskFull} when there was no room for what was made: what was found out is kept, and all is tried again. */
async function inspect(parts: InspectionParts, job: Job<'inspect file'>): Promise<number> {
  const { database, files, masters, clock, sandbox } = parts;
  const file = await findFile(database, masters, job.subject);
  if (file === null) return 0;
  if (file.lacksSpace && (await files.space()) <= 0) throw new DiskFull();

  const decode = !(await isSpent(database, file.tip));
  const original = { ...file, decode, read: range => files.read(file, range) } satisfies Original;
  const made = createMadeFiles(files, file, job.attempts);
  const findings = await inspectIn(sandbox, original, made.keep, job).catch(async (error: unknown) => {
    await made.remove();
    throw error;
  });
  const lacksSpace = findings.shortfall === 'no space';
  if (findings.broken || lacksSpace) await made.remove();
  // A failure here may still have been committed, so what was made stays; the sweep removes what no row names.
  const isOurs = await database.write(trx =>
    write(trx, { engine: database.engine, masters }, file, { findings, made: made.files, at: clock() }),
  );
  if (!isOurs) await made.remove();
  else await tellInspected(parts, file.tip);
  if (isOurs && lacksSpace) throw new DiskFull();
  return findings.took;
}

/** In a transaction of its own: of two files that are done at once, neither would see the other's row. A crash in between costs a wait. */
async function tellInspected({ database, clock, afterInspection }: InspectionParts, tip: number) {
  await database.write(trx => afterInspection(trx, clock(), tip));
  wakeJobs(database);
}

/** Null when the file is gone, or was inspected before with all that could be made of it. */
async function findFile({ query }: Database, masters: Masters, id: string) {
  const row = await query
    .selectFrom('files')
    .leftJoin('inspections', 'inspections.file', 'files.id')
    .leftJoin('tip_keys', 'tip_keys.tip', 'files.tip')
    .selectAll('files')
    .select(['tip_keys.master', 'tip_keys.salt', 'inspections.file as inspected', 'inspections.shortfall'])
    .where('files.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const lacksSpace = row.shortfall === 'no space';
  if (row.inspected !== null && !lacksSpace) return null;
  const { size, tip } = row;
  const seal = sealOfTip(row, tipSealOf(row));
  const claimedType = factsIfOpened(masters, row, seal)?.claimedType ?? '';
  return { id, size, tip, claimedType, seal, lacksSpace };
}

async function inspectIn(
  sandbox: Pick<Sandbox, 'inspect'>,
  original: Original,
  keep: Keep,
  job: Job<'inspect file'>,
): Promise<Findings> {
  try {
    return await sandbox.inspect(original, keep, job.signal);
  } catch (error) {
    if (error instanceof Unopened) return UNOPENED;
    if (error instanceof SandboxLost && job.attempts >= MOST_ATTEMPTS)
      return { ...error.facts, broken: true, took: 0 };
    throw error;
  }
}

/** Of a file that does not open nothing can be told but that it is damaged. */
const UNOPENED: Findings = { type: null, details: {}, shortfall: null, broken: true, took: 0 };

/** What an attempt makes of one file, until a row names it. */
function createMadeFiles(store: SealedFiles, { id, size }: { id: string; size: number }, attempt: number) {
  const files = new Map<Made, MadeFile>();
  const most = { thumbnail: MOST_THUMBNAIL, copy: Math.max(MOST_COPY, COPY_TO_FILE * size) };
  return {
    files,
    keep: async (made: Made, type: string, bytes: Readable): Promise<Shortfall | null> => {
      try {
        if ((await store.space()) <= 0) return 'no space';
        const kept = await store.take(bytes, most[made], madeId(id, made, attempt));
        if (kept === null) return 'too large';
        files.set(made, { id: kept.id, size: kept.size, seal: kept.seal, type });
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

type Found = { findings: Findings; made: ReadonlyMap<Made, MadeFile>; at: number };

function rowOf({ findings, made, at }: Found, subject: Subject) {
  const wrapped = wrapping(made, subject);
  const { broken, type, details, shortfall, took } = findings;
  const [thumbnail, copy] = [made.get('thumbnail'), made.get('copy')];
  return {
    at,
    broken: broken ? (1 as const) : (0 as const),
    ...inspectedColumns(subject, { type, details: JSON.stringify(details) }),
    thumbnail: thumbnail?.id ?? null,
    thumbnail_size: thumbnail?.size ?? null,
    thumbnail_wrapped: wrapped('thumbnail'),
    copy: copy?.id ?? null,
    copy_size: copy?.size ?? null,
    copy_wrapped: wrapped('copy'),
    copy_type: copy?.type ?? null,
    shortfall,
    took,
  };
}

/** False when the file is gone meanwhile, or has its row already, but for one that tells of a lack of space. */
async function write(
  trx: Write,
  { engine, masters }: { engine: Database['engine']; masters: Masters },
  file: { id: string; tip: number },
  found: Found,
) {
  await holdTipRow(trx, engine, file.tip);
  const kept = await trx.selectFrom('files').select('id').where('id', '=', file.id).executeTakeFirst();
  if (kept === undefined) return false;
  const tipSeal = await tipSealFor(trx, masters, file.tip, [...found.made.values()]);
  const row = rowOf(found, { masters, tipSeal, tip: file.tip, file: file.id });
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

/** A tip that came before anything was sealed may have no key until something is made of its files. */
const tipSealFor = (trx: Write, masters: Masters, tip: number, made: readonly MadeFile[]) =>
  made.some(({ seal }) => seal !== null) ? ensureTipSeal(trx, masters, tip) : findTipSeal(trx, tip);

/** Gives the key of a file as it stands in its tip's rows. */
const wrapping =
  (made: Found['made'], { masters, tipSeal }: Subject) =>
  (as: Made) => {
    const file = made.get(as);
    if (!file?.seal || tipSeal === null) return null;
    return sealForTip(masters, { ...file, seal: file.seal }, tipSeal, as).wrapped;
  };
