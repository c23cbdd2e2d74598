import type { Context } from '../../context.ts';
import type { Query, Write } from '../../db/database.ts';
import { authorizeFor, type Viewer } from '../../staff/access.ts';
import { loadFacts } from '../read/load-facts.ts';

/** Asking again within so many milliseconds is the same view: a film is asked for in many parts, a download goes on. */
const ONE_VIEW = 10 * 60_000;

/** Notes in the tip's history that someone saw these files of it, each once for each view. */
export async function noteFileViews(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  viewer: Viewer,
  tip: number,
  files: readonly string[],
): Promise<void> {
  const at = clock();
  const unnoted = (query: Query | Write) => notNoted(query, viewer, { tip, files, after: at - ONE_VIEW });
  if ((await unnoted(database.query)).length === 0) return;
  await database.write(async trx => {
    // Changing the row, if only to itself, lets two requests at once note one after the other.
    await trx
      .updateTable('tips')
      .set(({ ref }) => ({ version: ref('version') }))
      .where('number', '=', tip)
      .execute();
    authorizeFor(viewer, 'see files', await loadFacts(trx, tip));
    const rows = (await unnoted(trx)).map(file => {
      return { tip, kind: 'file viewed', staff_id: viewer.staffId, at, file };
    });
    if (rows.length > 0) await trx.insertInto('events').values(rows).execute();
  });
}

async function notNoted(
  query: Query | Write,
  viewer: Viewer,
  { tip, files, after }: { tip: number; files: readonly string[]; after: number },
): Promise<string[]> {
  const noted = await query
    .selectFrom('events')
    .select('file')
    .where('tip', '=', tip)
    .where('kind', '=', 'file viewed')
    .where('staff_id', '=', viewer.staffId)
    .where('at', '>', after)
    .execute();
  return files.filter(id => !noted.some(({ file }) => file === id));
}
