import type { Context } from '../../../context.ts';
import { randomId } from '../../../crypto/ids.ts';
import type { Write } from '../../../db/database.ts';
import { findTipSeal } from '../../../db/tip-keys.ts';
import { Refusal } from '../../../errors.ts';
import { wakeJobs } from '../../../jobs/enqueue.ts';
import { authorizeFor, type Viewer } from '../../../staff/access.ts';
import { loadColleagues } from '../../../staff/accounts/colleagues.ts';
import { contentColumns } from '../../content.ts';
import { noteEvents } from '../../history/events.ts';
import { calledIn } from '../../mentions.ts';
import { loadFacts } from '../../read/load-facts.ts';
import { noteTextChanged } from '../../search-due.ts';
import { clean } from '../../text.ts';
import { holdTip } from '../hold-tip.ts';
import { callColleague } from '../people/call-colleague.ts';
import { dropDraft, type SeenDraft } from './drafts.ts';

/** `draft`: what was kept of it while it was typed. `goesTo`: who is sent it anyway; calling them in it sends them no second mail. */
export type NewNote = { number: number; body: string; draft?: SeenDraft; goesTo?: Viewer };

/**
 * Staff's own words about a tip. Notes only ever add up, so none can be stale.
 * Whom it calls by `@` and their name or e-mail hears of it.
 * @throws {Refusal} as `authorizeFor`; when the tip is forgotten; `may-not-see` where it calls who may not see the tip: the note is not
 * added, for its writer would think that they know.
 */
export async function addNote(context: Context, viewer: Viewer, note: NewNote): Promise<void> {
  await context.database.write(trx => writeNote(trx, context, viewer, note));
  wakeJobs(context.database);
}

/** The same within another change. What was kept of it as a draft goes. Gives the note's id. */
export async function writeNote(
  trx: Write,
  { masters, clock }: Pick<Context, 'masters' | 'clock'>,
  viewer: Viewer,
  { number, body, draft, goesTo }: NewNote,
): Promise<string> {
  const now = clock();
  const { isForgotten } = await holdTip(trx, viewer, 'add note', number);
  if (isForgotten) throw new Refusal({ code: 'already-forgotten' });
  const [id, tipSeal] = [randomId(), await findTipSeal(trx, number)];
  const content = contentColumns(
    { masters, tipSeal },
    'notes',
    { tip: number, row: id },
    { body: clean(body) },
  );
  await trx
    .insertInto('notes')
    .values({ id, tip: number, staff_id: viewer.staffId, at: now, ...content })
    .execute();
  await noteTextChanged(trx, number);
  await noteEvents(trx, number, ['noted'], viewer, now);
  await callMentioned(trx, viewer, { number, body: clean(body), note: id, at: now, goesTo });
  if (draft !== undefined) await dropDraft(trx, masters, viewer, { number, body, draft });
  return id;
}

type Mentioning = {
  number: number;
  body: string;
  note: string;
  at: number;
  goesTo: Viewer | undefined;
};

async function callMentioned(
  trx: Write,
  viewer: Viewer,
  { number, body, note, at, goesTo }: Mentioning,
): Promise<void> {
  if (!body.includes('@')) return;
  const called = calledIn(body, await loadColleagues(trx));
  const facts = authorizeFor(viewer, 'add note', await loadFacts(trx, number));
  for (const colleague of called.filter(({ staffId }) => staffId !== viewer.staffId))
    await callColleague(trx, {
      ...{ kind: 'mentioned', facts, colleague, field: 'body', by: viewer, note, at },
      isTold: colleague.staffId !== goesTo?.staffId,
    });
}
