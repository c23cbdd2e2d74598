import type { Config } from '../../config/config.ts';
import type { Context } from '../../context.ts';
import type { Query } from '../../db/database.ts';
import { maskResidentNumbers } from '../../resident-number.ts';
import type { OrUnknown } from '../../unknown.ts';
import { loadGoing } from '../end/going.ts';
import type { EventKind } from '../history/kinds.ts';
import type { Outcome } from '../outcomes.ts';
import { loadTip } from '../read/load.ts';
import { loadMessages } from '../read/load-messages.ts';
import { loadPublication } from '../read/load-reasons.ts';
import type { Said } from '../said.ts';
import type { Instant, KeptTip, Permission, ReplyWay } from '../tip.ts';
import { mayBeGiven } from './find-sent-file.ts';
import { openUntil } from './open-until.ts';

/** A file that came with it. `link`: the id by which its reader is given what staff sent; null where it is not. */
type SaidFile = { name: string; size: number; link: string | null };

/** What was said, as its reader sees it. `by`: the name of who of the staff wrote it, where the newsroom tells that. */
export type ShownMessage = Pick<Said, 'id' | 'at' | 'body'> & {
  isFromReader: boolean;
  by: string | null;
  files: readonly SaidFile[];
};

/** What a reader sees of their tip: what they sent, what became of it, and no word of the staff's but those that are for them. */
export type ReaderTip = {
  number: number;
  receivedAt: Instant;
  /** When somebody read it first, null: nobody has; null altogether where the newsroom does not tell. */
  read: { at: Instant | null } | null;
  /** Somebody is, or was, at work on it. */
  isTaken: boolean;
  /** `article`: the http(s) URL of what was published. */
  end: { at: Instant; outcome: OrUnknown<Outcome> | null; article: string | null } | null;
  /** Until when more can be added, of a closed tip; `isLate`: that is past. */
  open: { until: Instant | null; isLate: boolean };
  messages: readonly ShownMessage[];
  fileCount: number;
  /** What they have said of their photos and films; null: nothing yet, and nobody takes that for a yes. */
  permission: Permission | null;
  /** Without what was typed: who gets hold of the code learns no name and no address. */
  left: { ways: readonly ReplyWay[]; hasName: boolean };
};

type TalkContext = Pick<Context, 'database' | 'masters' | 'settings' | 'clock'>;

/** Null where it is forgotten. What staff wrote counts as read from now on. */
export async function readTalk(context: TalkContext, number: number): Promise<ReaderTip | null> {
  const { settings } = context;
  const { query } = context.database;
  const tip = await loadTip(context, number);
  if (!tip?.kept) return null;
  const messages = (await loadMessages(context, number, maskResidentNumbers)).filter(isForReader);
  await noteRead(context, messages);
  return {
    number,
    receivedAt: tip.receivedAt,
    read: settings.talk.tellsRead ? { at: await firstOf(query, number, 'viewed') } : null,
    isTaken: (await firstOf(query, number, 'opened')) !== null,
    end: await endOf(context, tip),
    open: await openOf(context, number),
    messages: messages.map(message => toReader(tip, message, settings.talk)),
    fileCount: tip.files.length,
    permission: (await hasAnswered(query, number)) ? tip.permission : null,
    left: leftOf(tip),
  };
}

async function openOf(
  { database, settings, clock }: TalkContext,
  number: number,
): Promise<ReaderTip['open']> {
  const row = await database.query
    .selectFrom('tips')
    .select(['state', 'state_since', 'staff_at'])
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  const until = openUntil(row, settings);
  return { until, isLate: until !== null && until < clock() };
}

async function hasAnswered(query: Query, number: number): Promise<boolean> {
  const row = await query
    .selectFrom('tips')
    .select(['permission', 'consent_media'])
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  return row.permission !== null || row.consent_media === 1;
}

async function firstOf(query: Query, tip: number, kind: EventKind): Promise<Instant | null> {
  const { at } = await query
    .selectFrom('events')
    .select(({ fn }) => fn.min<number | null>('at').as('at'))
    .where('tip', '=', tip)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow();
  return at;
}

async function endOf(context: TalkContext, { number, state, outcome }: KeptTip): Promise<ReaderTip['end']> {
  if (state.is !== 'closed') return null;
  const publication = outcome === 'used' ? await loadPublication(context, number) : null;
  return { at: state.since, outcome, article: publication?.article ?? null };
}

/** What can still be undone is not there yet, and what its reader took away is there no more. */
const isForReader = ({ answer }: Said) =>
  answer === null || (answer.shownAt !== null && answer.takenAwayAt === null);

async function noteRead({ database, clock }: TalkContext, messages: readonly Said[]): Promise<void> {
  const unread = messages.filter(({ answer }) => answer !== null && answer.readAt === null);
  if (unread.length === 0) return;
  const ids = unread.map(({ id }) => id);
  await database.write(trx =>
    trx
      .updateTable('messages')
      .set({ read_at: clock() })
      .where('id', 'in', ids)
      .where('read_at', 'is', null)
      .execute(),
  );
}

const toReader = (tip: KeptTip, message: Said, { tellsNames }: Config['talk']): ShownMessage => ({
  ...{ id: message.id, at: message.at, body: message.body },
  isFromReader: message.answer === null,
  by: tellsNames ? (message.answer?.by?.name ?? null) : null,
  files: filesOf(tip, message),
});

/** Their own are not given back: whoever has the code would have them too. */
function filesOf({ files, sentFiles }: KeptTip, message: Said): SaidFile[] {
  const own = (message.answer === null ? files : sentFiles).filter(({ id }) => message.files.includes(id));
  return own.map(file => ({
    ...{ name: file.name, size: file.size },
    link: message.answer !== null && mayBeGiven(file) ? file.id : null,
  }));
}

const leftOf = ({ contacts, name }: KeptTip): ReaderTip['left'] => ({
  ways: contacts.flatMap(({ way }) => (typeof way === 'string' ? [way] : [])),
  hasName: name !== null,
});

/** Of a talk that is blocked, what is known of its reader still. */
export async function readLeft(context: TalkContext, number: number): Promise<ReaderTip['left'] | null> {
  const tip = await loadTip(context, number);
  return tip?.kept ? leftOf(tip) : null;
}

/** Of a tip that its reader withdrew, whether its words are gone by now; else when they go, but for a hold. */
export async function readWithdrawal(
  context: Pick<Context, 'database' | 'settings'>,
  number: number,
): Promise<{ isGone: boolean; goes: Instant | null }> {
  const row = await context.database.query
    .selectFrom('tips')
    .select('forgotten_at')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  if (row.forgotten_at !== null) return { isGone: true, goes: null };
  return { isGone: false, goes: (await loadGoing(context, number))?.due ?? null };
}
