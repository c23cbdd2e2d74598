import type { Context } from '../../context.ts';
import { randomId } from '../../crypto/ids.ts';
import { findTipSeal } from '../../db/tip-keys.ts';
import { Refusal } from '../../errors.ts';
import { authorizeFor, type Viewer } from '../../staff/access.ts';
import { contentColumns } from '../content.ts';
import { noteEvents } from '../history/events.ts';
import { loadChecks } from '../read/load-checks.ts';
import { loadFacts } from '../read/load-facts.ts';
import { changeTip, type TipChange } from './change-tip.ts';

/** `items`: what the checklist has now. */
type CheckChange = TipChange & { item: string; done: boolean; items: readonly string[] };

/**
 * Says that an item of the checklist is made sure of, or no more; one that is, or is not, stays as it is. Gives the tip's new version.
 * @throws {Refusal} as `authorizeFor`; `check-unknown` where neither the list nor the tip has the item; when the tip is no longer as
 * the viewer saw it, or is forgotten.
 */
export async function changeCheck(
  { database, masters, clock }: Pick<Context, 'database' | 'masters' | 'clock'>,
  viewer: Viewer,
  { number: tip, version, item, done, items }: CheckChange,
): Promise<number> {
  const at = clock();
  await database.write(async trx => {
    authorizeFor(viewer, 'change checks', await loadFacts(trx, tip));
    await changeTip(trx, { number: tip, version });
    const check = (await loadChecks(trx, { masters }, tip)).find(one => one.item === item);
    const unknown = { code: 'check-unknown' } as const;
    if (check === undefined && !items.includes(item))
      throw new Refusal(unknown, { faults: { item: unknown } });
    if (check !== undefined && !done) await trx.deleteFrom('checks').where('id', '=', check.id).execute();
    if (check === undefined && done) {
      const id = randomId();
      const sealing = { masters, tipSeal: await findTipSeal(trx, tip) };
      const content = contentColumns(sealing, 'checks', { tip, row: id }, { item });
      await trx
        .insertInto('checks')
        .values({ id, tip, staff_id: viewer.staffId, at, ...content })
        .execute();
    }
    await noteEvents(trx, tip, [done ? 'checked' : 'unchecked'], viewer, at);
  });
  return version + 1;
}
