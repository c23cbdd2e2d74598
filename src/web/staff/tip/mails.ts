import { z } from 'zod';
import { giveUpMail, sendToInbox } from '../../../tips/work/mails.ts';
import type { StaffContext } from '../context.ts';
import { tipNumber } from '../forms.ts';
import type { StaffRequest } from '../request.ts';
import { changeTip } from './tip-page.tsx';
import { keepTyped, typedOf } from './typed.ts';

const field = z.object({ mail: z.string().max(100).catch('') });

/** What is done with a tip's mail that is stuck. */
export const MAIL_ACTS = { 'mails/give-up': actOn(giveUpMail), 'mails/inbox': actOn(sendToInbox) } as const;

function actOn(act: typeof giveUpMail) {
  return async (context: StaffContext, request: StaffRequest): Promise<void> => {
    const asked = { number: tipNumber(request), ...field.parse(request.raw.body ?? {}) };
    await keepTyped(context, request, typedOf(request));
    await changeTip(context, request, async () => {
      await act(context, request.viewer, asked);
      return null;
    });
  };
}
