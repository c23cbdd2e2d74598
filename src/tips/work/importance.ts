import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { authorizeFor, type Viewer } from '../../staff/access.ts';
import { noteEvents } from '../history/events.ts';
import type { Importance } from '../importance.ts';
import { loadFacts } from '../read/load-facts.ts';
import { changeTip, type TipChange } from './change-tip.ts';

type ImportanceChange = TipChange & { importance: Importance };

/**
 * Says how important a tip is. Gives its new version.
 * @throws {Refusal} as `authorizeFor`, and when the tip is no longer as the viewer saw it, or is forgotten.
 */
export async function changeImportance(
  context: Pick<Context, 'database' | 'clock'>,
  viewer: Viewer,
  change: ImportanceChange,
): Promise<number> {
  await context.database.write(trx => changeImportanceIn(trx, context, viewer, change));
  return change.version + 1;
}

/** The same in a transaction of more. */
export async function changeImportanceIn(
  trx: Write,
  { clock }: Pick<Context, 'clock'>,
  viewer: Viewer,
  { number, version, importance }: ImportanceChange,
): Promise<void> {
  authorizeFor(viewer, 'change importance', await loadFacts(trx, number));
  await changeTip(trx, { number, version }, { importance });
  await noteEvents(trx, number, ['importance changed'], viewer, clock(), String(importance));
}
