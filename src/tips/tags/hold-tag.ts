import { randomId } from '../../crypto/ids.ts';
import type { Masters } from '../../crypto/masters.ts';
import type { Write } from '../../db/database.ts';
import type { Viewer } from '../../staff/access.ts';
import { isOnSeenTip } from './seen-tags.ts';
import { sealTag } from './tag.ts';

/**
 * Gives a tag's id. It is there from now on, and until the transaction ends nobody removes it. Its letters are those of whoever gives
 * it and sees it on no other tip: what stood there before would tell that somebody had written it.
 */
export async function holdTag(
  trx: Write,
  masters: Masters,
  viewer: Viewer,
  { name, hash: name_hash }: { name: string; hash: string },
): Promise<string> {
  const { id } = await trx
    .insertInto('tags')
    .values({ ...sealTag(masters, randomId(), name), name_hash })
    .onConflict(conflict => conflict.column('name_hash').doUpdateSet({ name_hash }))
    .returning('id')
    .executeTakeFirstOrThrow();
  const seen = trx.selectFrom('tags').select('id').where('id', '=', id).where(isOnSeenTip(viewer));
  if ((await seen.executeTakeFirst()) === undefined) await writeTag(trx, masters, { id, name });
  return id;
}

/** In these letters, on all that have it. */
export async function writeTag(
  trx: Write,
  masters: Masters,
  { id, name }: { id: string; name: string },
): Promise<void> {
  const { master, sealed } = sealTag(masters, id, name);
  await trx.updateTable('tags').set({ master, sealed }).where('id', '=', id).execute();
}
