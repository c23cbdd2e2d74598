import type { Router } from 'express';
import { z } from 'zod';
import { DONE, PeoplePage } from '../../../../views/staff/people/people.tsx';
import { Refusal } from '../../../errors.ts';
import { sayEach } from '../../../i18n/reasons.ts';
import { authorize } from '../../../staff/access.ts';
import { invite } from '../../../staff/accounts/invite.ts';
import { listAccounts } from '../../../staff/accounts/list-accounts.ts';
import { ROLES } from '../../../staff/roles.ts';
import { loadTopics } from '../../../tips/topics/topic.ts';
import { asRefusal } from '../../http/refusal.ts';
import { createRouter } from '../../http/router.ts';
import type { StaffContext } from '../context.ts';
import { readForm } from '../forms.ts';
import { type Handlers, type StaffRequest, sendPage, wantsJson } from '../request.ts';
import { newPerson, type TypedNewPerson } from './fields.ts';
import { personJson } from './json.ts';
import { sendInvited } from './send-invited.tsx';

const notice = z.object({ done: z.enum(DONE).nullable().catch(null) });

/** `/admin/staff`: who works at the desk, and who is to. */
export const peopleRoutes = (
  context: StaffContext,
  { forStaff }: Handlers,
  forConfirmed: Handlers['forStaff'],
): Router =>
  createRouter()
    .get(
      '/staff',
      forStaff(request => sendPeople(context, request)),
    )
    .post(
      '/staff',
      readForm(),
      forConfirmed(request => add(context, request)),
    );

/** What was typed of somebody new, and what is wrong with it. */
type Told = { typed: TypedNewPerson; faults: Readonly<Record<string, string>> };

async function sendPeople(
  { database: { query }, settings }: StaffContext,
  request: StaffRequest,
  told?: Told,
): Promise<void> {
  const { frame, viewer, now, raw, response } = request;
  authorize(viewer, 'manage people');
  const people = await listAccounts(query, now);
  if (wantsJson(request)) return void response.json({ people: people.map(personJson) });
  const topics = await loadTopics(query);
  const props = {
    ...{ frame, viewer, now, people, timeZone: settings.newsroom.timeZone },
    topicNames: new Map(topics.map(({ slug, name }) => [slug, name[frame.lang]])),
    form: {
      typed: told?.typed ?? { ...newPerson.parse({}), language: settings.newsroom.lang },
      faults: told?.faults ?? {},
      ...{ isMailed: settings.smtpUrl !== null, roles: ROLES },
    },
    done: told === undefined ? notice.parse(raw.query).done : null,
  };
  sendPage(response, told === undefined ? 200 : 422, <PeoplePage {...props} />);
}

async function add(context: StaffContext, request: StaffRequest): Promise<void> {
  const { raw, viewer, words, response } = request;
  const typed = newPerson.parse(raw.body ?? {});
  const { language: lang, ...fields } = typed;
  const invited = await invite(context, viewer, { ...fields, lang }).catch(asRefusal);
  if (!(invited instanceof Refusal)) return sendInvited(context, request, invited);
  const faults = sayEach(invited.faults, words);
  if (Object.keys(faults).length === 0) throw invited;
  if (wantsJson(request)) return void response.status(422).json({ errors: faults });
  await sendPeople(context, request, { typed, faults });
}
