import type { Context } from '../../context.ts';
import { randomId } from '../../crypto/ids.ts';
import type { Write } from '../../db/database.ts';
import { ensureTipSeal } from '../../db/tip-keys.ts';
import { raiseLeastVersion } from '../../db/versions/least-version.ts';
import { type Reason, Refusal } from '../../errors.ts';
import { enqueue, wakeJobs } from '../../jobs/enqueue.ts';
import { earliestTurn } from '../../media/turns.ts';
import type { Viewer } from '../../staff/access.ts';
import { contentColumns } from '../content.ts';
import { CONTENT } from '../fields.ts';
import { noteEvent } from '../history/events.ts';
import { ANSWER_WAYS, type AnswerWay, UNDO_FOR } from '../said.ts';
import { noteTextChanged } from '../search-due.ts';
import { clean, isBlank, isLongerThan, lengthOf } from '../text.ts';
import type { TipFile } from '../tip.ts';
import { changeTip, type TipChange } from '../work/change-tip.ts';
import { holdTip } from '../work/hold-tip.ts';
import { type Typed, writeDraft } from '../work/notes/drafts.ts';
import { refuseFull } from './bounds.ts';
import { insertFiles } from './insert-files.ts';
import { timeOfNext } from './moments.ts';

/** An older version would show an answer before it goes, and one that its reader took away. */
const HEEDED_FROM = '0.6.0';
/** An older one would undo an answer and leave its files, as if they were the reader's. */
const FILES_HEEDED_FROM = '0.7.0';

/**
 * `way`: one of `ANSWER_WAYS`, as somebody sent it. `seen`: the id of the last message that its writer had before them; whoever has not seen the newest
 * answers nothing. `files`: stored by now, and this answer's from then on. `left`: what is typed on their page beside it; kept as a draft with the answer, or no crash would leave the answer in both.
 */
export type NewAnswer = TipChange & {
  body: string;
  way: string;
  seen: string;
  left?: Typed;
  files?: readonly TipFile[];
};

type AnswerContext = Pick<Context, 'database' | 'masters' | 'clock' | 'settings'>;

/** `turn`: when the earliest file is due that waits to be inspected. */
type ToWrite = NewAnswer & { message: string; files: readonly TipFile[]; turn: number | null };

/**
 * Staff's answer to a tip's reader, which stands on the reader's own page and goes by `way` too, once it can no longer be undone. Gives
 * the tip's new version and the answer's id.
 * @throws {Refusal} as `authorizeFor` and `refuseFull`; `answer-empty` or `text-too-long`; `nobody-to-answer` where the talk is over; `read-first` where something was said
 * since; `way-not-open`; `stale`.
 */
export async function answerReader(
  context: AnswerContext,
  viewer: Viewer,
  answer: NewAnswer,
): Promise<{ version: number; message: string }> {
  const body = clean(answer.body);
  refuseWrong(body);
  const { files = [] } = answer;
  await raiseLeastVersion(context.database, files.length === 0 ? HEEDED_FROM : FILES_HEEDED_FROM);
  const message = randomId();
  const turn = files.length === 0 ? null : await earliestTurn(context.database.query);
  // A failure here may still have been committed, so the files stay; the sweep removes what no tip claims.
  await context.database.write(trx =>
    writeAnswer(trx, context, viewer, { ...answer, body, message, files, turn }),
  );
  wakeJobs(context.database);
  return { version: answer.version + 1, message };
}

function refuseWrong(body: string): void {
  const { limit } = CONTENT.messages.fields.body;
  const reason: Reason | null = isBlank(body)
    ? { code: 'answer-empty' }
    : isLongerThan(body, limit)
      ? { code: 'text-too-long', limit, length: lengthOf(body) }
      : null;
  if (reason !== null) throw new Refusal(reason, { faults: { body: reason } });
}

async function writeAnswer(
  trx: Write,
  { masters, clock, settings }: AnswerContext,
  viewer: Viewer,
  { number, version, body, message, files, turn, ...answer }: ToWrite,
): Promise<void> {
  await holdForAnswer(trx, viewer, number);
  await refuseUnseen(trx, number, answer.seen);
  const way = await openWay(trx, number, answer.way);
  await refuseFull(trx, { number, direction: 'out', files: files.length, limits: settings.limits });
  const now = clock();
  const at = await timeOfNext(trx, now, number);
  await changeTip(trx, { number, version }, { staff_at: at });
  const sealing = { masters, tipSeal: await ensureTipSeal(trx, masters, number) };
  const content = contentColumns(sealing, 'messages', { tip: number, row: message }, { body, call: null });
  const row = { id: message, tip: number, direction: 'out', channel: 'form', at, way } as const;
  await trx
    .insertInto('messages')
    .values({ ...row, ...content, staff_id: viewer.staffId })
    .execute();
  await insertFiles(trx, { masters, settings }, sealing.tipSeal, { number, message, files, turn, at });
  await noteTextChanged(trx, number);
  await noteEvent(trx, { tip: number, kind: 'answered', by: viewer, at, subject: message });
  await enqueue(trx, now, { kind: 'show answer', subject: message, due: now + UNDO_FOR });
  if (answer.left !== undefined) await writeDraft(trx, { masters, clock }, viewer, answer.left);
}

/** @throws {Refusal} `already-forgotten`; `nobody-to-answer` */
async function holdForAnswer(trx: Write, viewer: Viewer, number: number): Promise<void> {
  const { isForgotten } = await holdTip(trx, viewer, 'answer', number);
  if (isForgotten) throw new Refusal({ code: 'already-forgotten' });
  const { talk_ended: ended } = await trx
    .selectFrom('tips')
    .select('talk_ended')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  if (ended !== null) throw new Refusal({ code: 'nobody-to-answer' });
}

async function refuseUnseen(trx: Write, number: number, seen: string): Promise<void> {
  const newest = await trx
    .selectFrom('messages')
    .select('id')
    .where('tip', '=', number)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (newest?.id !== seen) throw new Refusal({ code: 'read-first' });
}

/** A reader who gave an address, and did not say that it may be used for this, is answered on their page alone. */
async function openWay(trx: Write, number: number, asked: string): Promise<AnswerWay> {
  const way = ANSWER_WAYS.find(one => one === asked);
  const isOpen = way === 'receipt' || (way !== undefined && (await mayReach(trx, number, way)));
  if (isOpen) return way;
  const reason = { code: 'way-not-open' } as const;
  throw new Refusal(reason, { faults: { way: reason } });
}

async function mayReach(trx: Write, tip: number, way: Exclude<AnswerWay, 'receipt'>): Promise<boolean> {
  const contact = await trx
    .selectFrom('contacts')
    .select('id')
    .where('tip', '=', tip)
    .where('way', '=', way)
    .where('may_reply', '=', 1)
    .executeTakeFirst();
  return contact !== undefined;
}
