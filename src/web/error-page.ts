import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { renderPage } from '../../views/layout.tsx';
import { MessagePage } from '../../views/reader/message.tsx';
import { isDiskFull } from '../disk.ts';
import { filesAway, notFound, Refusal } from '../errors.ts';
import { StoreAway } from '../files/store.ts';
import { wordsOf } from '../i18n/words.ts';
import type { Log } from '../log.ts';
import { langOf } from './lang.ts';
import { type ReaderDoor, readerFrame } from './reader/door.ts';
import { routeOf } from './route-of.ts';

export const nothingHere: RequestHandler = () => {
  throw notFound();
};

/** The one error page: a refusal in the person's own language, and for all else an id that the log knows. */
export function errorPage(door: ReaderDoor, log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const refusal = error instanceof Refusal ? error : (brokenRequest(error) ?? storesFault(error));
    const isOurs = !(error instanceof Refusal) && (refusal?.status ?? 500) >= 500;
    const errorId = isOurs ? randomUUID() : undefined;
    if (errorId !== undefined) log.error({ id: errorId, route: routeOf(request), error }, 'a request failed');
    if (response.headersSent || (request.destroyed && !response.writable)) return void response.destroy();

    const lang = langOf(request);
    const words = wordsOf(lang).errors;
    const status = refusal?.status ?? 500;
    const text = refusal?.say(wordsOf(lang)) ?? words.unexpected;
    response.status(status).set('Cache-Control', 'no-store');
    // Of ours, and of what failed alone: an id of each visit would be a trace of it.
    if (errorId !== undefined) response.set('X-Request-Id', errorId);
    if (refusal?.retryAfter !== undefined) response.set('Retry-After', String(refusal.retryAfter));
    if (request.accepts(['html', 'json']) === 'json') {
      response.json({ errors: { form: text }, ...(errorId === undefined ? {} : { id: errorId }) });
      return;
    }
    const isTip = request.method === 'POST' && request.path === '/tips';
    const title = status >= 500 ? words.unexpectedTitle : isTip ? words.refusedTitle : words.notFoundTitle;
    // An address that nobody knows may be a secret: nothing of it, not even a link to its other language, is repeated.
    const page = {
      frame: { ...readerFrame(door, request, lang, 'sent.js'), switchTo: [] },
      title,
      text,
      channels: door.channels,
    };
    response.send(renderPage(MessagePage(errorId === undefined ? page : { ...page, errorId })));
  };
}

/** Whoever reads this knows at once that another way must be taken, and the log knows why. */
function storesFault(error: unknown): Refusal | null {
  if (error instanceof StoreAway) return filesAway();
  return isDiskFull(error) ? new Refusal(507, words => words.errors.noSpaceAtAll) : null;
}

/** What Express itself refuses, such as a path with a broken escape, is the request's fault and not ours. */
function brokenRequest(error: unknown): Refusal | null {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  return typeof status === 'number' && status >= 400 && status < 500
    ? new Refusal(status, words => words.errors.notFound)
    : null;
}
