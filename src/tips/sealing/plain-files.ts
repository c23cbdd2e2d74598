import type { Query, Write } from '../../db/database.ts';
import type { Made } from '../../media/sandbox/protocol.ts';

/** A file that stands as it was sent, or as it was made: `id` in the store, `file` the tip's file that it is, or was made of. */
export type PlainFile = { as: 'file' | Made; id: string; file: string; tip: number; size: number };

// By indexes in these words.
const files = (query: Query | Write) => query.selectFrom('files').where('files.wrapped', 'is', null);
const made = (query: Query | Write, as: Made) =>
  query
    .selectFrom('inspections')
    .where(`inspections.${as}`, 'is not', null)
    .where(`inspections.${as}_wrapped`, 'is', null);

/** How many there are; 0 where there is nothing more to seal. */
export async function countPlainFiles(query: Query): Promise<number> {
  const counts = await Promise.all([
    files(query)
      .select(row => row.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow(),
    ...(['thumbnail', 'copy'] as const).map(as =>
      made(query, as)
        .select(row => row.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow(),
    ),
  ]);
  return counts.reduce((sum, { count }) => sum + count, 0);
}

/** Those of the next file, behind `after`, that has any, unless they have just gone; null behind the last. */
export async function nextPlainFiles(
  query: Query,
  after: string,
): Promise<{ file: string; plain: PlainFile[] } | null> {
  const next = await Promise.all([
    files(query)
      .select('files.id as file')
      .where('files.id', '>', after)
      .orderBy('files.id')
      .limit(1)
      .execute(),
    ...(['thumbnail', 'copy'] as const).map(as =>
      made(query, as)
        .select('inspections.file')
        .where('inspections.file', '>', after)
        .orderBy('inspections.file')
        .limit(1)
        .execute(),
    ),
  ]);
  const [file] = next
    .flat()
    .map(row => row.file)
    .sort();
  return file === undefined ? null : { file, plain: await plainFilesOf(query, file) };
}

/** Of one of a tip's files, and of what was made of it. */
async function plainFilesOf(query: Query, file: string): Promise<PlainFile[]> {
  const row = await query
    .selectFrom('files')
    .leftJoin('inspections', 'inspections.file', 'files.id')
    .select(['files.id', 'files.tip', 'files.size', 'files.wrapped'])
    .select(['thumbnail', 'thumbnail_size', 'thumbnail_wrapped', 'copy', 'copy_size', 'copy_wrapped'])
    .where('files.id', '=', file)
    .executeTakeFirst();
  if (row === undefined) return [];
  const all = [
    { as: 'file', id: row.id, size: row.size, wrapped: row.wrapped },
    { as: 'thumbnail', id: row.thumbnail, size: row.thumbnail_size, wrapped: row.thumbnail_wrapped },
    { as: 'copy', id: row.copy, size: row.copy_size, wrapped: row.copy_wrapped },
  ] as const;
  return all.flatMap(({ as, id, size, wrapped }) =>
    id === null || size === null || wrapped !== null ? [] : [{ as, id, file, tip: row.tip, size }],
  );
}
