import { type Response, Router } from 'express';
import { z } from 'zod';
import { LoginPage } from '../../../views/admin/login.tsx';
import { Refusal } from '../../errors.ts';
import { endSession } from '../../staff/sessions.ts';
import { createSignIn } from '../../staff/sign-in.ts';
import type { AdminDeps } from './deps.ts';
import { readForm, text } from './forms.ts';
import { sendPage, type Visit, type Visits } from './visit.ts';

/** RFC 5321 allows no longer address. */
const EMAIL_LIMIT = 254;
/** Letters that a password may have. */
export const PASSWORD_LIMIT = 1_000;

const fields = z.object({
  email: text(EMAIL_LIMIT),
  // Counted in letters when it was set; decomposed Korean takes several units for each.
  password: text(PASSWORD_LIMIT * 10),
  next: text(2_000),
});

/** `/admin/login` and `/admin/logout`. */
export function signInRoutes(deps: AdminDeps, { cookies, forAll, viewer }: Visits): Router {
  const { signIn } = createSignIn(deps);

  async function tryToSignIn({ request, response, frame, words }: Visit): Promise<void> {
    const { email, password, next: typedNext } = fields.parse(request.body ?? {});
    const next = safeNext(typedNext);
    const address = request.ip ?? '';
    const token = await signIn({ email, password, address }).catch(asRefusal);
    if (typeof token === 'string') {
      cookies.keepSession(response, token);
      return response.redirect(303, next);
    }
    const fault =
      token === null ? words.desk.login.wrong : [token.say(words), againIn(token, words)].join(' ').trim();
    if (token !== null) retryAfter(response, token);
    sendPage(
      response,
      token?.status ?? 401,
      <LoginPage frame={frame} email={email} next={next} fault={fault} />,
    );
  }

  return Router()
    .get(
      '/login',
      forAll(async ({ request, response, frame }) => {
        const next = safeNext(request.query['next']);
        if (await viewer(request, response)) response.redirect(303, next);
        else sendPage(response, 200, <LoginPage frame={frame} email="" next={next} fault={null} />);
      }),
    )
    .post('/login', readForm(), forAll(tryToSignIn))
    .post(
      '/logout',
      forAll(async ({ request, response }) => {
        const token = cookies.session(request);
        if (token !== null) await endSession(deps.database, token);
        cookies.dropSession(response);
        response.redirect(303, '/admin/login');
      }),
    );
}

/** A path of the staff's own pages, or the list: never another site, whatever the link said. */
export function safeNext(typed: unknown): string {
  const base = 'http://desk.invalid';
  if (typeof typed !== 'string' || !typed.startsWith('/') || !URL.canParse(typed, base)) return '/admin';
  const { origin, pathname, search } = new URL(typed, base);
  const isOurs =
    origin === base && /^\/admin(\/|$)/.test(pathname) && !/^\/admin\/(login|logout)/.test(pathname);
  return isOurs ? pathname + search : '/admin';
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}

const againIn = ({ retryAfter: seconds }: Refusal, words: Visit['words']) =>
  seconds === undefined ? '' : words.desk.login.tryAgainIn(seconds);

export function retryAfter(response: Response, { retryAfter: seconds }: Refusal): void {
  if (seconds !== undefined) response.set('Retry-After', String(seconds));
}
