import type { Context } from '../../context.ts';
import { Refusal } from '../../errors.ts';
import { authorizeFor, type Viewer } from '../../staff/access.ts';
import { noteEvents } from '../history/events.ts';
import { loadFacts } from '../read/load-facts.ts';
import { isAnswered, needsNoAnswer, turnOf } from '../turns.ts';
import { changeTip, type TipChange } from './change-tip.ts';

/**
 * Says that what its reader wrote last needs no answer, as a word of thanks: until they write again, nobody is reminded of it. `on` false:
 * it is to be answered after all. Gives the tip's new version.
 * @throws {Refusal} as `authorizeFor`; `stale` when the tip is no longer as the viewer saw it, is forgotten, or it is so already.
 */
export async function waiveAnswer(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  viewer: Viewer,
  { number, version, on }: TipChange & { on: boolean },
): Promise<number> {
  await database.write(async trx => {
    authorizeFor(viewer, 'answer', await loadFacts(trx, number));
    await changeTip(trx, { number, version });
    const tip = await trx
      .selectFrom('tips')
      .selectAll()
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    if (on ? !isAnswered(turnOf(tip)) : !needsNoAnswer(tip)) throw new Refusal({ code: 'stale' });
    await trx
      .updateTable('tips')
      .set({ no_answer_at: on ? tip.reader_at : null })
      .where('number', '=', number)
      .execute();
    await noteEvents(trx, number, [on ? 'answer waived' : 'answer needed'], viewer, clock());
  });
  return version + 1;
}
