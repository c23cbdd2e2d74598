import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Lang } from '../../i18n/words.ts';
import { readFormFields } from '../../tips/submission.ts';
import { langOf } from '../lang.ts';
import { type SplicedPage, splicePage } from '../spliced-page.ts';
import { makeStamp } from '../stamp.ts';
import type { ReaderDoor } from './door.ts';
import { renderForm } from './form-view.ts';

/**
 * The form as nobody has filled it in yet. But for its two marks it is the same for all who come from no article, so each
 * language is rendered and compressed once: anew it takes ten times as long as all else that is done for a page. Whoever
 * comes from an article, or reads brotli alone, is passed on.
 */
export function createFreshForm(door: ReaderDoor): RequestHandler {
  const pages = new Map<Lang, SplicedPage>();
  const pageIn = (lang: Lang) => {
    const render = ([submission = '', stamp = '']: readonly string[]) =>
      renderFresh(door, { path: '/', query: {} }, lang, { submission, stamp });
    const page = pages.get(lang) ?? splicePage(render, [randomUUID(), randomUUID()]);
    pages.set(lang, page);
    return page;
  };

  const stampNow = createStamps(door);
  return (request, response, next) => {
    const readsGzip = request.acceptsEncodings('gzip') === 'gzip';
    const readsOther = !readsGzip && request.acceptsEncodings('br') === 'br';
    if (readsOther || request.query['article'] !== undefined) return next();
    const page = pageIn(langOf(request));
    const marks = [randomUUID(), stampNow()];
    // Not by Express's `send`, which looks at types and freshness once more: that is a tenth of what the page takes.
    response.setHeader('Content-Type', 'text/html; charset=utf-8').setHeader('Vary', 'Accept-Encoding');
    if (!readsGzip) return void response.end(page.plain(marks));
    response.setHeader('Content-Encoding', 'gzip').end(page.gzipped(marks));
  };
}

/** The same, made anew. */
export function sendFormMadeAnew(door: ReaderDoor, request: Request, response: Response): void {
  const stamp = makeStamp(door.desk.keys.stamp, door.desk.clock());
  response.send(renderFresh(door, request, langOf(request), { submission: randomUUID(), stamp }));
}

function renderFresh(
  door: ReaderDoor,
  request: Pick<Request, 'path' | 'query'>,
  lang: Lang,
  { submission, stamp }: { submission: string; stamp: string },
): string {
  const { article } = request.query;
  const fields = readFormFields({ article: typeof article === 'string' ? article : '', submission });
  return renderForm(door, request, lang, { fields, faults: {}, notice: null, asksForFiles: false, stamp });
}

/** In milliseconds. So near to each other, forms may bear the same stamp: it says when, not which. */
const SAME_STAMP = 50;

function createStamps({ desk }: ReaderDoor): () => string {
  let last = { at: Number.NEGATIVE_INFINITY, stamp: '' };
  return () => {
    const now = desk.clock();
    if (Math.abs(now - last.at) >= SAME_STAMP) last = { at: now, stamp: makeStamp(desk.keys.stamp, now) };
    return last.stamp;
  };
}
