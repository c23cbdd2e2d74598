import type { Database } from '../../src/db/database.ts';
import { deactivateByShell } from '../../src/tips/work/people/deactivate.ts';

/** As `staff end` does, with all that it asks for. */
export async function endAccount(database: Database, email: string, now: number) {
  const { email: ended, isLast } = await deactivateByShell(database, {
    email,
    now,
    isLastLeft: true,
    unassigns: true,
  });
  return { email: ended, isLast };
}
