import type { Router } from 'express';
import { z } from 'zod';
import { ManyPage } from '../../../../views/staff/many/many-page.tsx';
import { type Faults, Refusal } from '../../../errors.ts';
import { sayEach } from '../../../i18n/reasons.ts';
import { staffPaths } from '../../../paths.ts';
import { authorize } from '../../../staff/access.ts';
import { listNames } from '../../../staff/accounts/list-accounts.ts';
import { IMPORTANCES } from '../../../tips/importance.ts';
import { chooseAll } from '../../../tips/list/choose.ts';
import { CLOSING_OUTCOMES } from '../../../tips/outcomes.ts';
import { loadTopics } from '../../../tips/topics/topic.ts';
import { changeTips } from '../../../tips/work/many/change-tips.ts';
import { MOST_CHOSEN } from '../../../tips/work/many/limits.ts';
import type { ManyName } from '../../../tips/work/many/names.ts';
import { undoChange } from '../../../tips/work/many/undo.ts';
import { createRouter } from '../../http/router.ts';
import type { StaffContext } from '../context.ts';
import { readForm } from '../forms.ts';
import { readBack, readList } from '../list/list-question.ts';
import { settleQuestion } from '../list/settled-question.ts';
import { type Handlers, type StaffRequest, sendPage, wantsJson } from '../request.ts';
import { faultsIn, hasAny } from '../tip/faults.ts';
import { type ManyFields, readChange, readFields, saysOutcome } from './fields.ts';

/** As many numbers as may be chosen at once, each as a field of its own. */
const BODY_LIMIT = 200_000;

/** What is done with many tips at once, and undone. */
export const manyRoutes = (context: StaffContext, { forStaff }: Handlers): Router =>
  createRouter()
    .post(
      '/changes',
      readForm(BODY_LIMIT, MOST_CHOSEN + 100),
      forStaff(request => change(context, request)),
    )
    .post(
      '/changes/undo',
      readForm(),
      forStaff(request => undo(context, request)),
    );

async function change(context: StaffContext, request: StaffRequest): Promise<void> {
  const { viewer } = request;
  authorize(viewer, 'list tips');
  const sent = readFields(request);
  const { name, change: asked, faults } = readChange(request, sent);
  const numbers = await chosenBy(context, request, sent);
  if (name === null || asked === null || hasAny(faults))
    return tellFaults(context, request, { sent, name, numbers, faults });
  if (!wantsJson(request) && isToBeAsked(sent, name))
    return sendAsk(context, request, 200, { sent, name, numbers, faults: {} });
  try {
    const made = await changeTips(context, viewer, { numbers, change: asked, asOf: sent.as_of });
    const { undo: id, changed, left } = made;
    const { response } = request;
    if (wantsJson(request)) return void response.json({ changed, left, undo: changed === 0 ? null : id });
    response.redirect(303, staffPaths.listMade(readBack(request), id, sent.next));
  } catch (error) {
    const told = faultsIn(error);
    if (told === null) throw error;
    await tellFaults(context, request, { sent, name, numbers, faults: told });
  }
}

/** @throws {Refusal} as the list does; `none-chosen`; `too-many-chosen`. */
async function chosenBy(
  context: StaffContext,
  { viewer }: StaffRequest,
  { all, numbers, as_of: asOf }: ManyFields,
): Promise<number[]> {
  const chosen = all === undefined ? numbers : await allOf(all);
  if (chosen.length === 0) throw new Refusal({ code: 'none-chosen' });
  if (chosen.length > MOST_CHOSEN) throw new Refusal({ code: 'too-many-chosen', limit: MOST_CHOSEN });
  return chosen;

  async function allOf(query: string): Promise<number[]> {
    const { wrong, ...asked } = await settleQuestion(context, viewer, readList(query));
    // Whoever changes what a filter finds must not change more.
    if (wrong.length > 0) throw new Refusal({ code: 'filter-unknown' });
    return chooseAll(context, viewer, asked, { asOf, atMost: MOST_CHOSEN + 1, pace: context.searchPace });
  }
}

/** All of a list, and what closes, is not done before it was told how many they are. */
const isToBeAsked = (sent: ManyFields, name: ManyName): boolean =>
  (name === 'closure' && !saysOutcome(sent)) ||
  (!sent.sure && (sent.all !== undefined || (name === 'closure' && !sent.counted)));

type Asking = { sent: ManyFields; name: ManyName | null; numbers: readonly number[]; faults: Faults };

async function tellFaults(context: StaffContext, request: StaffRequest, asking: Asking): Promise<void> {
  const { faults, name } = asking;
  if (wantsJson(request))
    return void request.response.status(422).json({ errors: sayEach(faults, request.words) });
  if (name === null) throw new Refusal({ code: 'change-unknown' });
  await sendAsk(context, request, 422, asking);
}

async function sendAsk(
  context: StaffContext,
  request: StaffRequest,
  status: number,
  { sent, name, numbers, faults }: Asking,
): Promise<void> {
  if (name === null) throw new Refusal({ code: 'change-unknown' });
  const { frame, viewer, response, words } = request;
  const { query } = context.database;
  const [people, topics] = await Promise.all([listNames(query), loadTopics(query)]);
  const typed = {
    ...{ to: sent.to === '?' ? '' : sent.to, topic: sent.topic === '?' ? '' : sent.topic },
    ...{ importance: sent.importance, add: sent.add.join(', '), remove: sent.remove.join(', ') },
    ...{ outcome: saysOutcome(sent) ? sent.outcome : '', article: sent.article },
    duplicate_of: sent.duplicate_of,
  };
  const props = {
    ...{
      frame,
      viewer,
      name,
      numbers,
      people,
      topics,
      outcomes: CLOSING_OUTCOMES,
      typed,
      importances: IMPORTANCES,
    },
    ...{ all: sent.all ?? null, asOf: sent.as_of, next: sent.next, back: readBack(request) },
    faults: sayEach(faults, words),
  };
  sendPage(response, status, <ManyPage {...props} />);
}

const undoField = z.object({
  undo: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .catch(''),
});

async function undo(context: StaffContext, request: StaffRequest): Promise<void> {
  const { undo: id } = undoField.parse(request.raw.body ?? {});
  const { response, viewer } = request;
  try {
    const { changed, left } = await undoChange(context, viewer, id);
    if (wantsJson(request)) return void response.json({ changed, left });
  } catch (error) {
    // The page tells what has become of it, as after the first press.
    const isAgain = error instanceof Refusal && error.code === 'undone-already';
    if (!isAgain || wantsJson(request)) throw error;
  }
  response.redirect(303, staffPaths.listMade(readBack(request), id));
}
