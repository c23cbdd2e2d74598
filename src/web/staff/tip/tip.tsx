import type { RequestHandler, Router } from 'express';
import { z } from 'zod';
import { staffPaths } from '../../../paths.ts';
import { authorizeFor } from '../../../staff/access.ts';
import { loadFacts } from '../../../tips/read/load-facts.ts';
import { clean } from '../../../tips/text.ts';
import { blockTalk } from '../../../tips/work/block.ts';
import { placeHold, releaseHold } from '../../../tips/work/hold.ts';
import { waiveAnswer } from '../../../tips/work/no-answer.ts';
import { removeDraft } from '../../../tips/work/notes/drafts.ts';
import { addNote } from '../../../tips/work/notes/note.ts';
import { changeTipTopic } from '../../../tips/work/topic.ts';
import { createRouter } from '../../http/router.ts';
import type { StaffContext } from '../context.ts';
import { change, readForm, TYPED_LIMIT, ticked, tipNumber } from '../forms.ts';
import { readBack } from '../list/list-question.ts';
import { type Handlers, type StaffRequest, wantsJson } from '../request.ts';
import { placeIfLeft } from './bar/place.ts';
import { type Answering, NO_ANSWER_FILES } from './came-along.ts';
import { faultsOfNote, faultsOfReason, hasAny } from './faults.ts';
import { sendReadyAnswers } from './ready-answers.ts';
import { actOrTell, changeTip, sendFaults, sendTip } from './tip-page.tsx';
import { askedDraft, keepTyped, typedBeside, typedOf, without, withoutNote } from './typed.ts';
import { createForWriters } from './writers.tsx';

const switched = change.extend({ on: ticked });

/** Which draft is thrown away, in the revision that was shown. */
const removal = z.object({
  remove: z
    .string()
    .regex(/^[0-9a-f]{32} \d{1,9}$/)
    .transform(value => value.split(' '))
    .transform(([id = '', seen]) => ({ id, seen: Number(seen) }))
    .nullable()
    .catch(null),
});

type Act = (context: StaffContext, request: StaffRequest) => Promise<void>;

/** `/admin/tips/NUMBER`, its notes, its hold, `more`, and what was typed and not sent. */
export function tipRoutes(
  context: StaffContext,
  handlers: Handlers,
  forConfirmed: Handlers['forStaff'],
  more: Readonly<Record<string, Act>>,
  { takeFiles, answer }: Answering,
): Router {
  const forWriters = createForWriters(context, handlers);
  const router = createRouter()
    .get(
      '/tips/:number',
      handlers.forStaff(request => sendTip(context, request, 200, { draft: askedDraft(request) })),
    )
    .get(
      '/tips/:number/ready-answers',
      handlers.forStaff(request => sendReadyAnswers(context, request)),
    );
  // Only of staff is so much held in memory.
  const [readLittle, readMuch] = [readForm(), readForm(TYPED_LIMIT)];
  const readTyped: RequestHandler = async (request, response, next) =>
    (await handlers.identify(request, response)) === null
      ? readLittle(request, response, next)
      : readMuch(request, response, next);
  router.post(
    '/tips/:number/messages',
    takeFiles(forWriters, (request, files) => answer(context, request, files)),
    readTyped,
    forWriters(request => answer(context, request, NO_ANSWER_FILES)),
  );
  const post = (path: string, act: Act) =>
    router.post(
      `/tips/:number/${path}`,
      readTyped,
      forWriters(request => act(context, request)),
    );
  post('notes', note);
  post('drafts', draft);
  post('resident-numbers', showResidentNumbers);
  post('contacts', showContacts);
  post('block', switchOf(blockTalk));
  post('no-answer', switchOf(waiveAnswer));
  post('hold', hold);
  post('topic', createMoveToTopic(forConfirmed));
  for (const [path, act] of Object.entries(more)) post(path, act);
  return router;
}

async function note(context: StaffContext, request: StaffRequest): Promise<void> {
  const typed = typedOf(request);
  const faults = faultsOfNote(typed.body);
  if (hasAny(faults)) return sendFaults(context, request, faults);
  await actOrTell(context, request, async () => {
    await addNote(context, request.viewer, typed);
    await keepTyped(context, request, withoutNote(typed));
    request.response.redirect(303, staffPaths.tipNotes(typed.number, readBack(request)));
  });
}

/** `on=on`: it is so from now on. Without it, it is so no longer. */
const switchOf =
  (change: typeof blockTalk): Act =>
  async (context, request) => {
    const { version, on } = switched.parse(request.raw.body ?? {});
    await keepTyped(context, request, typedOf(request));
    await changeTip(context, request, () =>
      change(context, request.viewer, { number: tipNumber(request), version, on }),
    );
  };

/** `on=on` with a reason: from now on nothing forgets the tip. Without it, the hold is released. */
async function hold(context: StaffContext, request: StaffRequest): Promise<void> {
  const { version, on } = switched.parse(request.raw.body ?? {});
  const { reason } = typedBeside(request);
  const tip = { number: tipNumber(request), version };
  const faults = on ? faultsOfReason(reason) : {};
  if (hasAny(faults)) return sendFaults(context, request, faults);
  const typed = typedOf(request);
  await keepTyped(context, request, on ? without(typed, 'reason') : typed);
  await changeTip(context, request, () =>
    on ? placeHold(context, request.viewer, { ...tip, reason }) : releaseHold(context, request.viewer, tip),
  );
}

/** No topic has it. */
const UNKNOWN_SLUG = '?';

/** An empty one: it is about none of them. One that is missing or sent twice is no such choice, and takes the tip nowhere. */
const topicFields = change.extend({
  topic: z
    .string()
    .transform(typed => clean(typed).trim() || null)
    .catch(UNKNOWN_SLUG),
});
const topicOf = ({ raw }: StaffRequest) => topicFields.parse(raw.body ?? {});

/** Says what a tip is about. To take it out of a confidential topic is to be confirmed, as who sees it then cannot be taken back. */
function createMoveToTopic(forConfirmed: Handlers['forStaff']) {
  return async (context: StaffContext, request: StaffRequest): Promise<void> => {
    const { viewer, raw, response } = request;
    const loaded = await loadFacts(context.database.query, tipNumber(request));
    // First: to who may not see it, it must look as if it were not there.
    const { topic } = authorizeFor(viewer, 'change topic', loaded);
    const isLeft = topic?.isConfidential === true && topic.slug !== topicOf(request).topic;
    if (!isLeft) return move(context, request);
    await forConfirmed(confirmed => move(context, confirmed))(raw, response, () => {});
  };
}

/** When it leaves the list by that, or the viewer's sight, the next one is shown. */
async function move(context: StaffContext, request: StaffRequest): Promise<void> {
  const number = tipNumber(request);
  await keepTyped(context, request, without(typedOf(request), 'topic'));
  const place = await placeIfLeft(context, request, 'moved');
  let isSeen = true;
  const act = async () => {
    const moved = await changeTipTopic(context, request.viewer, { number, ...topicOf(request) });
    isSeen = moved.isSeen;
    return moved.version;
  };
  await changeTip(context, request, act, () => place(isSeen));
}

/** Keeps what is in the field, as its script does while somebody types; `remove` throws one away. */
async function draft(context: StaffContext, request: StaffRequest): Promise<void> {
  const [typed, { remove }] = [typedOf(request), removal.parse(request.raw.body ?? {})];
  const isRemoved = remove?.id === typed.draft.id;
  const kept = isRemoved ? null : await keepTyped(context, request, typed);
  if (remove !== null) await removeDraft(context, request.viewer, typed.number, remove);
  if (wantsJson(request)) return void request.response.json({ draft: kept });
  const open = askedDraft(request) ?? kept?.id;
  const query = { ...readBack(request), ...(open !== undefined && { draft: open }) };
  request.response.redirect(303, staffPaths.tipNotes(typed.number, query));
}

/** What else was shown when one of these was asked for, and goes on being so. */
const shownBeside = z.object({
  contacts: z.enum(['hidden', 'shown']).catch('hidden'),
  resident_numbers: z.enum(['masked', 'shown']).catch('masked'),
});

/** Without their mask, once: the history tells of it. */
async function showResidentNumbers(context: StaffContext, request: StaffRequest): Promise<void> {
  const kept = await keepTyped(context, request, typedOf(request));
  const { contacts } = shownBeside.parse(request.raw.body ?? {});
  await sendTip(context, request, 200, { residentNumbers: 'shown', contacts, draft: kept?.id });
}

/** Name and contacts, once, in the same way. */
async function showContacts(context: StaffContext, request: StaffRequest): Promise<void> {
  const kept = await keepTyped(context, request, typedOf(request));
  const { resident_numbers: residentNumbers } = shownBeside.parse(request.raw.body ?? {});
  await sendTip(context, request, 200, { contacts: 'shown', residentNumbers, draft: kept?.id });
}
