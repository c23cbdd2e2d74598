import type { Context } from '../../context.ts';
import type { Masters } from '../../crypto/masters.ts';
import type { Query } from '../../db/database.ts';
import { factsIfOpened } from '../../files/sealed/file-seal.ts';
import { findStored } from '../../files/sealed/find-stored.ts';
import type { TipFile } from '../tip.ts';

/** A tip's files: those that came with it, and those that were uploaded before. All are whole in the desk's store. */
export type Attached = { taken: readonly TipFile[]; uploaded: readonly TipFile[] };

/**
 * Finished uploads by their ids, in this order; null when one is unknown, swept, damaged or not whole. One that a tip has
 * claimed is found too: it may be that very tip, sent again because the first answer was lost.
 */
export async function findUploaded(
  { database, masters, uploads }: Pick<Context, 'database' | 'masters' | 'uploads'>,
  ids: readonly string[],
): Promise<TipFile[] | null> {
  const found: TipFile[] = [];
  for (const id of new Set(ids)) {
    const upload = (await uploads.find(id)) ?? (await findClaimed(database.query, masters, id));
    if (upload === null || upload.sha256 === null) return null;
    const { name, size, sha256, crc32, claimedType, seal } = upload;
    found.push({ id, name, size, sha256, crc32, claimedType, seal });
  }
  return found;
}

async function findClaimed(query: Query, masters: Masters, id: string): Promise<TipFile | null> {
  const stored = await findStored(query, id);
  const row = await query.selectFrom('files').selectAll().where('id', '=', id).executeTakeFirst();
  if (stored === null || row === undefined) return null;
  const facts = factsIfOpened(masters, row, stored.seal);
  return facts && { ...stored, ...facts };
}
