import type { Router } from 'express';
import { z } from 'zod';
import { noteDeskEvent } from '../../../history/note-desk-event.ts';
import { enqueueTestMail, giveUpTestMail } from '../../../mail/enqueue-test-mail.ts';
import { staffPaths } from '../../../paths.ts';
import { authorize } from '../../../staff/access.ts';
import { findTipByReceipt } from '../../../tips/intake/receipt.ts';
import { createRouter } from '../../http/router.ts';
import type { StaffContext } from '../context.ts';
import { readForm, text } from '../forms.ts';
import { type Handlers, type StaffRequest, wantsJson } from '../request.ts';
import type { SendList } from './told.ts';

const receiptField = z.object({ receipt: text(200) });

/** `/admin`, with its receipt box and its buttons for mail: try again what is stuck, and send a test. */
export function listRoutes(context: StaffContext, { forStaff }: Handlers, sendList: SendList): Router {
  async function findByReceipt(request: StaffRequest): Promise<void> {
    const { receipt } = receiptField.parse(request.raw.body ?? {});
    const number = await findTipByReceipt(context, request.viewer, receipt);
    const { response, words } = request;
    if (number !== null) return response.redirect(303, staffPaths.tip(number));
    if (!wantsJson(request)) return sendList(request, { status: 404, unknownReceipt: receipt });
    response.status(404).json({ errors: { receipt: words.staff.list.unknownReceipt } });
  }

  return createRouter()
    .get(
      '/',
      forStaff(request => sendList(request)),
    )
    .post('/receipt', readForm(), forStaff(findByReceipt))
    .post(
      '/mail/retry',
      forStaff(async ({ response, now, viewer }) => {
        authorize(viewer, 'retry mail');
        await context.jobs.retry();
        await context.database.write(trx =>
          noteDeskEvent(trx, { kind: 'mail retried', by: viewer.staffId, at: now }),
        );
        response.redirect(303, staffPaths.list({ done: 'retried', at: String(now) }));
      }),
    )
    .post(
      '/mail/test',
      forStaff(async ({ response, viewer }) => {
        await enqueueTestMail(context, viewer);
        response.redirect(303, staffPaths.list({ done: 'tested' }));
      }),
    )
    .post(
      '/mail/test/give-up',
      forStaff(async ({ response, viewer }) => {
        await giveUpTestMail(context, viewer);
        response.redirect(303, staffPaths.list());
      }),
    );
}
