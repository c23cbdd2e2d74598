import type { Router } from 'express';
import { z } from 'zod';
import { SetupPage } from '../../../views/staff/setup.tsx';
import { MINIMUM_PASSWORD_LENGTH } from '../../config/settings.ts';
import type { Faults } from '../../errors.ts';
import { sayEach } from '../../i18n/reasons.ts';
import { staffPaths } from '../../paths.ts';
import { isEmail } from '../../staff/accounts/accounts.ts';
import { readSetupLink, setUp } from '../../staff/accounts/setup-links.ts';
import { guessableApart } from '../../staff/passwords/guess-apart.ts';
import { lengthOf } from '../../tips/text.ts';
import { httpsAddress } from '../http/origin/by-https.ts';
import { createRouter } from '../http/router.ts';
import type { StaffContext } from './context.ts';
import { readForm, text } from './forms.ts';
import { type Handlers, type PageRequest, sendPage } from './request.ts';
import { PASSWORD_LIMIT } from './sign-in.tsx';

const fields = z.object({ email: text(1_000), password: text(100_000) });

/** `/admin/setup/TOKEN`: a password for who has the link. Looking does not use it up; setting the password does. */
export function setupRoutes(context: StaffContext, { cookies, forAll }: Handlers): Router {
  const { database, settings, signIn } = context;

  async function linkOf({ raw, now }: PageRequest) {
    const token = z.string().max(100).catch('').parse(raw.params['token']);
    const link = await readSetupLink(database.query, token, now);
    return { token, owner: link.email, httpsAddress: httpsAddress(raw, settings, staffPaths.setup(token)) };
  }

  async function show(request: PageRequest): Promise<void> {
    const { owner, httpsAddress } = await linkOf(request);
    sendSetup(request, 200, { owner, email: '', faults: {}, httpsAddress });
  }

  async function setPassword(request: PageRequest): Promise<void> {
    const { raw, response, now } = request;
    const { token, ...link } = await linkOf(request);
    const { email, password } = fields.parse(raw.body ?? {});
    // The link is good for once, and whoever uses it is to be signed in.
    if (link.httpsAddress !== null) return sendSetup(request, 403, { ...link, email, faults: {} });
    const ofPassword = await faultOfPassword(password, link.owner ?? email);
    const faults = { ...(link.owner === null && faultOfEmail(email)), ...ofPassword };
    if (Object.keys(faults).length > 0) return sendSetup(request, 422, { ...link, email, faults });
    const account = await setUp(database, { token, email, password, now });
    const started = await signIn.begin(account, { address: raw.ip ?? '', browser: cookies.browser(raw) });
    // Ended again at this very moment.
    if (started === null) return response.redirect(303, staffPaths.signIn());
    if ('pending' in started) {
      cookies.keepPending(response, started.pending);
      return response.redirect(303, staffPaths.secondStep());
    }
    cookies.keepSession(response, started.token);
    cookies.keepBrowser(response, started.browser);
    // Whoever opens a desk is led through its first minutes.
    response.redirect(303, link.owner === null ? staffPaths.welcome() : staffPaths.list());
  }

  return createRouter()
    .get('/setup/:token', forAll(show))
    .post('/setup/:token', readForm(), forAll(setPassword));
}

type Typed = { owner: string | null; email: string; faults: Faults; httpsAddress: string | null };

const sendSetup = ({ response, frame }: PageRequest, status: number, { faults, ...typed }: Typed) => {
  const texts = sayEach(faults, frame.words);
  sendPage(
    response,
    status,
    <SetupPage frame={frame} rule={MINIMUM_PASSWORD_LENGTH} faults={texts} {...typed} />,
  );
};

const faultOfEmail = (email: string): Faults => (isEmail(email) ? {} : { email: { code: 'no-email' } });

export async function faultOfPassword(password: string, email: string): Promise<Faults> {
  const length = lengthOf(password.normalize('NFC'));
  if (length < MINIMUM_PASSWORD_LENGTH)
    return { password: { code: 'password-too-short', least: MINIMUM_PASSWORD_LENGTH } };
  if (length > PASSWORD_LIMIT) return { password: { code: 'password-too-long', most: PASSWORD_LIMIT } };
  const why = await guessableApart(password, email);
  return why === null ? {} : { password: { code: 'password-guessable', why } };
}
