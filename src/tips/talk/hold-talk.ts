import type { Updateable } from 'kysely';
import type { Write } from '../../db/database.ts';
import type { Schema } from '../../db/schema/schema.ts';
import { Refusal } from '../../errors.ts';
import { TOLD } from '../end/due.ts';

/**
 * The tip's row is its reader's until the transaction ends: whoever forgets, withdraws or changes it comes before or after. Gives what
 * they must know of it.
 * @throws {Refusal} `talk-over` where it is forgotten, withdrawn or closed to its reader.
 */
export async function holdTalk(trx: Write, number: number) {
  const tip = await trx
    .updateTable('tips')
    .set(({ ref }) => ({ version: ref('version') }))
    .where('number', '=', number)
    .where('forgotten_at', 'is', null)
    .where('talk_ended', 'is', null)
    .returning([...TOLD, 'version', 'assignee', 'remind_on', 'permission', 'consent_media'])
    .executeTakeFirst();
  if (tip === undefined) throw new Refusal({ code: 'talk-over' });
  return tip;
}

/** What its reader changes of a tip that is held is a change as staff's are: who has not seen it is told so. */
export async function changeHeld(
  trx: Write,
  number: number,
  values: Updateable<Schema['tips']>,
): Promise<void> {
  await trx
    .updateTable('tips')
    .set(row => ({ ...values, version: row('version', '+', 1) }))
    .where('number', '=', number)
    .execute();
}
