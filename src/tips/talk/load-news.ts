import type { Context } from '../../context.ts';
import type { Query } from '../../db/database.ts';
import type { Lang } from '../../i18n/lang.ts';
import { maskResidentNumbers } from '../../resident-number.ts';
import { readContent } from '../content.ts';
import type { EventKind } from '../history/kinds.ts';
import { WITHDRAWN } from '../outcomes.ts';
import { loadTip } from '../read/load.ts';
import type { Instant, Permission } from '../tip.ts';
import { findHearers } from './hearers.ts';
import { ONE_MAIL } from './tell-newsroom.ts';

/** What a reader does of which the newsroom is told by mail. */
const TOLD = ['reader wrote', 'permission changed', 'withdrawn'] as const satisfies readonly EventKind[];

export type ReaderNews = {
  tip: number;
  kind: (typeof TOLD)[number];
  at: Instant;
  /** Of whom it is told; null: as the newsroom's. */
  lang: Lang | null;
  /** Whether it is told to somebody who can switch that off. */
  isWished: boolean;
  /** 1, or which of the tip's own mails went to the same address. */
  thread: number;
  /** Null where nothing of it may stand in a mail. `files`: how many came. */
  content: { headline: string; texts: readonly string[]; files: number } | null;
  /** Whether a legal hold keeps what they have withdrawn. */
  isHeld: boolean;
  /** What they say of their photos and films by now; null: that is not what is told, or it may not stand in a mail. */
  permission: Permission | null;
};

type NewsContext = Pick<Context, 'masters' | 'settings' | 'database'>;

/**
 * What may be told by now to this address. Null where there is nothing to tell any more: it is somebody else's by now, or they want no
 * such mail; the tip is forgotten or, but for the mail that says so, withdrawn.
 */
export async function loadReaderNews(
  context: NewsContext,
  event: number,
  recipient: string,
): Promise<ReaderNews | null> {
  const { query } = context.database;
  const row = await query
    .selectFrom('events')
    .select(['tip', 'kind', 'at'])
    .where('id', '=', event)
    .executeTakeFirst();
  const kind = TOLD.find(one => one === row?.kind);
  if (row === undefined || row.tip === null || kind === undefined) return null;
  const { tip: number, at } = row;
  const hearers = await findHearers(query, context.settings, number);
  const tip = hearers?.addresses.includes(recipient) ? await loadTip(context, number) : null;
  if (hearers === null || !tip?.kept) return null;
  if (kind !== 'withdrawn' && tip.talkEnded === WITHDRAWN) return null;
  const isTold = !hearers.isConfidential && kind !== 'withdrawn';
  const hasWords = isTold && tip.headline !== null && kind === 'reader wrote';
  const said = hasWords ? await loadSaid(context, number, { event, at }) : null;
  return {
    ...{ tip: number, kind, at, lang: hearers.own?.lang ?? null, isWished: hearers.own !== null },
    thread: await findThread(query, number, recipient),
    content: said && { headline: tip.headline ?? '', ...said },
    isHeld: kind === 'withdrawn' && (await isHeld(query, number)),
    permission: isTold && kind === 'permission changed' ? tip.permission : null,
  };
}

async function isHeld(query: Query, tip: number): Promise<boolean> {
  const hold = query.selectFrom('holds').select('tip').where('tip', '=', tip);
  return (await hold.executeTakeFirst()) !== undefined;
}

/** All that goes by this mail; what does not open is left out. */
async function loadSaid(
  { database: { query }, masters }: NewsContext,
  tip: number,
  { event, at: from }: { event: number; at: Instant },
) {
  const until = Math.min(from + ONE_MAIL, (await nextMailOf(query, tip, event)) ?? Number.POSITIVE_INFINITY);
  const rows = await query
    .selectFrom('messages')
    .leftJoin('tip_keys', 'tip_keys.tip', 'messages.tip')
    .select(['messages.id', 'body', 'call', 'sealed', 'master', 'salt'])
    .where('messages.tip', '=', tip)
    .where('direction', '=', 'in')
    .where('at', '>=', from)
    .where('at', '<', until)
    .orderBy('at')
    .execute();
  const texts = rows.flatMap(row => {
    const body = readContent(masters, 'messages', { tip, row: row.id }, row)?.body ?? '';
    return body === '' ? [] : [maskResidentNumbers(body)];
  });
  const files = await query
    .selectFrom('files')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('tip', '=', tip)
    .where('message', 'in', [...rows.map(({ id }) => id), ''])
    .executeTakeFirstOrThrow();
  return { texts, files: files.count };
}

/** From when on another mail tells what was said, as where this one had been tried by then. Null: there is none. */
async function nextMailOf(query: Query, tip: number, event: number): Promise<Instant | null> {
  const rows = await query
    .selectFrom('events')
    .select(['id', 'at'])
    .where('tip', '=', tip)
    .where('kind', '=', 'reader wrote')
    .where('id', '>', event)
    .orderBy('id')
    .execute();
  if (rows.length === 0) return null;
  const owed = await query
    .selectFrom('outbox')
    .select('subject')
    .distinct()
    .where('kind', '=', 'reader mail')
    .where(
      'subject',
      'in',
      rows.map(({ id }) => String(id)),
    )
    .execute();
  return rows.find(({ id }) => owed.some(({ subject }) => subject === String(id)))?.at ?? null;
}

async function findThread(query: Query, tip: number, recipient: string): Promise<number> {
  const own = await query
    .selectFrom('outbox')
    .select('position')
    .where('kind', '=', 'tip mail')
    .where('subject', '=', String(tip))
    .where('recipient', '=', recipient)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();
  return own?.position ?? 1;
}
