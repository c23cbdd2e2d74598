import type { Response, Router } from 'express';
import { z } from 'zod';
import { LoginPage } from '../../../views/staff/sign-in.tsx';
import { EMAIL_LIMIT, tidyEmail } from '../../email.ts';
import type { Refusal } from '../../errors.ts';
import { say } from '../../i18n/reasons.ts';
import { staffPaths } from '../../paths.ts';
import { findAccount } from '../../staff/accounts/accounts.ts';
import { endSession } from '../../staff/sessions/sessions.ts';
import { httpsAddress } from '../http/origin/by-https.ts';
import { relyingPartyOf } from '../http/origin/relying-party.ts';
import { asRefusal, setRetryAfter, statusOf } from '../http/refusal.ts';
import { createRouter } from '../http/router.ts';
import type { StaffContext } from './context.ts';
import { readForm, text } from './forms.ts';
import { type Handlers, type PageRequest, sendPage } from './request.ts';

/** Letters that a password may have. */
export const PASSWORD_LIMIT = 1_000;
/** Letters of a code as somebody types it: a recovery code with all that may stand between its groups. */
export const CODE_LIMIT = 100;

const fields = z.object({
  email: text(EMAIL_LIMIT),
  // Counted in letters when it was set; decomposed Korean takes several units for each.
  password: text(PASSWORD_LIMIT * 10),
  next: text(2_000),
});

const reason = z.enum(['ended', 'kept']).nullable().catch(null);

/** `/admin/login` and `/admin/logout`. */
export function signInRoutes(context: StaffContext, { cookies, forAll, identify }: Handlers): Router {
  const tryToSignIn = createTry(context, cookies);
  return createRouter()
    .get(
      '/login',
      forAll(async ({ raw, response, frame }) => {
        const next = safeNext(raw.query['next']);
        if (await identify(raw, response)) response.redirect(303, next);
        else {
          const why = reason.parse(raw.query['why']);
          const page = { frame, next, why, ...offersOf(context, raw, next) };
          sendPage(response, 200, <LoginPage {...page} email="" fault={null} />);
        }
      }),
    )
    .post('/login', readForm(), forAll(tryToSignIn))
    .post(
      '/logout',
      forAll(async ({ raw, response, now }) => {
        const token = cookies.session(raw);
        if (token !== null) await endSession(context.database, token, now);
        cookies.dropSession(response);
        response.redirect(303, staffPaths.signIn());
      }),
    );
}

/** `POST /admin/login`. */
function createTry(context: StaffContext, cookies: Handlers['cookies']) {
  return async ({ raw, response, frame, words }: PageRequest): Promise<void> => {
    const { email, password, next: typedNext } = fields.parse(raw.body ?? {});
    const next = safeNext(typedNext);
    const offers = offersOf(context, raw, next);
    // The session's cookie would not be kept, and would go by in the clear.
    if (offers.httpsAddress !== null)
      return sendPage(response, 403, <LoginPage {...{ frame, email, next, ...offers }} fault={null} />);
    const isFirst = await isFirstOfSettings(context, email);
    const attempt = { email, password, address: raw.ip ?? '', browser: cookies.browser(raw) };
    const answer = await context.signIn.signIn({ ...attempt, signal: goneWith(response) }).catch(asRefusal);
    if (answer !== null && 'token' in answer) {
      cookies.keepSession(response, answer.token);
      cookies.keepBrowser(response, answer.browser);
      return response.redirect(303, isFirst && next === staffPaths.list() ? staffPaths.welcome() : next);
    }
    if (answer !== null && 'pending' in answer) {
      cookies.keepPending(response, answer.pending);
      return response.redirect(303, staffPaths.secondStep(nextIn(next)));
    }
    const fault =
      answer === null
        ? words.staff.login.wrong
        : [say(answer.reason, words), againIn(answer, words)].join(' ').trim();
    if (answer !== null) setRetryAfter(response, answer);
    sendPage(
      response,
      answer === null ? 401 : statusOf(answer),
      <LoginPage {...{ frame, email, next, fault, ...offers }} />,
    );
  };
}

const addressByHttps = ({ settings }: StaffContext, raw: PageRequest['raw'], next: string) =>
  httpsAddress(raw, settings, staffPaths.signIn(nextIn(next)));

/** How one may sign in here. */
export const offersOf = (context: StaffContext, raw: PageRequest['raw'], next: string) => ({
  httpsAddress: addressByHttps(context, raw, next),
  takesPasskeys: relyingPartyOf(raw, context.settings) !== null,
});

/** As it stands in an address: nothing for the list, where everybody comes in any case. */
export const nextIn = (next: string): string | undefined => (next === staffPaths.list() ? undefined : next);

/** Whoever opens a desk is led through its first minutes; a link that sets a password does so too. */
async function isFirstOfSettings({ settings: { admin }, database }: StaffContext, typed: string) {
  if (admin === null || tidyEmail(typed) !== tidyEmail(admin.email)) return false;
  const account = await findAccount(database.query, typed);
  return account !== null && account.signedInAt === null;
}

/** Aborted when nobody waits for the answer any more. */
export function goneWith(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return gone.signal;
}

/** A path of the staff's own pages, or the list: never another site, whatever the link said. */
export function safeNext(typed: unknown): string {
  const base = 'http://desk.invalid';
  const list = staffPaths.list();
  if (typeof typed !== 'string' || !typed.startsWith('/') || !URL.canParse(typed, base)) return list;
  const { origin, pathname, search } = new URL(typed, base);
  const isOurs = origin === base && (pathname === list || pathname.startsWith(`${staffPaths.all}/`));
  const isSignIn = [staffPaths.signIn(), staffPaths.signOut].some(path => pathname.startsWith(path));
  return isOurs && !isSignIn ? pathname + search : list;
}

export const againIn = ({ retryAfter: seconds }: Refusal, words: PageRequest['words']) =>
  seconds === undefined ? '' : words.staff.login.tryAgainIn(seconds);
