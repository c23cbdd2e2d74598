import { z } from 'zod';
import type { ShownTrouble } from '../../../../views/staff/mail-trouble.tsx';
import type { Answering } from '../../../../views/staff/tip/talk/answering.ts';
import { readReason } from '../../../mail/smtp/smtp-reason.ts';
import { may, type Viewer } from '../../../staff/access.ts';
import type { TipFolder } from '../../../tips/folder.ts';
import { ANSWER_WAYS, type AnswerWay, type Said, UNDO_FOR } from '../../../tips/said.ts';
import { isBlank } from '../../../tips/text.ts';
import { isAnswered } from '../../../tips/turns.ts';
import type { StaffRequest } from '../request.ts';

/** What stands in the page's two fields, and what has become of an answer that was just sent. */
type Typed = { text: string; answer: string; isLate: boolean; ready: Answering['ready'] };

/** How its reader can be written to, and what of the viewer's own answers can still be undone. */
export function shownAnswering(
  request: StaffRequest,
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
    sent: undoable.find(([id]) => messages.some(one => one.id === id && isBy(one, viewer)))?.[0] ?? null,
    ways: waysIn(contacts),
    seen: messages.at(-1)?.id ?? '',
    isChosen: isLate || isForReader(request) || (!isBlank(answer) && isBlank(text)),
    ...{ isLate, ready },
  };
}

const noAnswerIn = ({ needsNoAnswer, turn }: TipFolder['tip']): Answering['noAnswer'] =>
  needsNoAnswer ? 'said' : isAnswered(turn) ? 'offered' : null;

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

const side = z.object({ side: z.literal('to-reader').nullable().catch(null) });

/** Which of the fields was shown as something was pressed. */
const isForReader = ({ raw }: StaffRequest): boolean =>
  raw.method === 'POST' && side.parse(raw.body ?? {}).side !== null;
