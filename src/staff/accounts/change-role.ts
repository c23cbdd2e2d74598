import type { Database, Write } from '../../db/database.ts';
import { Refusal } from '../../errors.ts';
import { noteDeskEvent } from '../../history/note-desk-event.ts';
import { ADMIN_WORDS, type Role, readRole } from '../roles.ts';
import { findAccount } from './accounts.ts';

/** `by`: the id of who does it, null from the shell. `isLastLeft`: even where nobody is left who may manage the desk. */
type RoleChange = { email: string; role: Role; by: string | null; isLastLeft: boolean; now: number };

/**
 * From the next request on the account has these rights.
 * @throws {Refusal} `not-staff`; `last-admin`.
 */
export async function changeRole(
  database: Database,
  { email, role, by, isLastLeft, now }: RoleChange,
): Promise<{ email: string }> {
  return database.write(async trx => {
    await holdAdmins(trx);
    const account = await findAccount(trx, email);
    if (account === null || account.endedAt !== null) throw new Refusal({ code: 'not-staff', email });
    const kept = await trx
      .selectFrom('staff')
      .select('role')
      .where('id', '=', account.id)
      .executeTakeFirstOrThrow();
    const before = readRole(kept.role);
    if (before === role) return { email: account.email };
    const isLast = before === 'admin' && !(await isAdminBeside(trx, account.id));
    if (isLast && !isLastLeft) throw new Refusal({ code: 'last-admin' });
    await trx.updateTable('staff').set({ role }).where('id', '=', account.id).execute();
    await noteDeskEvent(trx, { kind: 'role changed', by, at: now, subject: account.id, detail: role });
    return { email: account.email };
  });
}

/** One after the other: two admins who demote each other at once would else leave none. */
async function holdAdmins(trx: Write): Promise<void> {
  await trx
    .updateTable('staff')
    .set(({ ref }) => ({ role: ref('role') }))
    .where('id', '=', ({ selectFrom }) =>
      selectFrom('staff')
        .select(({ fn }) => fn.min('id').as('first'))
        .where('role', 'in', ADMIN_WORDS),
    )
    .execute();
}

/** Whether another admin can sign in. */
async function isAdminBeside(trx: Write, staffId: string): Promise<boolean> {
  const other = await trx
    .selectFrom('staff')
    .select('id')
    .where('role', 'in', ADMIN_WORDS)
    .where('id', '!=', staffId)
    .where('ended_at', 'is', null)
    .where('password_hash', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}
