import { Readable } from 'node:stream';
import type { Selectable } from 'kysely';
import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { PLAIN_PAGES, writeFact } from '../../db/desk-facts.ts';
import type { Schema } from '../../db/schema/schema.ts';
import { ensureTipSeal, holdTipRow } from '../../db/tip-keys.ts';
import { isDiskFull } from '../../disk.ts';
import { fileColumns, sealForTip } from '../../files/sealed/file-seal.ts';
import type { TakenFile } from '../../files/sealed/sealed-files.ts';
import type { FileSeal } from '../../files/sealed/stored-as.ts';
import { nullIfUnopened } from '../../files/sealed/unopened.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import type { Made } from '../../media/sandbox/protocol.ts';
import { nextPlainFiles, type PlainFile } from './plain-files.ts';

type SealingContext = Pick<Context, 'database' | 'files' | 'masters' | 'maySeal' | 'clock' | 'log'>;

type Sealing = {
  signal: AbortSignal;
  /** Resolves when the next bytes may be worked off: others go first. */
  turn: () => Promise<void>;
  left: LeftFiles;
};

/** Why a file stays as it is, by its id. It is told once, and only one that lacked room is tried again, for as long as this is kept. */
export type LeftFiles = Map<string, keyof typeof LEFT_FOR_GOOD | 'no room'>;

const LEFT_FOR_GOOD = {
  damaged: 'a file of before is not what was sent, and stays as it is',
  'no key': 'the key of a tip is not here, and so a file of before stays as it is',
};

/** The copy is sealed and whole. */
type Copy = TakenFile & { seal: FileSeal };

/** It is erased at once; and after this, in milliseconds, where that came to nothing. */
const ERASED_AFTER = 60_000;

/**
 * Seals what an older version has kept, one file after another, until all are or `signal` is aborted; gives how many. Beside each
 * a sealed copy is written, under an id of its own; then its row names that one, and the plain bytes go. Killed anywhere, it leaves
 * a row that names a whole file, and what the row does not name is erased by a job, or is a copy that nobody has a key of.
 */
export async function sealPlainFiles(context: SealingContext, sealing: Sealing): Promise<number> {
  const { signal } = sealing;
  let sealed = 0;
  for (let after = ''; await context.maySeal(); ) {
    const next = await nextPlainFiles(context.database.query, after);
    if (next === null || signal.aborted) break;
    after = next.file;
    for (const file of next.plain) {
      if (signal.aborted) break;
      if (await sealOne(context, file, sealing)) sealed++;
    }
  }
  return sealed;
}

/** False where it stays as it is: there is no room, it is gone, was sealed by another meanwhile, or for good. */
async function sealOne(context: SealingContext, plain: PlainFile, sealing: Sealing): Promise<boolean> {
  const { files, log } = context;
  const { left } = sealing;
  const before = left.get(plain.id) ?? 'no room';
  if (before !== 'no room' || !(await isRoomFor(context, plain, left))) return false;
  const copy = await copyOf(context, plain, sealing);
  if (copy === null) return false;
  const was = copy === 'damaged' ? copy : await exchange(context, plain, copy);
  if (was === 'replaced') await files.remove([plain.id]);
  else if (copy !== 'damaged') await files.remove([copy.id]);
  if (was === 'damaged' || was === 'no key') {
    left.set(plain.id, was);
    log.error({ id: plain.id }, LEFT_FOR_GOOD[was]);
  }
  return was === 'replaced';
}

/** Its copy must fit beside what the disk keeps free. A smaller one may. */
async function isRoomFor({ files, log }: SealingContext, { id, size }: PlainFile, left: LeftFiles) {
  if (size < (await files.space())) return true;
  if (left.get(id) !== 'no room')
    log.warn({ id }, 'a file of before stays in the clear until there is room for a copy of it');
  left.set(id, 'no room');
  return false;
}

/** Null where it cannot be read, or there is no room, or all is to stop: then nothing is left of it. */
async function copyOf(
  { files, log }: SealingContext,
  { id, size }: PlainFile,
  { signal, turn }: Sealing,
): Promise<Copy | 'damaged' | null> {
  async function* pieces() {
    for await (const piece of files.pieces({ id, size, seal: null })) {
      await turn();
      signal.throwIfAborted();
      yield Buffer.from(piece);
    }
  }
  try {
    const copy = await files.takeAgain(Readable.from(pieces()), size);
    // It has more bytes than were sent.
    if (copy === null) return 'damaged';
    if (copy.seal !== null) return { ...copy, seal: copy.seal };
    await files.remove([copy.id]);
  } catch (error) {
    if (!signal.aborted && !isDiskFull(error))
      log.warn({ id, error }, 'a file of before could not be sealed, and will be tried again');
  }
  return null;
}

type Was = 'replaced' | 'gone' | 'damaged' | 'no key';

/** Puts the copy in its place. A tip whose key names a master that is not here must not keep the files of all others. */
async function exchange(context: SealingContext, plain: PlainFile, copy: Copy): Promise<Was> {
  const { database, masters } = context;
  const count = nullIfUnopened(() => masters.onUnopened?.(plain.file));
  return (await database.write(trx => replace(trx, context, plain, copy)).catch(count)) ?? 'no key';
}

async function replace(trx: Write, context: SealingContext, plain: PlainFile, copy: Copy): Promise<Was> {
  const { database, masters, clock } = context;
  // Forgetting begins with the tip's row: it has gone before us, or sees what we write.
  await holdTipRow(trx, database.engine, plain.tip);
  const row = await trx.selectFrom('files').selectAll().where('id', '=', plain.file).executeTakeFirst();
  if (row === undefined) return 'gone';
  if (copy.size !== plain.size) return 'damaged';
  const tipSeal = await ensureTipSeal(trx, masters, plain.tip);
  const was =
    plain.as === 'file'
      ? await replaceFile(trx, row, copy, fileColumns(masters, { ...factsOf(row), ...copy }, tipSeal))
      : await replaceMade(
          trx,
          { ...plain, as: plain.as },
          sealForTip(masters, copy, tipSeal, plain.as),
          copy,
        );
  const due = clock() + ERASED_AFTER;
  if (was !== 'replaced') return was;
  // A name leaves older pages of the database's files behind.
  await writeFact(trx, PLAIN_PAGES, String(clock()));
  await enqueue(trx, clock(), { kind: 'erase replaced file', subject: plain.id, due });
  return was;
}

type Row = Selectable<Schema['files']>;

const factsOf = ({ name, claimed_type: claimedType }: Row) => ({ name, claimedType });

async function replaceFile(
  trx: Write,
  { id, sha256, wrapped }: Row,
  copy: Copy,
  columns: ReturnType<typeof fileColumns>,
): Promise<Was> {
  if (wrapped !== null) return 'gone';
  if (sha256 !== copy.sha256) return 'damaged';
  await trx
    .updateTable('files')
    .set({ ...columns, stored: copy.id })
    .where('id', '=', id)
    .execute();
  return 'replaced';
}

async function replaceMade(
  trx: Write,
  { as, id, file }: PlainFile & { as: Made },
  { wrapped }: FileSeal,
  copy: Copy,
): Promise<Was> {
  const set =
    as === 'copy'
      ? { copy: copy.id, copy_wrapped: wrapped }
      : { thumbnail: copy.id, thumbnail_wrapped: wrapped };
  const replaced = await trx
    .updateTable('inspections')
    .set(set)
    .where('file', '=', file)
    .where(as, '=', id)
    .where(`${as}_wrapped`, 'is', null)
    .returning('file')
    .executeTakeFirst();
  return replaced === undefined ? 'gone' : 'replaced';
}
