import { Router } from 'express';
import { z } from 'zod';
import { SetupPage } from '../../../views/admin/setup.tsx';
import { type Faults, Refusal } from '../../errors.ts';
import { MINIMUM_PASSWORD_LENGTH } from '../../settings.ts';
import { isEmail } from '../../staff/accounts.ts';
import { startSession } from '../../staff/sessions.ts';
import { readSetupLink, setUp } from '../../staff/setup-links.ts';
import { lengthOf } from '../../tips/text.ts';
import type { AdminDeps } from './deps.ts';
import { readForm, text } from './forms.ts';
import { PASSWORD_LIMIT } from './sign-in.tsx';
import { sendPage, type Visit, type Visits } from './visit.ts';

const fields = z.object({ email: text(1_000), password: text(100_000) });

/** `/admin/setup/TOKEN`: a password for who has the link. Looking does not use it up; setting the password does. */
export function setupRoutes({ database }: AdminDeps, { cookies, forAll }: Visits): Router {
  async function linkOf({ request, now }: Visit) {
    const token = z.string().max(100).catch('').parse(request.params['token']);
    const link = await readSetupLink(database.query, token, now);
    if (link === null) throw new Refusal(410, words => words.desk.setup.gone);
    return { token, owner: link.email };
  }

  return Router()
    .get(
      '/setup/:token',
      forAll(async visit => {
        const { owner } = await linkOf(visit);
        sendPage(
          visit.response,
          200,
          <SetupPage frame={visit.frame} owner={owner} email="" faults={{}} rule={MINIMUM_PASSWORD_LENGTH} />,
        );
      }),
    )
    .post(
      '/setup/:token',
      readForm(),
      forAll(async visit => {
        const { frame, request, response, now } = visit;
        const { token, owner } = await linkOf(visit);
        const { email, password } = fields.parse(request.body ?? {});
        const faults = { ...(owner === null && faultOfEmail(email)), ...faultOfPassword(password) };
        if (Object.keys(faults).length > 0) {
          return sendPage(
            response,
            422,
            <SetupPage
              frame={frame}
              owner={owner}
              email={email}
              faults={faults}
              rule={MINIMUM_PASSWORD_LENGTH}
            />,
          );
        }
        const viewer = await setUp(database, { token, email, password, now });
        cookies.keepSession(response, await startSession(database, viewer.staffId, now));
        response.redirect(303, '/admin');
      }),
    );
}

const faultOfEmail = (email: string): Faults =>
  isEmail(email) ? {} : { email: words => words.desk.setup.notAnEmail };

function faultOfPassword(password: string): Faults {
  const length = lengthOf(password.normalize('NFC'));
  if (length < MINIMUM_PASSWORD_LENGTH)
    return { password: words => words.desk.setup.tooShort(MINIMUM_PASSWORD_LENGTH) };
  return length > PASSWORD_LIMIT ? { password: words => words.desk.setup.tooLong(PASSWORD_LIMIT) } : {};
}
