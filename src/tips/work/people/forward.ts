import type { Context } from '../../../context.ts';
import { wakeJobs } from '../../../jobs/enqueue.ts';
import { authorizeFor, type Viewer } from '../../../staff/access.ts';
import { loadFacts } from '../../read/load-facts.ts';
import { changeTip, type TipChange } from '../change-tip.ts';
import { type NewNote, writeNote } from '../notes/note.ts';
import { callColleague, findColleague } from './call-colleague.ts';

/** `to`: a colleague's e-mail. `note`: what is said with it; it stands with the tip's notes too. */
export type Forwarding = TipChange & { to: string; note: NewNote | null };

/**
 * Hands a tip on to a colleague by mail, with its words where its topic lets them stand in one. From now on they see it. Gives
 * its new version.
 * @throws {Refusal} as `authorizeFor`, `findColleague` and `callColleague`, and when the tip is no longer as the viewer saw it.
 */
export async function forwardTip(
  context: Context,
  viewer: Viewer,
  { number, version, to, note }: Forwarding,
): Promise<number> {
  const at = context.clock();
  await context.database.write(async trx => {
    const facts = authorizeFor(viewer, 'forward', await loadFacts(trx, number));
    const colleague = await findColleague(trx, to);
    await changeTip(trx, { number, version });
    const written = note && (await writeNote(trx, context, viewer, { ...note, goesTo: colleague }));
    await callColleague(trx, {
      kind: 'forwarded',
      facts,
      colleague,
      field: 'to',
      by: viewer,
      note: written,
      at,
      isTold: true,
    });
  });
  wakeJobs(context.database);
  return version + 1;
}
