import type { Context } from '../../context.ts';
import { authorizeFor, type Viewer } from '../../staff/access.ts';
import { noteEvents } from '../history/events.ts';
import type { Importance } from '../importance.ts';
import { loadFacts } from '../read/load-facts.ts';
import { changeTip, type TipChange } from './change-tip.ts';

/**
 * Says how important a tip is. Gives its new version.
 * @throws {Refusal} as `authorizeFor`, and when the tip is no longer as the viewer saw it, or is forgotten.
 */
export async function changeImportance(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  viewer: Viewer,
  { number, version, importance }: TipChange & { importance: Importance },
): Promise<number> {
  await database.write(async trx => {
    authorizeFor(viewer, 'change importance', await loadFacts(trx, number));
    await changeTip(trx, { number, version }, { importance });
    await noteEvents(trx, number, ['importance changed'], viewer, clock(), String(importance));
  });
  return version + 1;
}
