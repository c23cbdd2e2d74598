import type { Router } from 'express';
import { z } from 'zod';
import { NewAppPage } from '../../../../views/staff/second-factor/new-app.tsx';
import { Refusal } from '../../../errors.ts';
import { say } from '../../../i18n/reasons.ts';
import { staffPaths } from '../../../paths.ts';
import { addTotp, removeTotp } from '../../../staff/second-factor/change-factors.ts';
import { newTotpSecret, readTotpCode, totpSetup } from '../../../staff/second-factor/totp.ts';
import { openWaiting, sealWaiting } from '../../../staff/second-factor/waiting-totp.ts';
import { asRefusal, statusOf } from '../../http/refusal.ts';
import { createRouter } from '../../http/router.ts';
import { drawQr } from '../../qr.ts';
import type { StaffContext } from '../context.ts';
import { readForm, text } from '../forms.ts';
import { ownerOf, sessionOf } from '../own-session.ts';
import { type Handlers, type StaffRequest, sendPage, wantsJson } from '../request.ts';
import { CODE_LIMIT } from '../sign-in.tsx';
import { answerAdded } from './second-factor.tsx';

const fields = z.object({ setup: text(2_000), code: text(CODE_LIMIT) });

/** An app that makes codes: set up, and counted once one right code was typed. */
export function appRoutes(context: StaffContext, forConfirmed: Handlers['forStaff']): Router {
  async function add(request: StaffRequest): Promise<void> {
    const owner = ownerOf(request);
    const typed = fields.parse(request.raw.body ?? {});
    const secret = openWaiting(context.keys.cookie, typed.setup, owner);
    // The page was left open for long: it begins anew, with another secret.
    if (secret === null)
      return sendSetup(context, request, newTotpSecret(), new Refusal({ code: 'setup-over' }));
    const code = readTotpCode(typed.code);
    const added = await addTotp(context, { ...owner, secret, code }).catch(asRefusal);
    if (!(added instanceof Refusal)) return answerAdded(request, added, 'app');
    if (added.code !== 'code-wrong') throw added;
    await sendSetup(context, request, secret, added);
  }

  async function remove(request: StaffRequest): Promise<void> {
    await removeTotp(context.database, ownerOf(request));
    if (wantsJson(request)) return void request.response.json({});
    request.response.redirect(303, staffPaths.secondFactor('app-removed'));
  }

  return createRouter()
    .post(
      '/account/app',
      readForm(),
      forConfirmed(request => sendSetup(context, request, newTotpSecret(), null)),
    )
    .post('/account/app/code', readForm(), forConfirmed(add))
    .post('/account/app/end', readForm(), forConfirmed(remove));
}

async function sendSetup(
  { keys, settings }: StaffContext,
  request: StaffRequest,
  secret: Buffer,
  refusal: Refusal | null,
): Promise<void> {
  const { response, frame, viewer, now, words } = request;
  const setup = sealWaiting(keys.cookie, secret, { session: sessionOf(request).id, now });
  const app = await totpSetup(secret, { issuer: settings.newsroom.name, email: viewer.email });
  const fault = refusal && say(refusal.reason, words);
  const status = refusal === null ? 200 : statusOf(refusal);
  if (wantsJson(request))
    return void response
      .status(status)
      .json(fault === null ? { setup, ...app } : { errors: { code: fault } });
  const page = { frame: { ...frame, switchTo: [] }, viewer, setup, app, qr: await drawQr(app.uri), fault };
  sendPage(response, status, <NewAppPage {...page} />);
}
