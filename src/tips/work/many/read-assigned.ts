import type { Query } from '../../../db/database.ts';
import { type Lang, readLang } from '../../../i18n/lang.ts';
import { visibleTo } from '../../../staff/access.ts';
import { loadWantedMails } from '../../../staff/accounts/wanted-mails.ts';
import { type Named, readNamed } from '../../../staff/called.ts';
import { loadViewer } from '../../../staff/load-viewer.ts';

/** `tips`: how many. `by`: null where nobody's account stands behind it any more. `at`: milliseconds since 1970, UTC. */
export type AssignedTips = { tips: number; by: Named | null; at: number; lang: Lang | null };

/**
 * What was assigned by one change to the account of this address, and is theirs still. Null where there is nothing to tell: the
 * account has ended or wants no such mail, or has none of these tips any more, or sees none.
 */
export async function readAssigned(
  query: Query,
  change: string,
  recipient: string,
): Promise<AssignedTips | null> {
  const account = await query
    .selectFrom('staff')
    .select(['id', 'email', 'name', 'lang', 'role'])
    .where('email', '=', recipient)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  const made = await query
    .selectFrom('bulk_changes')
    .leftJoin('staff', 'staff.id', 'bulk_changes.staff_id')
    .select(['staff.email', 'staff.name', 'bulk_changes.at'])
    .where('bulk_changes.id', '=', change)
    .executeTakeFirst();
  if (account === undefined || made === undefined) return null;
  if (!(await loadWantedMails(query, account.id)).assigned) return null;
  const viewer = await loadViewer(query, account);
  const { tips } = await query
    .selectFrom('tips')
    .select(({ fn }) => fn.countAll<number>().as('tips'))
    .where('number', 'in', query.selectFrom('changed_tips').select('tip').where('change', '=', change))
    .where('assignee', '=', account.id)
    .where('forgotten_at', 'is', null)
    .where(visibleTo(viewer))
    .executeTakeFirstOrThrow();
  if (tips === 0) return null;
  return { tips, by: readNamed(made.email, made.name), at: made.at, lang: readLang(account.lang) };
}
