import type { Database, Write } from '../../db/database.ts';
import { raiseLeastVersion } from '../../db/versions/least-version.ts';
import { Refusal } from '../../errors.ts';
import { noteDeskEvent } from '../../history/note-desk-event.ts';
import { rawWord } from '../../unknown.ts';
import { ADMIN_WORDS, isHigher, type Role, readRole } from '../roles.ts';
import { findAccount } from './accounts.ts';
import { holdPeople } from './hold-people.ts';

/** To an older version everybody is an admin. */
const HEEDED_FROM = '0.5.0';

/** `by`: the id of who does it, null from the shell. `isLastLeft`: even where nobody is left who may manage the desk. */
type RoleChange = { role: Role; by: string | null; isLastLeft: boolean; now: number };

/**
 * From the next request on the account has these rights.
 * @throws {Refusal} `not-staff`; `last-admin`.
 */
export async function changeRole(
  database: Database,
  { email, ...change }: RoleChange & { email: string },
): Promise<{ email: string }> {
  await raiseForRole(database, change.role);
  return database.write(async trx => {
    await holdPeople(trx);
    const account = await findAccount(trx, email);
    if (account === null || account.endedAt !== null) throw new Refusal({ code: 'not-staff', email });
    await setRole(trx, account.id, change);
    return { email: account.email };
  });
}

/** Before anybody has a role that an older version would not heed. */
export async function raiseForRole(database: Database, role: Role): Promise<void> {
  if (role !== 'admin') await raiseLeastVersion(database, HEEDED_FROM);
}

/**
 * The same for who is held already.
 * @throws {Refusal} `last-admin`; `not-allowed` for who would raise themselves.
 */
export async function setRole(
  trx: Write,
  staffId: string,
  { role, by, isLastLeft, now }: RoleChange,
): Promise<void> {
  const kept = await trx
    .selectFrom('staff')
    .select('role')
    .where('id', '=', staffId)
    .executeTakeFirstOrThrow();
  const before = readRole(kept.role);
  if (before === role) return;
  if (by === staffId && isHigher(role, before)) throw new Refusal({ code: 'not-allowed' });
  if (before === 'admin' && !isLastLeft) await refuseLastAdmin(trx, staffId);
  await trx.updateTable('staff').set({ role }).where('id', '=', staffId).execute();
  const detail = `${rawWord(before)} → ${role}`;
  await noteDeskEvent(trx, { kind: 'role changed', by, at: now, subject: staffId, detail });
}

/** @throws {Refusal} `last-admin` where no other admin can sign in. */
export async function refuseLastAdmin(trx: Write, staffId: string): Promise<void> {
  const other = await trx
    .selectFrom('staff')
    .select('id')
    .where('role', 'in', ADMIN_WORDS)
    .where('id', '!=', staffId)
    .where('ended_at', 'is', null)
    .where('password_hash', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  if (other === undefined) throw new Refusal({ code: 'last-admin' });
}
