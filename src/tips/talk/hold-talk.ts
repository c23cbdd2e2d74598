import type { Updateable } from 'kysely';
import type { Write } from '../../db/database.ts';
import type { Schema } from '../../db/schema/schema.ts';
import { Refusal } from '../../errors.ts';
import { TOLD } from '../end/due.ts';
import type { TalkEnd } from '../tip.ts';

const CLOSED: TalkEnd = 'closed';

/**
 * The tip's row is its reader's until the transaction ends: whoever forgets, withdraws or changes it comes before or after. Gives what
 * they must know of it.
 * `evenClosed`: for what a reader may do also where staff have closed it to them.
 * @throws {Refusal} `talk-over` where it is forgotten, withdrawn or closed to its reader.
 */
export async function holdTalk(trx: Write, number: number, { evenClosed = false } = {}) {
  const tip = await trx
    .updateTable('tips')
    .set(({ ref }) => ({ version: ref('version') }))
    .where('number', '=', number)
    .where('forgotten_at', 'is', null)
    .where(tip =>
      tip.or([tip('talk_ended', 'is', null), ...(evenClosed ? [tip('talk_ended', '=', CLOSED)] : [])]),
    )
    .returning([...TOLD, 'version', 'assignee', 'staff_at', 'remind_on', 'permission', 'consent_media'])
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

/** What is known of a tip that is held. */
export type HeldTalk = Awaited<ReturnType<typeof holdTalk>>;
