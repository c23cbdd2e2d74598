import { randomId } from '../../src/crypto/ids.ts';
import type { Write } from '../../src/db/database.ts';

/** What somebody changed of many, this tip among them, as it is kept while it can be undone. */
export async function plantChange(trx: Write, tip: number, staffId: string): Promise<void> {
  const change = randomId();
  await trx
    .insertInto('bulk_changes')
    .values({ id: change, staff_id: staffId, at: 1, name: 'closure', left_alone: '[]', undone: 0 })
    .execute();
  const before = { state: 'new', state_since: 1, importance: 0, said: '' };
  await trx
    .insertInto('changed_tips')
    .values({ id: randomId(), change, tip, version: 2, former_version: 1, event: 1, ...before })
    .execute();
}
