import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { MessagePage } from '../../../views/admin/message.tsx';
import { Refusal } from '../../errors.ts';
import { retryAfter } from './sign-in.tsx';
import { sendPage, type Visits } from './visit.ts';

/** What the body parser throws of a body that it cannot take. */
const parserError = z.object({ type: z.string(), status: z.number().min(400).max(499) });

/** What a person may be told, told on a page of the staff; all else goes on to the error page of the house. */
export function refusalPage({ visit }: Visits): ErrorRequestHandler {
  return (error, request, response, next) => {
    const refusal = asRefusal(error);
    if (refusal === null || response.headersSent) return next(error);
    const { frame, words } = visit(request, response);
    retryAfter(response, refusal);
    sendPage(response, refusal.status, <MessagePage frame={frame} said={refusal.say(words)} />);
  };
}

function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  const parsed = parserError.safeParse(error);
  if (!parsed.success) return null;
  const { type, status } = parsed.data;
  const isTooLarge = type === 'entity.too.large';
  return new Refusal(status, ({ desk: { refused } }) => (isTooLarge ? refused.tooLarge : refused.unreadable));
}
