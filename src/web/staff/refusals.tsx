import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { z } from 'zod';
import { MessagePage } from '../../../views/staff/message.tsx';
import { DatabaseAway } from '../../db/troubles.ts';
import { Refusal } from '../../errors.ts';
import { say } from '../../i18n/reasons.ts';
import type { Words } from '../../i18n/words.ts';
import { setRetryAfter, statusOf, storesRefusal } from '../http/refusal.ts';
import { type Handlers, sendPage, wantsJson } from './request.ts';

/** What the body parser throws of a body that it cannot take. */
const parserError = z.object({ type: z.string(), status: z.number().min(400).max(499) });

/** An address under the staff's pages that is none of them. */
export const missingPage =
  ({ pageRequest }: Handlers): RequestHandler =>
  (request, response) => {
    const { frame, words } = pageRequest(request, response);
    const { page, pageHint } = words.staff.missing;
    if (wantsJson({ raw: request })) return void response.status(404).json({ errors: { form: pageHint } });
    // It may be a secret: nothing of it is repeated, not even in a link to its other language.
    sendPage(response, 404, <MessagePage frame={{ ...frame, switchTo: [] }} title={page} text={pageHint} />);
  };

/** Answers a refusal on a page of the staff; all else goes on to the one error page. */
export function refusalPage({ pageRequest }: Handlers): ErrorRequestHandler {
  return (error, request, response, next) => {
    const ofBody = parserError.safeParse(error).data;
    const refusal = error instanceof DatabaseAway ? storesRefusal(error, 'no-space-at-all') : error;
    if (response.headersSent || !(refusal instanceof Refusal || ofBody)) return next(error);
    const { frame, words } = pageRequest(request, response);
    const code = refusal instanceof Refusal ? { code: refusal.code } : {};
    const tell = (status: number, told: Told) =>
      wantsJson({ raw: request })
        ? void response.status(status).json({ errors: { form: told.text }, ...code })
        : sendPage(response, status, <MessagePage frame={frame} {...told} />);
    if (ofBody) return tell(ofBody.status, { text: sayOfBody(ofBody.type, words) });
    setRetryAfter(response, refusal);
    tell(statusOf(refusal), sayMissing(refusal, request, words) ?? { text: say(refusal.reason, words) });
  };
}

type Told = { title?: string; text: string };

/** A path of one tip, and of what belongs to it. */
const OF_TIP = /^\/tips\/(\d{1,15})(?:\/|$)/;

/** What is not there, by its name; null for what is refused for another reason. */
function sayMissing({ code }: Refusal, { path }: Request, { staff: { missing } }: Words): Told | null {
  if (code === 'no-file') return { title: missing.file, text: missing.fileHint };
  if (code !== 'not-found') return null;
  const number = OF_TIP.exec(path)?.[1];
  return number === undefined
    ? { title: missing.page, text: missing.pageHint }
    : { title: missing.tip(number), text: missing.tipHint };
}

const sayOfBody = (type: string, { staff: { refused } }: Words): string =>
  type === 'entity.too.large' ? refused.tooLarge : refused.unreadable;
