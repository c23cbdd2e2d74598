import type { Query } from '../db/database.ts';
import type { Desk } from './desk.ts';
import type { TipFile } from './tip.ts';

/** A tip's files: those that came with it, and those that were uploaded before. All are whole in the desk's store. */
export type Attached = { taken: readonly TipFile[]; uploaded: readonly TipFile[] };

/**
 * Finished uploads by their ids, in this order; null when one is unknown, swept or not whole. One that a tip has
 * claimed is found too: it may be that very tip, sent again because the first answer was lost.
 */
export async function findUploaded(
  { database, uploads }: Pick<Desk, 'database' | 'uploads'>,
  ids: readonly string[],
): Promise<TipFile[] | null> {
  const found: TipFile[] = [];
  for (const id of new Set(ids)) {
    const upload = (await uploads.find(id)) ?? (await findClaimed(database.query, id));
    if (upload === null || upload.sha256 === null) return null;
    const { name, size, sha256, claimedType } = upload;
    found.push({ id, name, size, sha256, claimedType });
  }
  return found;
}

async function findClaimed(query: Query, id: string): Promise<TipFile | null> {
  const row = await query.selectFrom('files').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  return { id, name: row.name, size: row.size, sha256: row.sha256, claimedType: row.claimed_type };
}
