import type { Router } from 'express';
import { z } from 'zod';
import { LoginPage } from '../../../views/staff/sign-in.tsx';
import { passkeyOptions } from '../../staff/second-factor/passkeys.ts';
import { createRouter } from '../http/router.ts';
import type { StaffContext } from './context.ts';
import { readForm, text } from './forms.ts';
import { PASSKEY_LIMIT, relyingParty } from './relying-party.ts';
import { type Handlers, type PageRequest, sendPage } from './request.ts';
import { offersOf, safeNext } from './sign-in.tsx';

const fields = z.object({ passkey: text(PASSKEY_LIMIT) });

/** `/admin/login/passkey`: in place of password and second factor. GET for what the browser is to ask, POST for the answer. */
export function passkeySignInRoutes(context: StaffContext, { cookies, forAll }: Handlers): Router {
  const { keys, signIn } = context;

  async function ask(request: PageRequest): Promise<void> {
    const rp = relyingParty(request, context);
    const asked = { rp, keys: keys.stamp, purpose: { act: 'sign-in' }, now: request.now } as const;
    request.response.json(passkeyOptions(asked));
  }

  async function begin(request: PageRequest): Promise<void> {
    const { raw, response, frame, words } = request;
    const { passkey: sent } = fields.parse(raw.body ?? {});
    const next = safeNext(raw.query['next']);
    const rp = relyingParty(request, context);
    const from = { address: raw.ip ?? '', browser: cookies.browser(raw) };
    const offers = offersOf(context, raw, next);
    const started = offers.httpsAddress === null ? await signIn.signInByPasskey({ ...from, sent, rp }) : null;
    if (started !== null) {
      cookies.dropPending(response);
      cookies.keepSession(response, started.token);
      cookies.keepBrowser(response, started.browser);
      return response.redirect(303, next);
    }
    const isByHttp = offers.httpsAddress !== null;
    const page = { frame, email: '', next, ...offers };
    const fault = !isByHttp ? words.staff.secondFactor.passkeys.wrong : null;
    sendPage(response, isByHttp ? 403 : 401, <LoginPage {...page} fault={fault} />);
  }

  return createRouter().get('/login/passkey', forAll(ask)).post('/login/passkey', readForm(), forAll(begin));
}
