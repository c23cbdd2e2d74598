import type { Selectable } from 'kysely';
import type { Query } from '../../db/database.ts';
import type { Schema } from '../../db/schema/schema.ts';
import { KINDS } from '../../jobs/kinds.ts';
import { isStuck } from '../../jobs/stuck.ts';
import type { Answer } from '../said.ts';
import { KEPT_AS_FILE } from '../tip.ts';

/** As its row has it; all null of what its reader said. */
type Row = { id: string; at: number; way: string | null; shown_at: number | null };
type Become = Pick<Answer, 'fate' | 'reason' | 'stuckMail'>;
type Mail = Pick<Selectable<Schema['outbox']>, 'id' | 'state' | 'outcome' | 'last_error' | 'settled_at'>;

/** What has become of a tip's answers, by their ids. */
export async function loadFates(
  query: Query,
  tip: number,
  rows: readonly Row[],
): Promise<Map<string, Become>> {
  const answers = rows.filter(({ way }) => way !== null);
  if (answers.length === 0) return new Map();
  const talk = await query
    .selectFrom('tips')
    .select(['reader_at', 'talk_ended'])
    .where('number', '=', tip)
    .executeTakeFirstOrThrow();
  const waiting = await loadWaiting(query, answers);
  const isMailed = answers.some(({ way, shown_at }) => way === 'email' && shown_at !== null);
  const mails = isMailed ? await loadMails(query, tip) : new Map<string, Mail>();
  return new Map(
    answers.map(answer => [
      answer.id,
      answer.shown_at === null
        ? unshown(answer, { ...talk, waiting })
        : shown(mails.get(answer.id), talk.talk_ended !== null),
    ]),
  );
}

type Talk = { reader_at: number | null; talk_ended: string | null; waiting: ReadonlySet<string> };

/** As `talk/show-answer.ts` goes by it. What came due while the talk was closed does not go once it is open again. */
function unshown({ id, at }: Row, { reader_at: readerAt, talk_ended: ended, waiting }: Talk): Become {
  const isLate = readerAt !== null && readerAt >= at;
  const open = isLate ? 'held back' : waiting.has(id) ? 'waiting' : 'not sent';
  return { fate: ended === null ? open : 'not sent', reason: null, stuckMail: null };
}

/** Those that are still to be shown. */
async function loadWaiting(query: Query, answers: readonly Row[]): Promise<Set<string>> {
  const ids = answers.flatMap(({ id, shown_at }) => (shown_at === null ? [id] : []));
  if (ids.length === 0) return new Set();
  const jobs = await query
    .selectFrom('outbox')
    .select('subject')
    .where('kind', '=', 'show answer')
    .where('state', '=', 'owed')
    .where('subject', 'in', ids)
    .execute();
  return new Set(jobs.map(({ subject }) => subject));
}

/** Without a mail, it is where it was to go once it is shown. While the talk is over no mail of it goes, also before its turn. */
function shown(mail: Mail | undefined, isOver: boolean): Become {
  if (isOver && mail?.state === 'owed') return { fate: 'not sent', reason: null, stuckMail: null };
  const isOwed = mail?.state === 'owed' || mail?.state === 'set aside';
  const reason = isOwed ? mail.last_error : null;
  return { fate: fateOf(mail), reason, stuckMail: mail !== undefined && isStuck(mail) ? mail.id : null };
}

function fateOf(mail: Mail | undefined): Answer['fate'] {
  switch (mail?.state) {
    case 'owed':
      return 'sending';
    case 'set aside':
      return 'failed';
    case 'dropped':
      return 'not sent';
    default:
      return mail?.outcome === KEPT_AS_FILE ? 'kept as file' : 'sent';
  }
}

/** The mails that were owed for answers, by the answers' ids. */
async function loadMails(query: Query, tip: number): Promise<Map<string, Mail>> {
  const events = await query
    .selectFrom('events')
    .select(['id', 'subject'])
    .where('tip', '=', tip)
    .where('kind', '=', 'answered')
    .execute();
  const messages = new Map(
    events.map(({ id, subject }) => [KINDS['answer mail'].write(id), subject ?? ''] as const),
  );
  const mails = await query
    .selectFrom('outbox')
    .select(['id', 'subject', 'state', 'outcome', 'last_error', 'settled_at'])
    .where('kind', '=', 'answer mail')
    .where('subject', 'in', [...messages.keys()])
    .execute();
  return new Map(mails.map(({ subject, ...mail }) => [messages.get(subject) ?? '', mail]));
}
