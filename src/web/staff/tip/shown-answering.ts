import { z } from 'zod';
import type { ShownTrouble } from '../../../../views/staff/mail-trouble.tsx';
import type { Answering } from '../../../../views/staff/tip/talk/answering.ts';
import type { Context } from '../../../context.ts';
import { readReason } from '../../../mail/smtp/smtp-reason.ts';
import { may, type Viewer } from '../../../staff/access.ts';
import type { TipFolder } from '../../../tips/folder.ts';
import { ANSWER_WAYS, type AnswerWay, type Said, UNDO_FOR } from '../../../tips/said.ts';
import { openUntil } from '../../../tips/talk/open-until.ts';
import { isBlank } from '../../../tips/text.ts';
import { isAnswered } from '../../../tips/turns.ts';
import { FILES_FIELD } from '../forms.ts';
import type { StaffRequest } from '../request.ts';

/** What stands in the page's two fields, and what has become of an answer that was just sent. */
type Typed = { text: string; answer: string; isLate: boolean; ready: Answering['ready'] };

type DeskSettings = Pick<Context['settings'], 'limits' | 'talk'>;

/** How its reader can be written to, and what of the viewer's own answers can still be undone. */
export function shownAnswering(
  request: StaffRequest,
  settings: DeskSettings,
  { tip, facts, contacts, messages }: TipFolder,
  { text, answer, isLate, ready }: Typed,
): Answering {
  const { viewer, now } = request;
  const isOver = tip.kept && tip.talkEnded !== null;
  const mayAnswer = may(viewer, 'answer', facts) && !isOver;
  const undoable = mayAnswer ? messages.flatMap(one => undoableFor(one, now)) : [];
  return {
    noAnswer: mayAnswer ? noAnswerIn(tip) : null,
    ...{ mayAnswer, isOver, undoable: new Map(undoable) },
    troubles: new Map(messages.flatMap(troubleOf)),
    mayGiveUp: may(viewer, 'give up mail', facts),
    sent: sentOf(messages.find(one => isBy(one, viewer) && undoable.some(([id]) => id === one.id))),
    ways: waysIn(contacts),
    seen: messages.at(-1)?.id ?? '',
    isChosen: isLate || isForReader(request) || (!isBlank(answer) && isBlank(text)),
    ...{ isLate, ready },
    files: { limits: settings.limits, again: hadFiles(request) },
    ranOut: ranOutOf(tip, messages, settings, now),
  };
}

const noAnswerIn = ({ needsNoAnswer, turn }: TipFolder['tip']): Answering['noAnswer'] =>
  needsNoAnswer ? 'said' : isAnswered(turn) ? 'offered' : null;

const sentOf = (said: Said | undefined): Answering['sent'] =>
  said === undefined ? null : { id: said.id, hasFiles: said.files.length > 0 };

/** Of a closed tip, as `refuseLate` goes by it. */
function ranOutOf(
  tip: TipFolder['tip'],
  messages: readonly Said[],
  settings: DeskSettings,
  now: number,
): Answering['ranOut'] {
  if (!tip.kept || typeof tip.state.is !== 'string') return null;
  const staffAt = messages.findLast(({ answer }) => answer !== null)?.at ?? null;
  const { is: state, since } = tip.state;
  const at = openUntil({ state, state_since: since, staff_at: staffAt }, settings);
  return at === null || at >= now ? null : { at, reopens: settings.talk.afterClosing };
}

/** An answer that its reader has not been shown: for how long yet; null: until somebody undoes it. */
function undoableFor({ id, at, answer }: Said, now: number): [string, number | null][] {
  if (answer?.fate === 'held back' || isMissed(answer)) return [[id, null]];
  const left = at + UNDO_FOR - now;
  return answer?.fate === 'waiting' && left > 0 ? [[id, left]] : [];
}

/** It came due while the talk was over, which it is no longer. */
const isMissed = (answer: Said['answer']) => answer?.fate === 'not sent' && answer.shownAt === null;

const troubleOf = ({ id, answer }: Said): [string, ShownTrouble][] =>
  answer?.reason == null || answer.fate === 'kept as file' || answer.fate === 'sent'
    ? []
    : [[id, readReason(answer.reason)]];

const isBy = ({ answer }: Said, { email }: Viewer) =>
  answer?.fate === 'waiting' && answer.by?.email === email;

/** By mail first: nothing else tells a reader that there is an answer. */
const waysIn = ({ ways }: TipFolder['contacts']): AnswerWay[] =>
  ANSWER_WAYS.filter(
    one => one === 'receipt' || ways.some(({ way, mayReply }) => way === one && mayReply),
  ).toReversed();

const withFiles = z.object({ [FILES_FIELD]: z.string().catch('') });

/** Files were chosen, and what was pressed has left them behind. */
const hadFiles = ({ raw }: StaffRequest): boolean =>
  raw.method === 'POST' && !isBlank(withFiles.parse(raw.body ?? {})[FILES_FIELD]);

const side = z.object({ side: z.literal('to-reader').nullable().catch(null) });

/** Which of the fields was shown as something was pressed. */
const isForReader = ({ raw }: StaffRequest): boolean =>
  raw.method === 'POST' && side.parse(raw.body ?? {}).side !== null;
