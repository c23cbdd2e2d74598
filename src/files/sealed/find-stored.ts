import type { Query } from '../../db/database.ts';
import { tipSealOf } from '../../db/tip-keys.ts';
import { type MadeOf, type StoredAs, sealOfTip } from './stored-as.ts';

/** A file of a tip as it is kept; null when it is gone. */
export async function findStored(query: Query, id: string): Promise<StoredAs | null> {
  const row = await query
    .selectFrom('files')
    .leftJoin('tip_keys', 'tip_keys.tip', 'files.tip')
    .select(['files.size', 'files.wrapped', 'files.stored', 'tip_keys.master', 'tip_keys.salt'])
    .where('files.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { id, size: row.size, seal: sealOfTip(row, tipSealOf(row)) };
}

/** A file as it is kept by now, where it was sealed since it was looked up; null when it is gone. */
export const findAgain = (query: Query, { id, madeOf }: StoredAs): Promise<StoredAs | null> =>
  madeOf === undefined ? findStored(query, id) : findMade(query, madeOf);

async function findMade(query: Query, madeOf: MadeOf): Promise<StoredAs | null> {
  const { file, as } = madeOf;
  const row = await query
    .selectFrom('inspections')
    .innerJoin('files', 'files.id', 'inspections.file')
    .leftJoin('tip_keys', 'tip_keys.tip', 'files.tip')
    .select([
      `${as} as id`,
      `${as}_size as size`,
      `${as}_wrapped as wrapped`,
      'tip_keys.master',
      'tip_keys.salt',
    ])
    .where('inspections.file', '=', file)
    .executeTakeFirst();
  if (!row?.id || row.size === null) return null;
  const { id, size, wrapped } = row;
  return { id, size, seal: sealOfTip({ wrapped, size }, tipSealOf(row), as), madeOf };
}
