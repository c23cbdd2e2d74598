import type { Router } from 'express';
import { PersonPage } from '../../../../views/staff/people/person.tsx';
import { notFound, Refusal } from '../../../errors.ts';
import { sayEach } from '../../../i18n/reasons.ts';
import { staffPaths } from '../../../paths.ts';
import { authorize } from '../../../staff/access.ts';
import { changePerson } from '../../../staff/accounts/change-person.ts';
import { inviteAgain, inviteBack } from '../../../staff/accounts/invite.ts';
import { listAccounts } from '../../../staff/accounts/list-accounts.ts';
import { isHigher, ROLES } from '../../../staff/roles.ts';
import { resetFactorOfColleague } from '../../../staff/second-factor/change-factors.ts';
import { deactivate, openTipsOf } from '../../../tips/work/people/deactivate.ts';
import { asRefusal } from '../../http/refusal.ts';
import { createRouter } from '../../http/router.ts';
import type { StaffContext } from '../context.ts';
import { readForm } from '../forms.ts';
import { type Handlers, type StaffRequest, sendPage, wantsJson } from '../request.ts';
import { personChange, personId, readPersonFields, seenTips, type TypedPerson } from './fields.ts';
import { personJson } from './json.ts';
import { sendInvited } from './send-invited.tsx';

/** `/admin/staff/ID`: one person, and what can be done about them. */
export const personRoutes = (
  context: StaffContext,
  { forStaff }: Handlers,
  forConfirmed: Handlers['forStaff'],
): Router => {
  const onConfirmed = (act: (context: StaffContext, request: StaffRequest) => Promise<void>) => [
    readForm(),
    forConfirmed(request => act(context, request)),
  ];
  const invites = (act: typeof inviteAgain) =>
    onConfirmed(async (_context, request) =>
      sendInvited(context, request, await act(context, request.viewer, personChange(request))),
    );
  return createRouter()
    .get(
      '/staff/:person',
      forStaff(request => sendPerson(context, request)),
    )
    .post('/staff/:person', onConfirmed(change))
    .post('/staff/:person/invitation', invites(inviteAgain))
    .post('/staff/:person/factor-reset', onConfirmed(resetFactor))
    .post('/staff/:person/deactivation', onConfirmed(close))
    .post('/staff/:person/reactivation', invites(inviteBack));
};

/** What was typed of them, and what is wrong with it. */
type Told = { typed: TypedPerson; faults: Readonly<Record<string, string>> };

async function sendPerson(
  { database: { query }, settings }: StaffContext,
  request: StaffRequest,
  told?: Told,
): Promise<void> {
  const { frame, viewer, now, response } = request;
  authorize(viewer, 'manage people');
  const id = personId(request);
  const person = (await listAccounts(query, now)).find(one => one.id === id);
  if (person === undefined) throw notFound();
  const tips = await openTipsOf(query, id);
  if (wantsJson(request)) return void response.json({ ...personJson(person), open_tips: tips });
  const { name, lang, role } = person;
  const own = { name: name ?? '', language: lang, role: typeof role === 'string' ? role : null };
  const props = {
    ...{ frame, viewer, now, person, tips, timeZone: settings.newsroom.timeZone },
    form: { typed: told?.typed ?? own, faults: told?.faults ?? {} },
    roles: id === viewer.staffId ? ROLES.filter(one => !isHigher(one, role)) : ROLES,
    isMailed: settings.smtpUrl !== null,
  };
  sendPage(response, told === undefined ? 200 : 422, <PersonPage {...props} />);
}

async function change(context: StaffContext, request: StaffRequest): Promise<void> {
  const { viewer, words, response } = request;
  const typed = readPersonFields(request);
  const { language: lang, ...fields } = typed;
  const seen = personChange(request);
  const version = await changePerson(context, viewer, seen, { ...fields, lang }).catch(asRefusal);
  if (!(version instanceof Refusal)) {
    const isOut = seen.id === viewer.staffId && typed.role !== null && typed.role !== 'admin';
    return answer(request, { version }, isOut ? staffPaths.list() : staffPaths.people({ done: 'changed' }));
  }
  const faults = sayEach(version.faults, words);
  if (Object.keys(faults).length === 0) throw version;
  if (wantsJson(request)) return void response.status(422).json({ errors: faults });
  await sendPerson(context, request, { typed, faults });
}

async function resetFactor({ database }: StaffContext, request: StaffRequest): Promise<void> {
  const { viewer, now } = request;
  await resetFactorOfColleague(database, viewer, { staffId: personId(request), now });
  answer(request, {}, staffPaths.people({ done: 'factor' }));
}

async function close(context: StaffContext, request: StaffRequest): Promise<void> {
  const { tips } = seenTips.parse(request.raw.body ?? {});
  await deactivate(context, request.viewer, { ...personChange(request), tips });
  answer(request, {}, staffPaths.people({ done: 'deactivated' }));
}

function answer(request: StaffRequest, json: object, page: string): void {
  if (wantsJson(request)) return void request.response.json(json);
  request.response.redirect(303, page);
}
