import type { Query } from '../../db/database.ts';
import type { JobTables } from '../../db/schema/jobs.ts';
import { type Lang, readLang } from '../../i18n/lang.ts';
import type { OrUnknown } from '../../unknown.ts';
import type { Named } from '../called.ts';
import { type Role, readRole } from '../roles.ts';
import { staffWithFactor } from '../second-factor/factors.ts';

/** An account as an operator sees it. Times are milliseconds since 1970, UTC. */
export type ListedAccount = {
  id: string;
  email: string;
  name: string | null;
  lang: Lang | null;
  role: OrUnknown<Role>;
  /** The slugs of the topics in whose team they are. */
  topics: readonly string[];
  hasPassword: boolean;
  hasSecondFactor: boolean;
  /** Null where it is not known, as from before it was kept. */
  signedInAt: number | null;
  sessions: number;
  /** Until when a link sets the password; null where none does. */
  linkUntil: number | null;
  /** Of the mail that brings the link; null where none does. */
  mail: LinkMail | null;
  endedAt: number | null;
  /** 1 before the first change. */
  version: number;
};

/** `lastError`: why it has not gone yet, in a short code. */
export type LinkMail = { state: JobTables['outbox']['state']; lastError: string | null };

/** All accounts by their e-mail; those that have ended come last. */
export async function listAccounts(query: Query, now: number): Promise<ListedAccount[]> {
  const rows = await accountRows(query, now).execute();
  const teams = Map.groupBy(
    await query.selectFrom('topic_members').select(['staff_id', 'topic']).orderBy('topic').execute(),
    ({ staff_id }) => staff_id,
  );
  const mails = await mailsOf(query, now);
  const withFactor = await staffWithFactor(query);
  const accounts = rows.map(row => ({
    ...{ id: row.id, email: row.email, name: row.name, role: readRole(row.role) },
    lang: readLang(row.lang),
    topics: (teams.get(row.id) ?? []).map(({ topic }) => topic),
    hasPassword: row.password_hash !== null,
    hasSecondFactor: withFactor.has(row.id),
    signedInAt: row.signed_in_at,
    sessions: row.sessions ?? 0,
    linkUntil: row.link_until,
    mail: mails.get(row.id) ?? null,
    endedAt: row.ended_at,
    version: row.version ?? 1,
  }));
  return accounts.toSorted((one, other) => Number(one.endedAt !== null) - Number(other.endedAt !== null));
}

const accountRows = (query: Query, now: number) =>
  query
    .selectFrom('staff')
    .selectAll('staff')
    .select(({ selectFrom }) => [
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
    .orderBy('email');

/** Those of links that are good still, by whose they are. */
async function mailsOf(query: Query, now: number): Promise<Map<string, LinkMail>> {
  const rows = await query
    .selectFrom('setup_links')
    .innerJoin('outbox', 'outbox.subject', 'setup_links.invitation')
    .select(['setup_links.staff_id', 'outbox.state', 'outbox.last_error'])
    .where('outbox.kind', '=', 'invitation mail')
    .where('setup_links.ended', 'is', null)
    .where('setup_links.expires_at', '>', now)
    .execute();
  return new Map(
    rows.flatMap(row =>
      row.staff_id === null ? [] : [[row.staff_id, { state: row.state, lastError: row.last_error }] as const],
    ),
  );
}

/** Who works at the desk, as they are called. */
export const listNames = (query: Query): Promise<Named[]> =>
  query
    .selectFrom('staff')
    .select(['email', 'name'])
    .where('ended_at', 'is', null)
    .orderBy('email')
    .execute();
