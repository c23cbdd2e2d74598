import type { Router } from 'express';
import { z } from 'zod';
import { SecondStepPage } from '../../../views/staff/second-factor/second-step.tsx';
import { LoginPage } from '../../../views/staff/sign-in.tsx';
import { Refusal } from '../../errors.ts';
import { say } from '../../i18n/reasons.ts';
import { staffPaths } from '../../paths.ts';
import type { Account } from '../../staff/accounts/accounts.ts';
import { factorsOf } from '../../staff/second-factor/factors.ts';
import { asRefusal, setRetryAfter, statusOf } from '../http/refusal.ts';
import { createRouter } from '../http/router.ts';
import type { StaffContext } from './context.ts';
import { readForm, text } from './forms.ts';
import { type Handlers, type PageRequest, sendPage } from './request.ts';
import { againIn, CODE_LIMIT, nextIn, offersOf, safeNext } from './sign-in.tsx';

const fields = z.object({ code: text(CODE_LIMIT), next: text(2_000) });

/** `/admin/login/second-factor`: asked for after the right password. */
export function secondStepRoutes(context: StaffContext, { cookies, forAll }: Handlers): Router {
  const { signIn } = context;

  async function factsOf({ id, email }: Account, raw: PageRequest['raw']) {
    const { appSince, passkeys } = await factorsOf(context.database.query, id);
    const { takesPasskeys } = offersOf(context, raw, '');
    return { email, hasApp: appSince !== null, hasPasskey: passkeys.length > 0 && takesPasskeys };
  }

  async function show({ raw, response, frame }: PageRequest): Promise<void> {
    const next = safeNext(raw.query['next']);
    const account = await signIn.pendingAccount(cookies.pending(raw));
    if (account === null) return response.redirect(303, staffPaths.signIn(nextIn(next)));
    const page = { frame, next, ...(await factsOf(account, raw)) };
    sendPage(response, 200, <SecondStepPage {...page} fault={null} />);
  }

  async function finish({ raw, response, frame, words }: PageRequest): Promise<void> {
    const { code, next: typedNext } = fields.parse(raw.body ?? {});
    const next = safeNext(typedNext);
    const pending = cookies.pending(raw);
    const from = { address: raw.ip ?? '', browser: cookies.browser(raw) };
    const answer = await signIn.finish({ ...from, pending, code }).catch(asRefusal);
    if (answer !== null && 'token' in answer) {
      cookies.dropPending(response);
      cookies.keepSession(response, answer.token);
      cookies.keepBrowser(response, answer.browser);
      return response.redirect(303, next);
    }
    const account = await signIn.pendingAccount(pending);
    if (account === null) {
      const page = { frame, next, email: '', ...offersOf(context, raw, next) };
      return sendPage(response, 401, <LoginPage {...page} fault={words.staff.login.over} />);
    }
    const fault =
      answer === null
        ? words.staff.secondFactor.code.wrong
        : [say(answer.reason, words), againIn(answer, words)].join(' ').trim();
    if (answer instanceof Refusal) setRetryAfter(response, answer);
    const status = answer === null ? 401 : statusOf(answer);
    sendPage(
      response,
      status,
      <SecondStepPage {...{ frame, next, fault, ...(await factsOf(account, raw)) }} />,
    );
  }

  return createRouter()
    .get('/login/second-factor', forAll(show))
    .post('/login/second-factor', readForm(), forAll(finish));
}
