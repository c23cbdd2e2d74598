import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Lang } from '../../i18n/words.ts';
import { readFormFields } from '../../tips/submission.ts';
import { langOf } from '../lang.ts';
import { type SplicedPage, splicePage } from '../spliced-page.ts';
import { makeStamp } from '../stamp.ts';
import type { ReaderDoor } from './door.ts';
import { renderForm } from './form-view.ts';

/** Sends the form as nobody has filled it in yet. */
export type SendFreshForm = (request: Request, response: Response) => void;

/**
 * But for its two marks the form is the same for all who come from no article, so each language is rendered and
 * compressed once: anew it takes ten times as long as all else that is done for a page.
 */
export function createFreshForm(door: ReaderDoor): SendFreshForm {
  const pages = new Map<Lang, SplicedPage>();
  const pageIn = (lang: Lang) => {
    const render = ([submission = '', stamp = '']: readonly string[]) =>
      renderFresh(door, { path: '/', query: {} }, lang, { submission, stamp });
    const page = pages.get(lang) ?? splicePage(render, [randomUUID(), randomUUID()]);
    pages.set(lang, page);
    return page;
  };

  const stampNow = createStamps(door);
  return (request, response) => {
    const lang = langOf(request);
    const [submission, stamp] = [randomUUID(), stampNow()];
    response.type('html');
    if (request.query['article'] !== undefined)
      return void response.send(renderFresh(door, request, lang, { submission, stamp }));
    response.vary('Accept-Encoding');
    if (request.acceptsEncodings('gzip') !== 'gzip')
      return void response.send(pageIn(lang).plain([submission, stamp]));
    response.set('Content-Encoding', 'gzip').send(pageIn(lang).gzipped([submission, stamp]));
  };
}

function renderFresh(
  door: ReaderDoor,
  request: Pick<Request, 'path' | 'query'>,
  lang: Lang,
  { submission, stamp }: { submission: string; stamp: string },
): string {
  const { article } = request.query;
  const fields = readFormFields({ article: typeof article === 'string' ? article : '', submission });
  return renderForm(door, request, lang, { fields, faults: {}, notice: null, filesWereSent: false, stamp });
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
