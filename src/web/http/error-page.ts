import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { renderPage } from '../../../views/parts/layout.tsx';
import { MessagePage } from '../../../views/reader/message.tsx';
import { DatabaseAway } from '../../db/troubles.ts';
import { notFound, Refusal } from '../../errors.ts';
import { say } from '../../i18n/reasons.ts';
import { type Lang, wordsOf } from '../../i18n/words.ts';
import { readerPaths } from '../../paths.ts';
import { type ReaderContext, readerFrame } from '../reader/context.ts';
import { langOf } from './lang.ts';
import { setRetryAfter, statusOf, storesRefusal } from './refusal.ts';
import { routeOf } from './route-of.ts';

export const nothingHere: RequestHandler = () => {
  throw notFound();
};

/** The one error page: a refusal in the person's own language, and for all else an id that the log knows. */
export function errorPage(context: ReaderContext): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const refusal = refusalOf(error);
    const status = brokenRequest(error) ?? (refusal === null ? 500 : statusOf(refusal));
    // That the database is away is logged once, by those who ask it.
    const isOurs = !(error instanceof Refusal || error instanceof DatabaseAway) && status >= 500;
    const errorId = isOurs ? randomUUID() : undefined;
    if (errorId !== undefined)
      context.log.error({ id: errorId, route: routeOf(request), error }, 'a request failed');
    if (response.headersSent || (request.destroyed && !response.writable)) return void response.destroy();

    const lang = langOf(request, context.settings);
    const words = wordsOf(lang).errors;
    const text = refusal === null ? words.unexpected : say(refusal.reason, wordsOf(lang));
    response.status(status).set('Cache-Control', 'no-store');
    // Of ours, and of what failed alone: an id of each visit would be a trace of it.
    if (errorId !== undefined) response.set('X-Request-Id', errorId);
    if (refusal !== null) setRetryAfter(response, refusal);
    if (request.accepts(['html', 'json']) === 'json') {
      response.json({ errors: { form: text }, ...(errorId === undefined ? {} : { id: errorId }) });
      return;
    }
    const isTip = request.method === 'POST' && request.path === readerPaths.tips;
    const title = status >= 500 ? words.unexpectedTitle : isTip ? words.refusedTitle : words.notFoundTitle;
    const page = {
      frame: {
        ...readerFrame(context, request, lang, 'sent.js'),
        switchTo: isTip || request.method === 'GET' ? switches(lang, context) : [],
      },
      title,
      text,
      channels: context.channels,
      wasTip: isTip,
    };
    response.send(renderPage(MessagePage(errorId === undefined ? page : { ...page, errorId })));
  };
}

/** An address that nobody knows may be a secret: nothing of it is repeated, and these lead to it as it stands. */
const switches = (lang: Lang, { settings }: ReaderContext) =>
  settings.reader.langs
    .filter(other => other !== lang)
    .map(other => ({ lang: other, href: `?lang=${other}` }));

function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  if (brokenRequest(error) !== null) return notFound();
  // Whoever reads this knows at once that another way must be taken, and the log knows why.
  return storesRefusal(error, 'no-space-at-all');
}

/** What Express itself refuses, such as a path with a broken escape, is the request's fault and not ours. */
function brokenRequest(error: unknown): number | null {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}
