import type { Router } from 'express';
import { z } from 'zod';
import { NewTokenPage } from '../../../../views/staff/account/new-token.tsx';
import { staffPaths } from '../../../paths.ts';
import { addApiToken, endApiToken, TOKEN_NAME_LIMIT } from '../../../staff/api-tokens/api-tokens.ts';
import { holdSession } from '../../../staff/sessions/hold-session.ts';
import { createRouter } from '../../http/router.ts';
import type { StaffContext } from '../context.ts';
import { readForm, text } from '../forms.ts';
import { ownerOf, sessionOf } from '../own-session.ts';
import { type Handlers, type StaffRequest, sendPage, wantsJson } from '../request.ts';

const making = z.object({ name: text(TOKEN_NAME_LIMIT) });
const ending = z.object({ id: text(32) });

/** Tokens for programs: made after a confirmation, and told once. */
export function tokenRoutes(
  { database }: StaffContext,
  { forStaff }: Handlers,
  forConfirmed: Handlers['forStaff'],
): Router {
  async function add(request: StaffRequest): Promise<void> {
    const { raw, response, viewer, frame } = request;
    const name = making.parse(raw.body ?? {}).name.trim();
    const { staffId, session, now } = ownerOf(request);
    const token = await database.write(async trx => {
      await holdSession(trx, { staffId, session });
      return addApiToken(trx, { staffId, by: staffId, name, now });
    });
    if (wantsJson(request)) return void response.status(201).json({ name, token });
    // Once: in another language it could not be shown again.
    const page = { frame: { ...frame, switchTo: [] }, viewer, name, token };
    sendPage(response, 201, <NewTokenPage {...page} />);
  }

  async function end(request: StaffRequest): Promise<void> {
    sessionOf(request);
    const { id } = ending.parse(request.raw.body ?? {});
    const { staffId } = request.viewer;
    await database.write(trx => endApiToken(trx, { staffId, by: staffId, id, now: request.now }));
    if (wantsJson(request)) return void request.response.json({});
    request.response.redirect(303, staffPaths.account('token-ended'));
  }

  return createRouter()
    .post('/account/tokens', readForm(), forConfirmed(add))
    .post('/account/tokens/end', readForm(), forStaff(end));
}
