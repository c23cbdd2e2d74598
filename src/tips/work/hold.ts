import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { findTipSeal } from '../../db/tip-keys.ts';
import { raiseLeastVersion } from '../../db/versions/least-version.ts';
import { Refusal } from '../../errors.ts';
import { authorizeFor, type Viewer } from '../../staff/access.ts';
import { contentColumns } from '../content.ts';
import { noteEvents } from '../history/events.ts';
import type { EventKind } from '../history/kinds.ts';
import { loadFacts } from '../read/load-facts.ts';
import { clean } from '../text.ts';
import { changeTip, type TipChange } from './change-tip.ts';

/** An older version beside this one would forget a held tip by hand: it is told to stop before the first hold stands. */
const HEEDED_FROM = '0.3.0';

type HoldContext = Pick<Context, 'database' | 'masters' | 'clock'>;

/**
 * From now on, and until it is released, nothing of the tip is forgotten, by a rule or by hand. Gives the tip's new version.
 * @throws {Refusal} as `authorizeFor`, and when the tip is no longer as the viewer saw it, is forgotten, or is held already.
 */
export async function placeHold(
  { database, masters, clock }: HoldContext,
  viewer: Viewer,
  { number, version, reason }: TipChange & { reason: string },
): Promise<number> {
  const at = clock();
  authorizeFor(viewer, 'hold', await loadFacts(database.query, number));
  await raiseLeastVersion(database, HEEDED_FROM);
  await database.write(async trx => {
    await noteChange(trx, viewer, { number, version }, { kind: 'held', at });
    const tipSeal = await findTipSeal(trx, number);
    const content = contentColumns(
      { masters, tipSeal },
      'holds',
      { tip: number, row: number },
      { reason: clean(reason) },
    );
    const placed = await trx
      .insertInto('holds')
      .values({ tip: number, staff_id: viewer.staffId, at, ...content })
      .onConflict(conflict => conflict.column('tip').doNothing())
      .returning('tip')
      .executeTakeFirst();
    if (placed === undefined) throw new Refusal({ code: 'stale' });
  });
  return version + 1;
}

/**
 * It goes again when its time comes; where that is over, once it was announced. Gives the tip's new version.
 * @throws {Refusal} as `placeHold`, and when nothing holds it.
 */
export async function releaseHold(
  { database, clock }: HoldContext,
  viewer: Viewer,
  { number, version }: TipChange,
): Promise<number> {
  const at = clock();
  await database.write(async trx => {
    await noteChange(trx, viewer, { number, version }, { kind: 'released', at });
    const released = await trx
      .deleteFrom('holds')
      .where('tip', '=', number)
      .returning('tip')
      .executeTakeFirst();
    if (released === undefined) throw new Refusal({ code: 'stale' });
  });
  return version + 1;
}

/** The tip's row is changed, so that whoever forgets it at this moment comes before or after. */
async function noteChange(
  trx: Write,
  viewer: Viewer,
  { number, version }: TipChange,
  { kind, at }: { kind: EventKind; at: number },
): Promise<void> {
  authorizeFor(viewer, 'hold', await loadFacts(trx, number));
  await changeTip(trx, { number, version });
  await noteEvents(trx, number, [kind], viewer, at);
}
