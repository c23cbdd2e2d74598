import type { Router } from 'express';
import { z } from 'zod';
import { Refusal } from '../../../errors.ts';
import { staffPaths } from '../../../paths.ts';
import { addPasskey, removePasskey } from '../../../staff/second-factor/change-factors.ts';
import { readNewPasskey } from '../../../staff/second-factor/passkey-answers.ts';
import {
  listPasskeys,
  newPasskeyOptions,
  PASSKEY_NAME_LIMIT,
} from '../../../staff/second-factor/passkeys.ts';
import { createRouter } from '../../http/router.ts';
import type { StaffContext } from '../context.ts';
import { readForm, text } from '../forms.ts';
import { ownerOf, sessionOf } from '../own-session.ts';
import { PASSKEY_LIMIT, relyingParty } from '../relying-party.ts';
import { type Handlers, type StaffRequest, wantsJson } from '../request.ts';
import { answerAdded } from './second-factor.tsx';

const adding = z.object({ name: text(PASSKEY_NAME_LIMIT), passkey: text(PASSKEY_LIMIT) });
const removing = z.object({ id: text(2_000) });

/** Passkeys: GET for what the browser is to make, POST with what it has made. */
export function passkeyRoutes(
  context: StaffContext,
  { forStaff }: Handlers,
  forConfirmed: Handlers['forStaff'],
): Router {
  const { database, keys, settings } = context;

  const askedIn = (request: StaffRequest) => ({
    rp: relyingParty(request, context),
    keys: keys.stamp,
    purpose: { act: 'add', session: sessionOf(request).id } as const,
    now: request.now,
  });

  async function ask(request: StaffRequest): Promise<void> {
    const { staffId, email } = request.viewer;
    const known = await listPasskeys(database.query, staffId);
    const owner = { staffId, email, newsroom: settings.newsroom.name, known };
    request.response.json(await newPasskeyOptions(askedIn(request), owner));
  }

  async function add(request: StaffRequest): Promise<void> {
    const { name: typed, passkey: sent } = adding.parse(request.raw.body ?? {});
    const name = typed.trim();
    if (name === '') throw new Refusal({ code: 'passkey-nameless' });
    const passkey = await readNewPasskey({ ...askedIn(request), sent });
    if (passkey === null) throw new Refusal({ code: 'passkey-wrong' });
    answerAdded(request, await addPasskey(context, { ...ownerOf(request), passkey, name }), 'passkey');
  }

  async function remove(request: StaffRequest): Promise<void> {
    const { id } = removing.parse(request.raw.body ?? {});
    await removePasskey(database, { ...ownerOf(request), id });
    if (wantsJson(request)) return void request.response.json({});
    request.response.redirect(303, staffPaths.secondFactor('passkey-removed'));
  }

  return createRouter()
    .get('/account/passkeys', forStaff(ask))
    .post('/account/passkeys', readForm(), forConfirmed(add))
    .post('/account/passkeys/end', readForm(), forConfirmed(remove));
}
