import type { Query } from '../../db/database.ts';
import type { OrUnknown } from '../../unknown.ts';
import { type Role, readRole } from '../roles.ts';

/** An account as an operator sees it. Times are milliseconds since 1970, UTC. */
export type ListedAccount = {
  email: string;
  role: OrUnknown<Role>;
  hasPassword: boolean;
  /** Null where it is not known, as from before it was kept. */
  signedInAt: number | null;
  sessions: number;
  /** Until when a link sets the password; null where none does. */
  linkUntil: number | null;
  endedAt: number | null;
};

/** All accounts by their e-mail; those that have ended come last. */
export async function listAccounts(query: Query, now: number): Promise<ListedAccount[]> {
  const rows = await query
    .selectFrom('staff')
    .select(({ selectFrom }) => [
      'email',
      'role',
      'password_hash',
      'signed_in_at',
      'ended_at',
      selectFrom('sessions')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('sessions.staff_id', '=', 'staff.id')
        .where('sessions.expires_at', '>', now)
        .as('sessions'),
      selectFrom('setup_links')
        .select(({ fn }) => fn.max('setup_links.expires_at').as('until'))
        .whereRef('setup_links.staff_id', '=', 'staff.id')
        .where('setup_links.ended', 'is', null)
        .where('setup_links.expires_at', '>', now)
        .as('link_until'),
    ])
    .orderBy('email')
    .execute();
  const accounts = rows.map(row => ({
    email: row.email,
    role: readRole(row.role),
    hasPassword: row.password_hash !== null,
    signedInAt: row.signed_in_at,
    sessions: row.sessions ?? 0,
    linkUntil: row.link_until,
    endedAt: row.ended_at,
  }));
  return accounts.toSorted((one, other) => Number(one.endedAt !== null) - Number(other.endedAt !== null));
}
