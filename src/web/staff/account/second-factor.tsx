import type { Router } from 'express';
import { z } from 'zod';
import { RecoveryCodesPage } from '../../../../views/staff/second-factor/recovery-codes.tsx';
import { SecondFactorPage } from '../../../../views/staff/second-factor/second-factor.tsx';
import { staffPaths } from '../../../paths.ts';
import { type Added, remakeRecoveryCodes } from '../../../staff/second-factor/change-factors.ts';
import { factorsOf, isAnyFactor } from '../../../staff/second-factor/factors.ts';
import { relyingPartyOf } from '../../http/origin/relying-party.ts';
import { createRouter } from '../../http/router.ts';
import type { StaffContext } from '../context.ts';
import { readForm } from '../forms.ts';
import { ownerOf } from '../own-session.ts';
import { type Handlers, type StaffRequest, sendPage, wantsJson } from '../request.ts';

const done = z.enum(['app', 'app-removed', 'passkey', 'passkey-removed']).nullable().catch(null);
export type FactorDone = NonNullable<z.output<typeof done>>;

/** `/admin/account/second-factor`: what one signs in by beside the password, and the codes for when it is lost. */
export function secondFactorRoutes(
  context: StaffContext,
  { forStaff }: Handlers,
  forConfirmed: Handlers['forStaff'],
): Router {
  const { database, settings } = context;

  async function show({ raw, response, frame, viewer, now }: StaffRequest): Promise<void> {
    const factors = await factorsOf(database.query, viewer.staffId);
    if (wantsJson({ raw }))
      return void response.json({
        app: factors.appSince !== null,
        passkeys: factors.passkeys.map(({ id, name, host }) => ({ id, name, host })),
        recovery_codes: factors.codesLeft,
      });
    const clock = { lang: frame.lang, now, timeZone: settings.newsroom.timeZone };
    const isOn = isAnyFactor(factors);
    const host = relyingPartyOf(raw, settings)?.id ?? null;
    const page = { frame, viewer, clock, factors, isOn, host, done: done.parse(raw.query['done']) };
    sendPage(response, 200, <SecondFactorPage {...page} />);
  }

  async function remake(request: StaffRequest): Promise<void> {
    sendCodes(request, await remakeRecoveryCodes(context, ownerOf(request)), false);
  }

  return createRouter()
    .get('/account/second-factor', forStaff(show))
    .post('/account/recovery-codes', readForm(), forConfirmed(remake));
}

/** What a factor that was added is answered with: the first comes with recovery codes. */
export function answerAdded(request: StaffRequest, { codes }: Added, what: FactorDone): void {
  if (codes !== null) return sendCodes(request, codes, true);
  if (wantsJson(request)) return void request.response.json({});
  request.response.redirect(303, staffPaths.secondFactor(what));
}

/** The only time that they are told: in another language they could not be shown again. */
function sendCodes(request: StaffRequest, codes: readonly string[], isFirst: boolean): void {
  const { response, frame, viewer } = request;
  if (wantsJson(request)) return void response.status(201).json({ recovery_codes: codes });
  const page = { frame: { ...frame, switchTo: [] }, viewer, codes, isFirst };
  sendPage(response, 201, <RecoveryCodesPage {...page} />);
}
