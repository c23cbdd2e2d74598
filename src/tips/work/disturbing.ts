import type { Context } from '../../context.ts';
import { noFile } from '../../errors.ts';
import { authorizeFor, type Viewer } from '../../staff/access.ts';
import { noteEvent } from '../history/events.ts';
import { loadFacts } from '../read/load-facts.ts';
import { changeTip, type TipChange } from './change-tip.ts';

/** `file`: its id. `on`: whether nobody is to see it unasked. */
type DisturbingMark = TipChange & { file: string; on: boolean };

/**
 * Marks a file of a tip as disturbing, or no more: a picture or a film that is stays covered until somebody asks to see it. Gives the
 * tip's new version.
 * @throws {Refusal} as `authorizeFor`; when the tip has no such file; when it is no longer as the viewer saw it, or is forgotten.
 */
export async function markDisturbing(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  viewer: Viewer,
  { number: tip, version, file, on }: DisturbingMark,
): Promise<number> {
  await database.write(async trx => {
    authorizeFor(viewer, 'see files', await loadFacts(trx, tip));
    await changeTip(trx, { number: tip, version });
    const marked = await trx
      .updateTable('files')
      .set({ disturbing: on ? 1 : 0 })
      .where('id', '=', file)
      .where('tip', '=', tip)
      .returning('id')
      .executeTakeFirst();
    if (marked === undefined) throw noFile();
    const kind = on ? 'marked disturbing' : 'unmarked disturbing';
    await noteEvent(trx, { tip, kind, by: viewer, at: clock(), subject: null, file });
  });
  return version + 1;
}
