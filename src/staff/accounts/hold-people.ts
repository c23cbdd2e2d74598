import type { Write } from '../../db/database.ts';
import { holdFact, PEOPLE } from '../../db/desk-facts.ts';
import { authorize, toViewer, type Viewer } from '../access.ts';

/**
 * Until the transaction ends nobody else changes who may do what: two admins who demote each other at once would else
 * leave none.
 */
export const holdPeople = (trx: Write): Promise<void> => holdFact(trx, PEOPLE);

/**
 * The same for somebody who may do so, as they are by now: their role may have been lowered since they asked.
 * @throws {Refusal} `not-allowed`.
 */
export async function holdPeopleFor(trx: Write, viewer: Viewer): Promise<void> {
  authorize(viewer, 'manage people');
  await holdPeople(trx);
  const now = await trx
    .selectFrom('staff')
    .select(['id', 'email', 'role', 'ended_at'])
    .where('id', '=', viewer.staffId)
    .executeTakeFirst();
  const role = now === undefined || now.ended_at !== null ? 'none' : now.role;
  authorize(toViewer({ id: viewer.staffId, email: viewer.email, role, topics: [] }), 'manage people');
}
