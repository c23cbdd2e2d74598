import type { Context } from '../../context.ts';
import type { Query } from '../../db/database.ts';
import { email } from '../../email.ts';
import { type Lang, readLang } from '../../i18n/lang.ts';
import { Failed } from '../../jobs/job.ts';
import { readContent } from '../content.ts';
import { findTopicOf, inboxOf, type Topic } from '../topics/topic.ts';

/** What the mail of an answer tells its reader. */
export type AnswerToMail = {
  tip: number;
  /** The reader's; null: it is not known. */
  lang: Lang | null;
  to: string;
  /** Where a reply goes, the inbox of its topic or the newsroom's; null: nobody may be replied to who may not see the tip and its contacts. */
  replyTo: string | null;
  body: string;
  /** The name of who of the staff wrote it, where the newsroom tells that; null: nobody is named. */
  by: string | null;
  /** So many wait on their page. */
  files: number;
  /** The event of the first answer that was owed to them by mail; null: this one begins the thread. */
  thread: number | null;
};

type AnswerContext = Pick<Context, 'masters' | 'settings'> & { database: Pick<Context['database'], 'query'> };

/**
 * As it is by now, by the event of the answer. Null where it may not go any more: the talk is over, its reader has taken the address back, or has
 * read the answer and taken it from their page.
 */
export async function loadAnswer(context: AnswerContext, event: number): Promise<AnswerToMail | null> {
  const { masters, settings } = context;
  const { query } = context.database;
  const row = await findAnswer(query, event);
  if (row === undefined) return null;
  const { number: tip, id } = row;
  const to = await findAddress(context, tip);
  if (to === null) return null;
  const content = readContent(masters, 'messages', { tip, row: id }, row);
  // What does not open may open again, as where a backup brings it back.
  if (content === null) throw new Failed('Unopened', { remedy: 'for days' });
  const replyTo = replyAddress(await findTopicOf(query, tip), settings.newsroom.inbox);
  const thread = await findThread(query, tip, event);
  const files = await countFiles(query, id);
  const by = settings.talk.tellsNames ? row.name : null;
  return { tip, lang: readLang(row.lang), to, replyTo, body: content.body, files, by, thread };
}

/** The newsroom's own inbox is read by others than the team of such a topic. */
function replyAddress(topic: Topic | null, newsroom: readonly string[]): string | null {
  const isOfTeam = topic !== null && (topic.isConfidential || topic.hidesContacts);
  const [address = null] = isOfTeam ? topic.inbox : inboxOf(topic, newsroom);
  return address;
}

const findAnswer = (query: Query, event: number) =>
  query
    .selectFrom('events')
    .innerJoin('messages', 'messages.id', 'events.subject')
    .innerJoin('tips', 'tips.number', 'messages.tip')
    .leftJoin('tip_keys', 'tip_keys.tip', 'messages.tip')
    .leftJoin('staff', 'staff.id', 'messages.staff_id')
    .select([
      'tips.number',
      'tips.lang',
      'staff.name',
      'messages.id',
      'body',
      'call',
      'sealed',
      'master',
      'salt',
    ])
    .where('events.id', '=', event)
    .where('shown_at', 'is not', null)
    .where('taken_away_at', 'is', null)
    .where('tips.forgotten_at', 'is', null)
    .where('tips.talk_ended', 'is', null)
    .executeTakeFirst();

async function countFiles(query: Query, message: string): Promise<number> {
  const { count } = await query
    .selectFrom('files')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('message', '=', message)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** One address that every mail server takes, by which an answer is welcome. */
async function findAddress(
  { database: { query }, masters }: AnswerContext,
  tip: number,
): Promise<string | null> {
  const row = await query
    .selectFrom('contacts')
    .leftJoin('tip_keys', 'tip_keys.tip', 'contacts.tip')
    .select(['id', 'typed', 'parsed', 'sealed', 'master', 'salt'])
    .where('contacts.tip', '=', tip)
    .where('way', '=', 'email')
    .where('may_reply', '=', 1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const typed = readContent(masters, 'contacts', { tip, row: row.id }, row)?.typed;
  return email.safeParse(typed?.trim()).data ?? null;
}

async function findThread(query: Query, tip: number, event: number): Promise<number | null> {
  const first = await query
    .selectFrom('events')
    .innerJoin('messages', 'messages.id', 'events.subject')
    .select('events.id')
    .where('events.tip', '=', tip)
    .where('kind', '=', 'answered')
    .where('way', '=', 'email')
    .where('shown_at', 'is not', null)
    .orderBy('events.id')
    .limit(1)
    .executeTakeFirst();
  return first === undefined || first.id === event ? null : first.id;
}
