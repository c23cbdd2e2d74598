import type { Router } from 'express';
import { z } from 'zod';
import { AnswerPage } from '../../../../views/staff/ready-answers/answer.tsx';
import type { TypedAnswer } from '../../../../views/staff/ready-answers/answer-form.tsx';
import { AnswersPage } from '../../../../views/staff/ready-answers/answers.tsx';
import { notFound, Refusal } from '../../../errors.ts';
import { say, sayEach } from '../../../i18n/reasons.ts';
import { staffPaths } from '../../../paths.ts';
import { authorize } from '../../../staff/access.ts';
import {
  addReadyAnswer,
  changeReadyAnswer,
  moveReadyAnswer,
  removeReadyAnswer,
} from '../../../tips/talk/ready/change-answers.ts';
import { loadReadyAnswers } from '../../../tips/talk/ready/kept-answers.ts';
import { statusOf } from '../../http/refusal.ts';
import { createRouter } from '../../http/router.ts';
import type { StaffContext } from '../context.ts';
import { change, readForm } from '../forms.ts';
import { type Handlers, type StaffRequest, sendPage, wantsJson } from '../request.ts';
import { answerFields, answerJson, NEW_ANSWER, placeholdersIn, toFields, typedOf } from './fields.ts';

/** `/admin/ready-answers`, and a page for each: what is often answered, in the newsroom's own words. */
export const readyAnswerRoutes = (context: StaffContext, { forStaff }: Handlers): Router =>
  createRouter()
    .get(
      '/ready-answers',
      forStaff(request => sendAnswers(context, request)),
    )
    .post(
      '/ready-answers',
      readForm(),
      forStaff(request => add(context, request)),
    )
    .get(
      '/ready-answers/:answer',
      forStaff(request => sendAnswer(context, request)),
    )
    .post(
      '/ready-answers/:answer',
      readForm(),
      forStaff(request => changeOne(context, request)),
    )
    .post(
      '/ready-answers/:answer/order',
      readForm(),
      forStaff(request => move(context, request)),
    )
    .post(
      '/ready-answers/:answer/removal',
      readForm(),
      forStaff(request => remove(context, request)),
    );

/** What was typed, and what is wrong with it. `stale`: others have changed it since it was seen. */
type Told = { status: number; typed: TypedAnswer; faults: Readonly<Record<string, string>>; stale?: string };

async function sendAnswers(context: StaffContext, request: StaffRequest, told?: Told): Promise<void> {
  const { frame, viewer, response } = request;
  authorize(viewer, 'manage ready answers');
  const answers = await loadReadyAnswers(context.database.query);
  if (wantsJson(request)) return void response.json({ ready_answers: answers.map(answerJson) });
  const { typed, faults } = told ?? { typed: NEW_ANSWER, faults: {} };
  const props = { frame, viewer, answers, typed, faults, placeholders: placeholdersIn(frame.lang) };
  sendPage(response, told?.status ?? 200, <AnswersPage {...props} />);
}

async function sendAnswer(context: StaffContext, request: StaffRequest, told?: Told): Promise<void> {
  const { frame, viewer, response } = request;
  authorize(viewer, 'manage ready answers');
  const answers = await loadReadyAnswers(context.database.query);
  const answer = answers.find(({ id }) => id === idIn(request));
  if (answer === undefined) throw notFound();
  if (wantsJson(request)) return void response.json(answerJson(answer));
  const { typed, faults, stale = null } = told ?? { typed: typedOf(answer), faults: {} };
  const now = stale === null ? null : typedOf(answer);
  const form = { typed, faults, now, placeholders: placeholdersIn(frame.lang) };
  sendPage(response, told?.status ?? 200, <AnswerPage {...{ frame, viewer, answer, stale }} {...form} />);
}

async function add(context: StaffContext, request: StaffRequest): Promise<void> {
  const typed = answerFields.parse(request.raw.body ?? {});
  await unlessRefused(
    request,
    typed,
    told => sendAnswers(context, request, told),
    async () => {
      const id = await addReadyAnswer(context, request.viewer, toFields(typed));
      if (wantsJson(request)) return void request.response.status(201).json({ id, version: 1 });
      request.response.redirect(303, staffPaths.readyAnswers);
    },
  );
}

async function changeOne(context: StaffContext, request: StaffRequest): Promise<void> {
  const typed = answerFields.parse(request.raw.body ?? {});
  await unlessRefused(
    request,
    typed,
    told => sendAnswer(context, request, told),
    async () => {
      const version = await changeReadyAnswer(context, request.viewer, seenIn(request), toFields(typed));
      if (wantsJson(request)) return void request.response.json({ version });
      request.response.redirect(303, staffPaths.readyAnswerAt(idIn(request)));
    },
  );
}

const moveField = z.object({ move: z.enum(['up', 'down']).nullable().catch(null) });

async function move(context: StaffContext, request: StaffRequest): Promise<void> {
  const { viewer, raw, response } = request;
  authorize(viewer, 'manage ready answers');
  const way = moveField.parse(raw.body ?? {}).move;
  if (way === null) throw new Refusal({ code: 'fields-wrong' });
  await moveReadyAnswer(context, viewer, idIn(request), way);
  if (wantsJson(request)) return void response.json({});
  response.redirect(303, staffPaths.readyAnswerAt(idIn(request)));
}

async function remove(context: StaffContext, request: StaffRequest): Promise<void> {
  const typed = answerFields.parse(request.raw.body ?? {});
  await unlessRefused(
    request,
    typed,
    told => sendAnswer(context, request, told),
    async () => {
      await removeReadyAnswer(context, request.viewer, seenIn(request));
      if (wantsJson(request)) return void request.response.json({});
      request.response.redirect(303, staffPaths.readyAnswers);
    },
  );
}

/** What is wrong with it stands beside its field, and what was typed stays; also where somebody else was quicker. */
async function unlessRefused(
  request: StaffRequest,
  typed: TypedAnswer,
  show: (told: Told) => Promise<void>,
  act: () => Promise<void>,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { words, response } = request;
    const isStale = error.code === 'ready-answer-stale';
    const faults = sayEach(error.faults, words);
    if (!isStale && Object.keys(faults).length === 0) throw error;
    const [status, stale] = [statusOf(error), say(error.reason, words)];
    if (wantsJson(request))
      return void response.status(status).json({ errors: isStale ? { form: stale } : faults });
    await show({ status, typed, faults, ...(isStale && { stale }) });
  }
}

const idIn = ({ raw }: StaffRequest): string => String(raw.params['answer']);

const seenIn = (request: StaffRequest) => ({
  id: idIn(request),
  version: change.parse(request.raw.body ?? {}).version,
});
