import type { Context } from '../../context.ts';
import { Refusal } from '../../errors.ts';
import { authorizeFor, type Viewer } from '../../staff/access.ts';
import { noteEvents } from '../history/events.ts';
import { loadFacts } from '../read/load-facts.ts';
import { hasMissed, lastAnswerAt } from '../talk/moments.ts';
import type { TalkEnd } from '../tip.ts';
import { changeTip, type TipChange } from './change-tip.ts';

const BLOCKED: TalkEnd = 'closed';

/**
 * Blocks the talk of a tip whose reader abuses the desk: they can add nothing any more, but still withdraw it. `on` false: they can go
 * on with it, and an answer that came due meanwhile counts as none. Gives the tip's new version.
 * @throws {Refusal} as `authorizeFor`; `stale` when the tip is no longer as the viewer saw it, is forgotten, or the talk is so already.
 */
export async function blockTalk(
  { database, masters, clock }: Pick<Context, 'database' | 'masters' | 'clock'>,
  viewer: Viewer,
  { number, version, on }: TipChange & { on: boolean },
): Promise<number> {
  await database.write(async trx => {
    authorizeFor(viewer, 'change state', await loadFacts(trx, number));
    await changeTip(trx, { number, version });
    const tip = trx.updateTable('tips').where('number', '=', number);
    const changed = on
      ? tip.set({ talk_ended: BLOCKED }).where('talk_ended', 'is', null)
      : tip.set({ talk_ended: null }).where('talk_ended', '=', BLOCKED);
    if ((await changed.returning('number').executeTakeFirst()) === undefined)
      throw new Refusal({ code: 'stale' });
    if (!on && (await hasMissed(trx, number)))
      await tip.set({ staff_at: await lastAnswerAt(trx, masters, number) }).execute();
    await noteEvents(trx, number, [on ? 'talk blocked' : 'talk unblocked'], viewer, clock());
  });
  return version + 1;
}
