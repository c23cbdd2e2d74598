import type { Context } from '../../context.ts';
import { randomId } from '../../crypto/ids.ts';
import type { Write } from '../../db/database.ts';
import { findTipSeal } from '../../db/tip-keys.ts';
import { Refusal } from '../../errors.ts';
import type { Viewer } from '../../staff/access.ts';
import { contentColumns } from '../content.ts';
import { noteEvents } from '../history/events.ts';
import { noteTextChanged } from '../search-due.ts';
import { clean } from '../text.ts';
import { dropDraft, type SeenDraft } from './drafts.ts';
import { holdTip } from './hold-tip.ts';

/** `draft`: what was kept of it while it was typed. */
export type NewNote = { number: number; body: string; draft?: SeenDraft };

/**
 * Staff's own words about a tip. Notes only ever add up, so none can be stale.
 * @throws {Refusal} as `authorizeFor`, and when the tip is forgotten.
 */
export async function addNote(context: Context, viewer: Viewer, note: NewNote): Promise<void> {
  await context.database.write(trx => writeNote(trx, context, viewer, note));
}

/** The same within another change. What was kept of it as a draft goes. */
export async function writeNote(
  trx: Write,
  { masters, clock }: Pick<Context, 'masters' | 'clock'>,
  viewer: Viewer,
  { number, body, draft }: NewNote,
): Promise<void> {
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
  if (draft !== undefined) await dropDraft(trx, masters, viewer, { number, body, draft });
}
