import type { Write } from '../../db/database.ts';
import { tidyEmail } from '../../email.ts';
import type { Viewer } from '../access.ts';
import { loadViewer } from '../load-viewer.ts';

/** Until the transaction ends the account does not end and its role stays. Null where there is none, or no more. */
export async function holdColleague(trx: Write, email: string): Promise<Viewer | null> {
  const held = await trx
    .updateTable('staff')
    .set(({ ref }) => ({ role: ref('role') }))
    .where('email', '=', tidyEmail(email))
    .where('ended_at', 'is', null)
    .returning(['id', 'email', 'name', 'lang', 'role'])
    .executeTakeFirst();
  return held === undefined ? null : loadViewer(trx, held);
}
