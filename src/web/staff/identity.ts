import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Context } from '../../context.ts';
import { addressBucket } from '../../crypto/address-bucket.ts';
import { Refusal } from '../../errors.ts';
import { staffPaths } from '../../paths.ts';
import { viewerOfToken } from '../../staff/api-tokens/api-tokens.ts';
import { factorDueOf } from '../../staff/second-factor/grace.ts';
import { continueSession, findSession, type Session } from '../../staff/sessions/sessions.ts';
import { createFailures, tooOften } from '../../staff/sign-in/slow-down.ts';
import { bearerOf } from '../http/bearer.ts';
import type { StaffContext } from './context.ts';
import { createStaffCookies, type StaffCookies } from './cookies.ts';
import type { Identify, Identity } from './request.ts';

/**
 * Who asks: by their token where the request brings one, and then no cookie is looked at; else by their session. `ofPage`: what
 * a page asks by itself does not put their session's end off, or it would never come while one stands open.
 */
export function createIdentify(context: StaffContext): { ofPerson: Identify; ofPage: Identify } {
  const cookies = createStaffCookies(context.settings.publicUrl);
  const ofToken = createTokenCheck(context);
  const by =
    (ofSession: Identify): Identify =>
    async (request, response) => {
      const bearer = bearerOf(request);
      const identity =
        bearer === null ? await ofSession(request, response) : await ofToken(bearer, request, response);
      if (identity !== null) context.ofStaff(request);
      return identity;
    };
  return {
    ofPerson: by(createSessionLook(context, cookies)),
    ofPage: by(createSessionPeek(context, cookies)),
  };
}

function createSessionLook(context: StaffContext, cookies: StaffCookies): Identify {
  const { database, clock } = context;
  return async (request, response) => {
    const token = cookies.session(request);
    const session = token === null ? null : await continueSession(database, token, clock());
    if (token === null || session === null) return null;
    if (session.renewed) cookies.keepSession(response, token);
    return identityOf(context, session);
  };
}

function createSessionPeek(context: StaffContext, cookies: StaffCookies): Identify {
  const { database, clock } = context;
  return async request => {
    const token = cookies.session(request);
    const session = token === null ? null : await findSession(database, token, clock());
    return session && identityOf(context, session);
  };
}

async function identityOf(context: StaffContext, { id, viewer, confirmedAt }: Session): Promise<Identity> {
  const factorDue = await factorDueOf(context, viewer.staffId);
  return { viewer, credential: { by: 'session', id, confirmedAt }, factorDue };
}

/** A right token is never refused: others of its network may try wrong ones, which are counted alone. */
function createTokenCheck(context: StaffContext) {
  const { database, clock } = context;
  const failures = createFailures(clock);
  const salt = randomBytes(32);
  return async (token: string, request: Request, response: Response): Promise<Identity> => {
    const found = await viewerOfToken(database, token, clock());
    if (found !== null) {
      const factorDue = await factorDueOf(context, found.viewer.staffId);
      return { viewer: found.viewer, credential: { by: 'token', id: found.id }, factorDue };
    }
    const bucket = addressBucket(salt, request.ip ?? '');
    const refusal = bucket === null ? 0 : failures.refusal(bucket);
    if (refusal > 0) throw tooOften(refusal);
    if (bucket !== null) failures.count(bucket);
    // RFC 6750, 3.
    response.set('WWW-Authenticate', 'Bearer error="invalid_token"');
    throw new Refusal({ code: 'unknown-token' });
  };
}

/** Whether a request for a page of the staff comes from somebody who is signed in, or has a token. */
export function createSessionCheck({ settings, database, clock }: Context) {
  const cookies = createStaffCookies(settings.publicUrl);
  return async (request: Request): Promise<boolean> => {
    if (request.path !== staffPaths.all && !request.path.startsWith(`${staffPaths.all}/`)) return false;
    const [bearer, token] = [bearerOf(request), cookies.session(request)];
    if (bearer !== null) return (await viewerOfToken(database, bearer, clock())) !== null;
    return token !== null && (await continueSession(database, token, clock())) !== null;
  };
}
