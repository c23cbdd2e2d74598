import type { Router } from 'express';
import { z } from 'zod';
import { giveUpMail, sendToInbox } from '../../../tips/work/mails.ts';
import { createRouter } from '../../http/router.ts';
import type { StaffContext } from '../context.ts';
import { readForm, tipNumber } from '../forms.ts';
import type { Handlers } from '../request.ts';
import { changeTip } from './tip-page.tsx';

const field = z.object({ mail: z.string().max(100).catch('') });

/** What is done with a tip's mail that is stuck. */
export function tipMailRoutes(context: StaffContext, { forStaff }: Handlers): Router {
  const router = createRouter();
  const post = (path: string, act: typeof giveUpMail) =>
    router.post(
      `/tips/:number/mails/${path}`,
      readForm(),
      forStaff(request => {
        const asked = { number: tipNumber(request), ...field.parse(request.raw.body ?? {}) };
        return changeTip(context, request, async () => {
          await act(context, request.viewer, asked);
          return null;
        });
      }),
    );
  post('give-up', giveUpMail);
  return post('inbox', sendToInbox);
}
