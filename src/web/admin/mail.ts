import { Router } from 'express';
import type { AdminDeps } from './deps.ts';
import type { Visits } from './visit.ts';

/** The list's buttons for mail: try again what is stuck, and send a test. */
export function mailRoutes({ outbox, sendTestMail }: AdminDeps, { forStaff }: Visits): Router {
  return Router()
    .post(
      '/mail/retry',
      forStaff(async ({ response, now }) => {
        await outbox.retry();
        response.redirect(303, `/admin?done=retried&at=${now}`);
      }),
    )
    .post(
      '/mail/test',
      forStaff(async ({ response }) => {
        await sendTestMail();
        response.redirect(303, '/admin?done=tested');
      }),
    );
}
