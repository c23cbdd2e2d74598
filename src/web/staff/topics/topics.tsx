import type { Router } from 'express';
import { z } from 'zod';
import { TopicPage } from '../../../../views/staff/topics/topic.tsx';
import type { ShownTopicForm, TypedTopic } from '../../../../views/staff/topics/topic-form.tsx';
import { TopicsPage } from '../../../../views/staff/topics/topics.tsx';
import { notFound, Refusal } from '../../../errors.ts';
import { sayEach } from '../../../i18n/reasons.ts';
import { staffPaths } from '../../../paths.ts';
import { authorize } from '../../../staff/access.ts';
import { TOPIC_RULES } from '../../../tips/end/rules.ts';
import { addTopic, changeTopic, moveTopic } from '../../../tips/topics/change-topics.ts';
import { listTopics, type TopicWithTeam } from '../../../tips/topics/list-topics.ts';
import { createRouter } from '../../http/router.ts';
import type { StaffContext } from '../context.ts';
import { change, readForm } from '../forms.ts';
import { type Handlers, type StaffRequest, sendPage, wantsJson } from '../request.ts';
import { NEW_TOPIC, toFields, topicFields, topicJson, typedOf } from './topic-fields.ts';

/** `/admin/topics`, and a page for each: what tips may be about, where their mail goes and who sees them. */
export function topicRoutes(
  context: StaffContext,
  { forStaff }: Handlers,
  forConfirmed: Handlers['forStaff'],
): Router {
  return createRouter()
    .get(
      '/topics',
      forStaff(request => sendTopics(context, request)),
    )
    .post(
      '/topics',
      readForm(),
      forStaff(request => add(context, request)),
    )
    .get(
      '/topics/:slug',
      forStaff(request => sendTopic(context, request)),
    )
    .post(
      '/topics/:slug',
      readForm(),
      // It may open to others what was confidential.
      forConfirmed(request => changeOne(context, request)),
    )
    .post(
      '/topics/:slug/order',
      readForm(),
      forStaff(request => move(context, request)),
    );
}

/** What was typed, and what is wrong with it. */
type Told = { typed: TypedTopic; faults: Readonly<Record<string, string>> };

async function sendTopics(context: StaffContext, request: StaffRequest, told?: Told): Promise<void> {
  const { frame, viewer, response } = request;
  const { topics, colleagues } = await listTopics(context, viewer);
  if (wantsJson(request)) return void response.json({ topics: topics.map(topicJson) });
  const form = formOf(context, colleagues, told ?? { typed: NEW_TOPIC, faults: {} });
  sendPage(
    response,
    told === undefined ? 200 : 422,
    <TopicsPage frame={frame} viewer={viewer} topics={topics} form={form} />,
  );
}

async function sendTopic(context: StaffContext, request: StaffRequest, told?: Told): Promise<void> {
  const { frame, viewer, response } = request;
  const { topics, colleagues } = await listTopics(context, viewer);
  const topic = find(topics, request);
  if (wantsJson(request)) return void response.json(topicJson(topic));
  const form = formOf(context, colleagues, told ?? { typed: typedOf(topic), faults: {} });
  sendPage(
    response,
    told === undefined ? 200 : 422,
    <TopicPage frame={frame} viewer={viewer} topic={topic} form={form} />,
  );
}

/** With the desk's own times, which stand where a topic has none. */
const formOf = (
  { settings }: StaffContext,
  colleagues: ShownTopicForm['colleagues'],
  told: Told,
): ShownTopicForm => ({
  ...told,
  colleagues,
  desk: settings.retention,
  rules: TOPIC_RULES,
});

async function add(context: StaffContext, request: StaffRequest): Promise<void> {
  const typed = topicFields.parse(request.raw.body ?? {});
  await unlessFaulty(
    request,
    typed,
    told => sendTopics(context, request, told),
    async () => {
      await addTopic(context, request.viewer, typed.slug, toFields(typed, request.raw.body ?? {}));
      if (wantsJson(request)) return void request.response.status(201).json({ slug: typed.slug, version: 1 });
      request.response.redirect(303, staffPaths.topics);
    },
  );
}

async function changeOne(context: StaffContext, request: StaffRequest): Promise<void> {
  const typed = topicFields.parse(request.raw.body ?? {});
  const seen = { slug: slugIn(request), version: change.parse(request.raw.body ?? {}).version };
  await unlessFaulty(
    request,
    typed,
    told => sendTopic(context, request, told),
    async () => {
      const fields = toFields(typed, request.raw.body ?? {});
      const version = await changeTopic(context, request.viewer, seen, fields);
      if (wantsJson(request)) return void request.response.json({ version });
      request.response.redirect(303, staffPaths.topics);
    },
  );
}

const moveField = z.object({ move: z.enum(['up', 'down']).nullable().catch(null) });

/** Leads back to where it stands now, so that the next press is near. */
async function move(context: StaffContext, request: StaffRequest): Promise<void> {
  const { viewer, raw, response } = request;
  authorize(viewer, 'manage topics');
  const way = moveField.parse(raw.body ?? {}).move;
  if (way === null) throw new Refusal({ code: 'fields-wrong' });
  await moveTopic(context, viewer, slugIn(request), way);
  if (wantsJson(request)) return void response.json({});
  response.redirect(303, staffPaths.topicAt(slugIn(request)));
}

/** What is wrong with it stands beside its field, and what was typed stays. */
async function unlessFaulty(
  request: StaffRequest,
  typed: TypedTopic,
  show: (told: Told) => Promise<void>,
  act: () => Promise<void>,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Refusal) || Object.keys(error.faults).length === 0) throw error;
    const faults = sayEach(error.faults, request.words);
    if (wantsJson(request)) return void request.response.status(422).json({ errors: faults });
    await show({ typed, faults });
  }
}

const slugIn = ({ raw }: StaffRequest): string => String(raw.params['slug']);

function find(topics: readonly TopicWithTeam[], request: StaffRequest): TopicWithTeam {
  const topic = topics.find(({ slug }) => slug === slugIn(request));
  if (topic === undefined) throw notFound();
  return topic;
}
