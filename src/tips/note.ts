import { notFound, Refusal } from '../errors.ts';
import { randomId } from '../privacy/random-id.ts';
import type { Viewer } from '../staff/viewer.ts';
import type { Desk } from './desk.ts';
import { noteEvents } from './events.ts';
import { clean } from './text.ts';

/**
 * Staff's own words about a tip. Notes only ever add up, so none can be stale.
 * @throws {Refusal} 404 when there is no such tip, 409 when it is forgotten.
 */
export async function addNote(
  desk: Desk,
  viewer: Viewer,
  { number, body }: { number: number; body: string },
): Promise<void> {
  const now = desk.clock();
  await desk.database.write(async trx => {
    // Changing the row, if only to itself, keeps the tip from being forgotten between the look and the note.
    const tip = await trx
      .updateTable('tips')
      .set(({ ref }) => ({ version: ref('version') }))
      .where('number', '=', number)
      .returning('forgotten_at')
      .executeTakeFirst();
    if (tip === undefined) throw notFound();
    if (tip.forgotten_at !== null) throw new Refusal(409, words => words.errors.alreadyForgotten);
    await trx
      .insertInto('notes')
      .values({ id: randomId(), tip: number, staff_id: viewer.staffId, at: now, body: clean(body) })
      .execute();
    await noteEvents(trx, number, ['noted'], viewer, now);
  });
}
