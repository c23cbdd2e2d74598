import type { Updateable } from 'kysely';
import type { Write } from '../../db/database.ts';
import type { Schema } from '../../db/schema/schema.ts';
import { Refusal } from '../../errors.ts';
import type { StateName } from '../states.ts';

/** A change carries the version it saw, so that a stale one is told and not applied. */
export type TipChange = { number: number; version: number };

/**
 * Changes the tip's own row, so that whoever changes or forgets it at this moment comes before or after. `from`: the states in one
 * of which it must be.
 * @throws {Refusal} `stale` when the tip is no longer as it was seen, or is forgotten.
 */
export async function changeTip(
  trx: Write,
  { number, version }: TipChange,
  values: Updateable<Schema['tips']> = {},
  from: readonly StateName[] | null = null,
): Promise<void> {
  const changing = trx
    .updateTable('tips')
    .set({ ...values, version: version + 1 })
    .where('number', '=', number)
    .where('version', '=', version)
    .where('forgotten_at', 'is', null);
  const fitting = from === null ? changing : changing.where('state', 'in', from);
  const changed = await fitting.returning('number').executeTakeFirst();
  if (changed === undefined) throw new Refusal({ code: 'stale' });
}
