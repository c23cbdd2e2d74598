import type { Context } from '../../context.ts';
import type { Query } from '../../db/database.ts';
import type { Lang } from '../../i18n/lang.ts';
import { readLang } from '../../i18n/lang.ts';
import { maskResidentNumbers } from '../../resident-number.ts';
import { may } from '../../staff/access.ts';
import { loadWantedMails } from '../../staff/accounts/wanted-mails.ts';
import { type Named, readNamed } from '../../staff/called.ts';
import { loadViewer } from '../../staff/load-viewer.ts';
import type { EventKind } from '../history/kinds.ts';
import { WITHDRAWN } from '../outcomes.ts';
import type { Instant } from '../tip.ts';
import { loadTip } from './load.ts';
import { loadFacts } from './load-facts.ts';
import { loadNote } from './load-notes.ts';

/** By what a colleague is called to a tip. */
export const CALLS = ['assigned', 'mentioned', 'forwarded'] as const satisfies readonly EventKind[];
export type CallKind = (typeof CALLS)[number];

/** What is told of a tip to whom a colleague has called to it. */
export type Call = {
  tip: number;
  receivedAt: Instant;
  kind: CallKind;
  /** Null where nobody's account stands behind it any more. */
  by: Named | null;
  /** Theirs who are called; null: as the newsroom's. */
  lang: Lang | null;
  /** Null where nothing of it may stand in a mail. `message`: where the tip itself is handed on. */
  content: { headline: string; message: string | null; note: string | null } | null;
};

type CallContext = Pick<Context, 'masters' | 'settings' | 'database'>;
type Asked = { event: number; note: string | null };

/**
 * What may be told by now to the account of this address. Null where there is nothing to tell any more: the account has ended or wants
 * no such mail, it may not see the tip, which is somebody else's by now, or is forgotten.
 */
export async function loadCall(
  context: CallContext,
  { event, note }: Asked,
  recipient: string,
): Promise<Call | null> {
  const { query } = context.database;
  const found = await findEvent(query, event);
  const kind = CALLS.find(one => one === found?.kind);
  if (found === null || kind === undefined || found.email !== recipient) return null;
  if (!(await isWanted(query, kind, found.id))) return null;
  const facts = await loadFacts(query, found.tip);
  if (facts === undefined || !may(await loadViewer(query, found), 'see', facts)) return null;
  if (kind === 'assigned' && facts.assignee !== found.id) return null;
  const tip = await loadTip(context, found.tip);
  if (!tip?.kept) return null;
  const isTold = facts.topic?.isConfidential !== true && tip.headline !== null && tip.talkEnded !== WITHDRAWN;
  return {
    ...{ tip: found.tip, receivedAt: tip.receivedAt, kind },
    by: readNamed(found.byEmail, found.byName),
    lang: readLang(found.lang),
    content: isTold
      ? {
          headline: tip.headline ?? '',
          message: kind === 'forwarded' ? tip.message : null,
          note: note && (await loadNote(context, found.tip, note, maskResidentNumbers)),
        }
      : null,
  };
}

/** What is forwarded is a mail, and nothing else. */
const isWanted = async (query: Query, kind: CallKind, staffId: string) =>
  kind === 'forwarded' || (await loadWantedMails(query, staffId))[kind];

async function findEvent(query: Query, id: number) {
  const row = await query
    .selectFrom('events')
    .innerJoin('staff', 'staff.id', 'events.subject')
    .leftJoin('staff as by', 'by.id', 'events.staff_id')
    .select([
      'events.kind',
      'events.tip',
      'staff.id',
      'staff.email',
      'staff.name',
      'staff.lang',
      'staff.role',
    ])
    .select(['by.email as byEmail', 'by.name as byName'])
    .where('events.id', '=', id)
    .where('staff.ended_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined || row.tip === null) return null;
  return { ...row, tip: row.tip };
}
