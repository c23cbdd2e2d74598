import { type SelectQueryBuilder, sql } from 'kysely';
import type { Query } from '../../db/database.ts';
import { DESK_EVENT_KINDS } from '../../history/kinds.ts';
import { authorize, type Viewer, visibleTo } from '../../staff/access.ts';
import { type OrUnknown, readWord } from '../../unknown.ts';
import type { Instant } from '../tip.ts';
import { EVENT_KINDS } from './kinds.ts';

/** All that can stand in the history. */
export const KINDS_BY_PART = { tips: EVENT_KINDS, desk: DESK_EVENT_KINDS } as const;
export const ALL_KINDS = [...EVENT_KINDS, ...DESK_EVENT_KINDS] as const;
export type AnyEventKind = (typeof ALL_KINDS)[number];

export const ENTRIES_AT_ONCE = 100;

/** What is left out is not asked. `person`: an e-mail. `until`: the first moment that is no longer asked for. */
export type HistoryQuestion = {
  person?: string | undefined;
  tip?: number | undefined;
  kind?: AnyEventKind | undefined;
  from?: Instant | undefined;
  until?: Instant | undefined;
  /** The last that was seen. */
  after?: EntryPlace | undefined;
};

export type EntryPlace = { at: Instant; event: number };

export type HistoryEntry = {
  event: number;
  at: Instant;
  tip: number | null;
  kind: OrUnknown<AnyEventKind>;
  /** Who did it, by e-mail; null where nobody of the staff did. */
  by: string | null;
  /** As they are called; null where nobody has said. */
  name: string | null;
  /** Whom or what it is about, where that is no tip: an account by its e-mail. */
  subject: string | null;
  /** As they are called, where it is somebody who is called somehow. */
  subjectName: string | null;
  detail: string | null;
  file: string | null;
};

type Page = { entries: HistoryEntry[]; isMore: boolean };

/**
 * Entries that have their place in the chain, the latest first; those of a tip as far as the viewer may see it.
 * @throws {Refusal} as `authorize`.
 */
export async function listHistory(
  query: Query,
  viewer: Viewer,
  question: HistoryQuestion,
  most = ENTRIES_AT_ONCE,
): Promise<Page> {
  authorize(viewer, 'see history');
  return readPage(query, viewer, question, most);
}

/** The viewer's own part, which anybody may see. */
export const listOwnHistory = (
  query: Query,
  viewer: Viewer,
  after?: EntryPlace,
  most = ENTRIES_AT_ONCE,
): Promise<Page> => readPage(query, viewer, { person: viewer.email, after }, most);

async function readPage(query: Query, viewer: Viewer, question: HistoryQuestion, most: number) {
  const rows = await asked(seenBy(query, viewer), question)
    .orderBy('history_chain.at', 'desc')
    .orderBy('history_chain.event', 'desc')
    .limit(most + 1)
    .execute();
  return { entries: rows.slice(0, most).map(toEntry), isMore: rows.length > most };
}

/** Of a tip that the viewer may not see, nothing. */
const seenBy = (query: Query, viewer: Viewer) =>
  query
    .selectFrom('history_chain')
    .innerJoin('events', 'events.id', 'history_chain.event')
    .leftJoin('staff', 'staff.id', 'events.staff_id')
    .leftJoin('staff as about', 'about.id', 'events.subject')
    .select(['events.id', 'events.at', 'events.tip', 'events.kind', 'events.detail', 'events.file'])
    .select(['staff.name', 'about.name as subjectName'])
    .select(['staff.email as by', sql<string | null>`coalesce(about.email, events.subject)`.as('subject')])
    .where(({ eb, or, exists, selectFrom }) =>
      or([
        eb('events.tip', 'is', null),
        exists(
          selectFrom('tips')
            .select('tips.number')
            .whereRef('tips.number', '=', 'events.tip')
            .where(visibleTo(viewer)),
        ),
      ]),
    );

type Seen = ReturnType<typeof seenBy>;

function asked(seen: Seen, { person, tip, kind, from, until, after }: HistoryQuestion): Seen {
  let entries = seen;
  if (person !== undefined)
    entries = entries.where('history_chain.staff_id', 'in', ({ selectFrom }) =>
      selectFrom('staff as person').select('person.id').where('person.email', '=', person),
    );
  if (tip !== undefined)
    entries = entries.where('history_chain.event', 'in', ({ selectFrom }) =>
      selectFrom('events as of_tip').select('of_tip.id').where('of_tip.tip', '=', tip),
    );
  if (kind !== undefined) entries = entries.where('history_chain.kind', '=', kind);
  if (from !== undefined) entries = entries.where('history_chain.at', '>=', from);
  if (until !== undefined) entries = entries.where('history_chain.at', '<', until);
  if (after === undefined) return entries;
  const { at, event } = after;
  // The first condition leads the index to the place, the second passes what was seen of it.
  return entries
    .where('history_chain.at', '<=', at)
    .where(({ eb, or }) => or([eb('history_chain.at', '<', at), eb('history_chain.event', '<', event)]));
}

type Row = Seen extends SelectQueryBuilder<infer _DB, infer _Tables, infer Selected> ? Selected : never;

const toEntry = ({ id, kind, ...row }: Row): HistoryEntry => ({
  ...row,
  event: id,
  kind: readWord(ALL_KINDS, kind),
});
