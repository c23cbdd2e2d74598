import type { Write } from '../../db/database.ts';

/** Of a tip that is forgotten, in the transaction that forgets it. */
export async function deleteTagsOf(trx: Write, tip: number): Promise<void> {
  const rows = await trx.deleteFrom('tip_tags').where('tip', '=', tip).returning('tag').execute();
  await deleteUnusedTags(
    trx,
    rows.map(({ tag }) => tag),
  );
}

/**
 * A tag that no tip has any more goes: its name may tell of the last one. Each is held first, in the one order in which all hold
 * them, so that whoever gives it to a tip at this moment comes before and is seen, or makes it anew.
 */
export async function deleteUnusedTags(trx: Write, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const tags = trx.selectFrom('tags').select('id').where('id', 'in', ids).orderBy('name_hash');
  for (const { id } of await tags.execute()) await keepTag(trx, id);
  await trx
    .deleteFrom('tags')
    .where('id', 'in', ids)
    .where(({ eb, not, exists }) =>
      not(exists(eb.selectFrom('tip_tags').select('tip').whereRef('tag', '=', 'tags.id'))),
    )
    .execute();
}

/** Until the transaction ends nobody removes or gives it: its row is changed, if only to itself. */
export async function keepTag(trx: Write, id: string): Promise<void> {
  await trx
    .updateTable('tags')
    .set(({ ref }) => ({ master: ref('master') }))
    .where('id', '=', id)
    .execute();
}
