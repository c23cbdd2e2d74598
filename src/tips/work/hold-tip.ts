import type { Write } from '../../db/database.ts';
import { authorizeFor, type TipAction, type Viewer } from '../../staff/access.ts';
import { loadFacts } from '../read/load-facts.ts';

/**
 * Keeps a tip from being forgotten until the transaction ends: its row is changed, if only to itself. Tells whether it is
 * forgotten already.
 * @throws {Refusal} as `authorizeFor`.
 */
export async function holdTip(
  trx: Write,
  viewer: Viewer,
  action: TipAction,
  number: number,
): Promise<{ isForgotten: boolean }> {
  const tip = await trx
    .updateTable('tips')
    .set(({ ref }) => ({ version: ref('version') }))
    .where('number', '=', number)
    .returning('forgotten_at')
    .executeTakeFirst();
  authorizeFor(viewer, action, await loadFacts(trx, number));
  return { isForgotten: tip?.forgotten_at != null };
}
