import { crc32 } from 'node:zlib';
import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { readFileFacts, sealFileFacts } from '../../files/sealed/file-seal.ts';
import type { FileSeal } from '../../files/sealed/stored-as.ts';
import type { TipFile } from '../tip.ts';

type ChecksumContext = Pick<Context, 'database' | 'files' | 'masters'>;

/** Of a file that an older version took in, it is counted when it is asked for first, and kept. */
export async function readCrc32(context: ChecksumContext, file: TipFile): Promise<number> {
  if (file.crc32 !== null) return file.crc32;
  let crc = 0;
  for await (const piece of context.files.pieces(file)) crc = crc32(piece, crc);
  await context.database.write(trx => keep(trx, context, file, crc));
  return crc;
}

async function keep(
  trx: Write,
  { masters }: Pick<Context, 'masters'>,
  { id, seal }: Pick<TipFile, 'id'> & { seal: FileSeal | null },
  crc32: number,
) {
  const row = await trx.selectFrom('files').selectAll().where('id', '=', id).executeTakeFirst();
  // It is forgotten, or was sealed since it was read: then it is counted once more, some day.
  if (row === undefined || (row.wrapped === null) !== (seal === null)) return;
  const columns =
    seal === null
      ? { crc32 }
      : { sealed: sealFileFacts(masters, { id, seal }, { ...readFileFacts(masters, row, seal), crc32 }) };
  // Sealed right now, it must keep nothing in the clear.
  const asRead = seal === null ? ('is' as const) : ('is not' as const);
  await trx.updateTable('files').set(columns).where('id', '=', id).where('wrapped', asRead, null).execute();
}
