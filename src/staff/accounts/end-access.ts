import type { Write } from '../../db/database.ts';
import type { LinkEnd } from '../../errors.ts';
import { endApiTokensOf } from '../api-tokens/end-tokens.ts';
import { endSessionsOf } from '../sessions/end-sessions.ts';
import { endLinks } from './link-rows.ts';

/** All by which somebody gets in: links, the password, tokens, sessions. In this order, as `setUp` goes by it too. */
export async function endAccess(
  trx: Write,
  staffId: string,
  why: { ended: LinkEnd; now: number },
): Promise<void> {
  await endLinks(trx, staffId, why);
  await trx.updateTable('staff').set({ password_hash: null }).where('id', '=', staffId).execute();
  await endApiTokensOf(trx, staffId);
  await endSessionsOf(trx, staffId);
}
