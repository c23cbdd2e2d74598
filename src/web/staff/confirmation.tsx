import type { Router } from 'express';
import { z } from 'zod';
import { ConfirmationPage, type Typed } from '../../../views/staff/confirmation.tsx';
import { Refusal } from '../../errors.ts';
import { say } from '../../i18n/reasons.ts';
import { staffPaths } from '../../paths.ts';
import { factorsOf, hasFactor, isAnyFactor } from '../../staff/second-factor/factors.ts';
import { listPasskeys, passkeyOptions } from '../../staff/second-factor/passkeys.ts';
import { relyingPartyOf } from '../http/origin/relying-party.ts';
import { asRefusal, setRetryAfter, statusOf } from '../http/refusal.ts';
import { createRouter } from '../http/router.ts';
import type { StaffContext } from './context.ts';
import { readForm, text } from './forms.ts';
import { type SessionCredential, sessionOf } from './own-session.ts';
import { PASSKEY_LIMIT, relyingParty } from './relying-party.ts';
import { type Handlers, type StaffRequest, sendPage, wantsJson } from './request.ts';
import { againIn, CODE_LIMIT, goneWith, PASSWORD_LIMIT, safeNext } from './sign-in.tsx';

/** So long a sign-in or a confirmation counts. Milliseconds. */
const COUNTS_FOR = 10 * 60_000;

/** What is proved by. They stand beside the fields of what is to be done, and have names that none of these has. */
const proof = z.object({
  confirm_password: text(PASSWORD_LIMIT * 10).optional(),
  confirm_code: text(CODE_LIMIT),
  confirm_passkey: text(PASSKEY_LIMIT),
});

/**
 * Marks a route as one of what cannot be taken back: it asks to confirm by what the account signs in by, unless that was
 * done within ten minutes, and then goes on with what was asked for, nothing of which is lost. The form is to be read before.
 */
export function createForConfirmed(context: StaffContext, { forStaff }: Handlers): Handlers['forStaff'] {
  return act =>
    forStaff(async request => {
      const session = sessionOf(request);
      if (isFresh(session, request.now)) return act(request);
      const fault = await tryToConfirm(context, request, session);
      if (fault === null) return act(request);
      await refuseUnconfirmed(context, request, fault);
    });
}

/** @throws {Refusal} to a program. */
async function refuseUnconfirmed(
  context: StaffContext,
  request: StaffRequest,
  fault: Fault,
  next?: string,
): Promise<void> {
  if (!wantsJson(request)) return sendConfirmation(context, request, fault, next);
  throw fault instanceof Refusal ? fault : new Refusal({ code: 'confirmation-needed' });
}

/**
 * Whether the account has a second factor, and this session has not confirmed lately: then it is asked to, and goes on at `next`,
 * as what was typed is not to be repeated. For what asks for the password by itself.
 */
export async function isAskedForFactor(
  context: StaffContext,
  request: StaffRequest,
  next: string,
): Promise<boolean> {
  const session = sessionOf(request);
  if (isFresh(session, request.now)) return false;
  if (!(await hasFactor(context.database.query, request.viewer.staffId))) return false;
  await refuseUnconfirmed(context, request, 'ask', next);
  return true;
}

/** `/admin/confirmation`: where a page that was only to be looked at is asked for again. */
export function confirmationRoutes(context: StaffContext, { forStaff }: Handlers): Router {
  return createRouter()
    .post(
      '/confirmation',
      readForm(),
      forStaff(async request => {
        const fault = await tryToConfirm(context, request, sessionOf(request));
        const { next } = z.object({ next: text(2_000) }).parse(request.raw.body ?? {});
        if (fault === null) return request.response.redirect(303, safeNext(next));
        await sendConfirmation(context, request, fault, safeNext(next));
      }),
    )
    .get(
      '/confirmation/passkey',
      forStaff(request => askForPasskey(context, request)),
    );
}

/** What the browser is to ask. */
async function askForPasskey(context: StaffContext, request: StaffRequest): Promise<void> {
  const rp = relyingParty(request, context);
  const purpose = { act: 'confirm', session: sessionOf(request).id } as const;
  const own = await listPasskeys(context.database.query, request.viewer.staffId);
  const allowed = own.filter(({ host }) => host === rp.id);
  request.response.json(passkeyOptions({ rp, keys: context.keys.stamp, purpose, now: request.now }, allowed));
}

/** Either way: once the clock is set back, what was confirmed may lie ahead of it. */
const isFresh = ({ confirmedAt }: SessionCredential, now: number): boolean =>
  Math.abs(now - confirmedAt) < COUNTS_FOR;

/** `ask`: nothing was given yet; `wrong`; or why it may not be tried now. */
type Fault = 'ask' | 'wrong' | Refusal;

async function tryToConfirm(
  context: StaffContext,
  request: StaffRequest,
  session: SessionCredential,
): Promise<Fault | null> {
  const { signIn } = context;
  const { raw, response, viewer } = request;
  const given = proof.parse(raw.body ?? {});
  const owner = { staffId: viewer.staffId, session: session.id };
  if (given.confirm_passkey !== '') {
    const answer = { sent: given.confirm_passkey, rp: relyingParty(request, context) };
    return (await signIn.confirmByPasskey({ ...answer, ...owner })) ? null : 'wrong';
  }
  const { confirm_password: password, confirm_code: code } = given;
  if (password === undefined || password === '') return 'ask';
  const typed = { password, code, address: raw.ip ?? '', signal: goneWith(response) };
  const answer = await signIn.confirm({ ...typed, ...owner }).catch(asRefusal);
  if (answer instanceof Refusal) return answer;
  return answer ? null : 'wrong';
}

/** `next`: a page that is only looked at; else it goes on with what was asked for. */
async function sendConfirmation(
  { database, settings }: StaffContext,
  request: StaffRequest,
  fault: Fault,
  next?: string,
): Promise<void> {
  const factors = await factorsOf(database.query, request.viewer.staffId);
  const { raw, response, words, viewer } = request;
  if (fault instanceof Refusal) setRetryAfter(response, fault);
  const texts = { ask: null, wrong: words.staff.confirmation.wrong };
  const told =
    fault instanceof Refusal
      ? [say(fault.reason, words), againIn(fault, words)].join(' ').trim()
      : texts[fault];
  const isLook = raw.method === 'GET' || raw.method === 'HEAD';
  const looksAt = next ?? (isLook ? raw.originalUrl : null);
  const page = {
    // What was typed would not come along into another language.
    frame: { ...request.frame, switchTo: [] },
    viewer,
    action: looksAt === null ? raw.originalUrl : staffPaths.confirmation,
    typed: looksAt === null ? typedIn(raw.body ?? {}) : [{ name: 'next', value: looksAt }],
    fault: told,
    hasFactor: isAnyFactor(factors),
    hasApp: factors.appSince !== null,
    hasPasskey: factors.passkeys.length > 0 && relyingPartyOf(raw, settings) !== null,
  };
  sendPage(response, fault instanceof Refusal ? statusOf(fault) : 403, <ConfirmationPage {...page} />);
}

/** All that a form held, but for the proof. */
function typedIn(body: unknown): Typed[] {
  const fields = z.record(z.string(), z.union([z.string(), z.array(z.string())])).parse(body);
  return Object.entries(fields)
    .filter(([name]) => !(name in proof.shape))
    .flatMap(([name, values]) => [values].flat().map(value => ({ name, value })));
}
