import type { Router } from 'express';
import { z } from 'zod';
import { type TestMail, WelcomePage } from '../../../../views/staff/settings/welcome.tsx';
import { readJobs } from '../../../jobs/status.ts';
import { enqueueTestMail } from '../../../mail/enqueue-test-mail.ts';
import { readReason } from '../../../mail/smtp/smtp-reason.ts';
import { readerPaths, staffPaths } from '../../../paths.ts';
import { authorize } from '../../../staff/access.ts';
import { ROLES } from '../../../staff/roles.ts';
import { shownSettings } from '../../../staff/settings/change-settings.ts';
import { createRouter } from '../../http/router.ts';
import { drawQr, qrPng, qrSvg } from '../../qr.ts';
import type { StaffContext } from '../context.ts';
import { newPerson } from '../people/fields.ts';
import { type Handlers, type StaffRequest, sendPage } from '../request.ts';
import { toField } from './setting-field.ts';

const question = z.object({
  done: z.enum(['saved', 'invited']).nullable().catch(null),
  test: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional()
    .catch(undefined),
});

/** `/admin/welcome`: the first minutes of a desk, and the QR code of its form. */
export const welcomeRoutes = (context: StaffContext, { forStaff }: Handlers): Router =>
  createRouter()
    .get(
      '/welcome',
      forStaff(request => sendWelcome(context, request)),
    )
    .post(
      '/welcome/test-mail',
      forStaff(async ({ response, viewer }) => {
        authorize(viewer, 'change settings');
        authorize(viewer, 'send test mail');
        response.redirect(303, testAt(await enqueueTestMail(context, viewer)));
      }),
    )
    .get(
      '/welcome/form-qr.svg',
      forStaff(async ({ response, viewer }) => {
        authorize(viewer, 'change settings');
        response.type('svg').send(await qrSvg(formUrl(context)));
      }),
    )
    .get(
      '/welcome/form-qr.png',
      forStaff(async ({ response, viewer }) => {
        authorize(viewer, 'change settings');
        response.type('png').send(await qrPng(formUrl(context)));
      }),
    );

const formUrl = ({ settings }: StaffContext) => `${settings.publicUrl}${readerPaths.form}`;

const testAt = (id: string) => `${staffPaths.welcome({ test: id })}#inbox`;

async function sendWelcome(
  context: StaffContext,
  { frame, viewer, raw, response }: StaffRequest,
): Promise<void> {
  authorize(viewer, 'change settings');
  const { settings, liveSettings } = context;
  const { done, test } = question.parse(raw.query);
  const fields = shownSettings(context).map(setting => toField(setting));
  const props = {
    ...{ frame, viewer, fields, version: liveSettings.kept().version, isSaved: done === 'saved' },
    isInvited: done === 'invited',
    invite: {
      typed: { ...newPerson.parse({}), language: settings.newsroom.lang },
      faults: {},
      ...{ isMailed: settings.smtpUrl !== null, roles: ROLES },
    },
    inbox: settings.newsroom.inbox,
    keptAsFiles: settings.smtpUrl === null,
    test: test === undefined ? null : { mails: await readTestMails(context, test), href: testAt(test) },
    form: await shownForm(formUrl(context)),
  };
  sendPage(response, 200, <WelcomePage {...props} />);
}

const shownForm = async (url: string) => ({
  ...{ url, qr: await drawQr(url) },
  isOnlyHere: new URL(url).hostname === 'localhost',
});

/** What became of a test mail, for each of its addresses. */
async function readTestMails({ database, settings }: StaffContext, subject: string): Promise<TestMail[]> {
  const rows = await readJobs(database.query, { kind: 'test mail', subject });
  return rows.map(({ recipient, state, last_error }) => {
    const trouble = last_error === null ? null : readReason(last_error);
    const shown = { recipient: recipient ?? '', trouble };
    if (state === 'owed') return { ...shown, fate: trouble === null ? 'waiting' : 'trying' };
    if (state === 'set aside') return { ...shown, fate: 'refused' };
    if (state === 'done')
      return { ...shown, trouble: null, fate: settings.smtpUrl === null ? 'kept' : 'arrived' };
    return { ...shown, fate: 'dropped' };
  });
}
