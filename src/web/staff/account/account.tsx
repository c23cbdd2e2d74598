import type { Router } from 'express';
import { z } from 'zod';
import { AccountPage } from '../../../../views/staff/account/account.tsx';
import { MINIMUM_PASSWORD_LENGTH } from '../../../config/settings.ts';
import { type Faults, Refusal } from '../../../errors.ts';
import { sayEach } from '../../../i18n/reasons.ts';
import { staffPaths } from '../../../paths.ts';
import { changePassword } from '../../../staff/accounts/change-password.ts';
import { changeOwn } from '../../../staff/accounts/change-person.ts';
import { changeWantedMails, loadWantedMails, MAIL_WISHES } from '../../../staff/accounts/wanted-mails.ts';
import { listApiTokens } from '../../../staff/api-tokens/api-tokens.ts';
import { hasFactor } from '../../../staff/second-factor/factors.ts';
import {
  endOneSession,
  endOtherSessions,
  listSessions,
  nameSession,
  SESSION_NAME_LIMIT,
} from '../../../staff/sessions/own-sessions.ts';
import { listOwnHistory } from '../../../tips/history/list-history.ts';
import { asRefusal } from '../../http/refusal.ts';
import { createRouter } from '../../http/router.ts';
import { isAskedForFactor } from '../confirmation.tsx';
import type { StaffContext } from '../context.ts';
import { readForm, text, ticked } from '../forms.ts';
import { ownerOf, sessionOf } from '../own-session.ts';
import { called } from '../people/fields.ts';
import { type Handlers, type StaffRequest, sendPage, wantsJson } from '../request.ts';
import { faultOfPassword } from '../setup.tsx';
import { goneWith, PASSWORD_LIMIT } from '../sign-in.tsx';
import { accountJson } from './json.ts';

const done = z
  .enum(['profile', 'mails', 'password', 'sessions', 'session-name', 'token-ended'])
  .nullable()
  .catch(null);

/** Of one's own history; the rest is a page of its own. */
const SHOWN_ENTRIES = 10;

const passwords = z.object({ present: text(PASSWORD_LIMIT * 10), password: text(100_000) });
const wishes = z.object({ assigned: ticked, mentioned: ticked, reminders: ticked, reader: ticked });
/** What the page that was sent let choose, each a word: one of an older version knows not of all. Null: another program means all. */
const offered = z
  .object({ offered: z.string().transform(words => words.split(' ')) })
  .transform(({ offered: words }) => words)
  .nullable()
  .catch(null);
const sessionId = text(64);
const naming = z.object({ id: sessionId, name: text(SESSION_NAME_LIMIT) });
const ending = z.object({ id: sessionId, others: ticked });

/** `/admin/account`: what is about nobody but who asks. */
export function accountRoutes(
  context: StaffContext,
  { forStaff }: Handlers,
  forConfirmed: Handlers['forStaff'],
): Router {
  const { database } = context;

  async function name(request: StaffRequest): Promise<void> {
    sessionOf(request);
    const typed = naming.parse(request.raw.body ?? {});
    await nameSession(database, { staffId: request.viewer.staffId, ...typed, name: typed.name.trim() });
    answerDone(request, 'session-name');
  }

  async function end(request: StaffRequest): Promise<void> {
    const { id, others } = ending.parse(request.raw.body ?? {});
    const owner = ownerOf(request);
    await (others ? endOtherSessions(database, owner) : endOneSession(database, owner, id));
    answerDone(request, 'sessions');
  }

  return createRouter()
    .get(
      '/account',
      forStaff(request => sendAccount(context, request, 200, {})),
    )
    .post(
      '/account/profile',
      readForm(),
      // By it others know whose note they read.
      forConfirmed(request => setProfile(context, request)),
    )
    .post(
      '/account/password',
      readForm(),
      forStaff(request => setPassword(context, request)),
    )
    .post(
      '/account/mails',
      readForm(),
      forStaff(request => setMails(context, request)),
    )
    .post('/account/sessions', readForm(), forStaff(name))
    .post('/account/sessions/end', readForm(), forStaff(end));
}

async function setProfile(context: StaffContext, request: StaffRequest): Promise<void> {
  sessionOf(request);
  const { name, language: lang } = called.parse(request.raw.body ?? {});
  const changed = await changeOwn(context, request.viewer, { name, lang }).catch(asRefusal);
  if (!(changed instanceof Refusal)) return answerDone(request, 'profile');
  if (Object.keys(changed.faults).length === 0) throw changed;
  await sendAccount(context, request, 422, changed.faults);
}

async function setMails(context: StaffContext, request: StaffRequest): Promise<void> {
  const body = request.raw.body ?? {};
  const [wanted, words] = [wishes.parse(body), offered.parse(body)];
  const said = MAIL_WISHES.filter(wish => words === null || words.includes(wish));
  const chosen = Object.fromEntries(said.map(wish => [wish, wanted[wish]]));
  await changeWantedMails(context, request.viewer, chosen);
  answerDone(request, 'mails');
}

/** The present one is asked for, also of who has just signed in. */
async function setPassword(context: StaffContext, request: StaffRequest): Promise<void> {
  const { raw, response, viewer } = request;
  const owner = ownerOf(request);
  if (await isAskedForFactor(context, request, staffPaths.account())) return;
  const { present, password } = passwords.parse(raw.body ?? {});
  const given = { password: present, address: raw.ip ?? '', signal: goneWith(response) };
  if (!(await context.signIn.isPassword({ ...given, ...owner })))
    return sendAccount(context, request, 422, { present: { code: 'password-wrong' } });
  const faults = await faultOfPassword(password, viewer.email);
  if (Object.keys(faults).length > 0) return sendAccount(context, request, 422, faults);
  await changePassword(context.database, { ...owner, password });
  answerDone(request, 'password');
}

function answerDone(request: StaffRequest, what: z.output<typeof done>): void {
  if (wantsJson(request)) return void request.response.json({});
  request.response.redirect(303, staffPaths.account(what ?? undefined));
}

async function sendAccount(
  { database, settings }: StaffContext,
  request: StaffRequest,
  status: number,
  faults: Faults,
): Promise<void> {
  const { frame, viewer, now, raw, response, credential } = request;
  const sessions = await listSessions(database.query, viewer.staffId, now);
  const tokens = await listApiTokens(database.query, viewer.staffId);
  const wanted = await loadWantedMails(database.query, viewer.staffId);
  const current = credential.by === 'session' ? credential.id : null;
  const told = sayEach(faults, request.words);
  if (wantsJson(request)) {
    if (status !== 200) return void response.status(status).json({ errors: told });
    return void response.json(accountJson(viewer, { sessions, tokens, wanted, current }));
  }
  const { entries } = await listOwnHistory(database.query, viewer, undefined, SHOWN_ENTRIES);
  const props = { frame, viewer, now, sessions, tokens, current, history: entries, faults: told };
  const more = {
    done: status === 200 ? done.parse(raw.query['done']) : null,
    timeZone: settings.newsroom.timeZone,
    rule: MINIMUM_PASSWORD_LENGTH,
    wanted,
    hasFactor: await hasFactor(database.query, viewer.staffId),
  };
  sendPage(response, status, <AccountPage {...props} {...more} />);
}
