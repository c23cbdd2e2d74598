import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { readFormFields } from '../../../channels/form/fields.ts';
import type { Lang } from '../../../i18n/lang.ts';
import { type Headers, KEPT } from '../../http/headers.ts';
import { langOf } from '../../http/lang.ts';
import { isAddressUnkept } from '../addresses.ts';
import type { ReaderContext } from '../context.ts';
import { renderForm } from './form-view.ts';
import { type Pieces, type SplicedPage, splicePage } from './spliced-page.ts';
import { makeStamp } from './stamp.ts';

/** To whoever asks so; null: the form is made anew. */
type Answer = { piecesWith: (marks: readonly string[]) => Pieces; headers: readonly string[] } | null;

/** So many ways to ask are kept in mind: the browsers of a day ask in some dozens. */
const WAYS_TO_ASK = 500;

/**
 * The form as nobody has filled it in yet. But for its two marks it is the same for all who come from no article in the same
 * way, so each language is rendered and compressed once: made and compressed anew it takes 2.2 ms of a processor, put together so a thirtieth. Whoever
 * comes from an article, or reads brotli alone, is passed on.
 */
export function createFreshForm(context: ReaderContext, strict: () => Headers): RequestHandler {
  const answers = new Map<string, Answer>();
  let answerTo = createAnswers(context, strict());
  const makeAnew = () => {
    answers.clear();
    answerTo = createAnswers(context, strict());
  };
  context.liveSettings.onChange(makeAnew);
  let madeOf = context.topics();
  const stampNow = createStamps(context);
  return (request, response, next) => {
    // What readers choose from has changed.
    if (context.topics() !== madeOf) makeAnew();
    madeOf = context.topics();
    const addressUnkept = isAddressUnkept(context.settings, request);
    const { 'accept-encoding': encodings, 'accept-language': languages } = request.headers;
    const asked = `${addressUnkept}\n${request.url}\n${encodings}\n${languages}`;
    const known = answers.get(asked);
    const answer = known === undefined ? answerTo(request, addressUnkept) : known;
    if (known === undefined && answers.size >= WAYS_TO_ASK) answers.clear();
    if (known === undefined) answers.set(asked, answer);
    if (answer === null) return next();
    sendPieces(response, answer.headers, answer.piecesWith([randomUUID(), stampNow()]));
  };
}

/** By the settings of now. */
function createAnswers(context: ReaderContext, strict: Headers) {
  const [plainHeaders, packedHeaders] = [
    headersWith(strict, {}),
    headersWith(strict, { 'Content-Encoding': 'gzip' }),
  ];
  const pages = new Map<string, SplicedPage>();
  const pageIn = (lang: Lang, addressUnkept: boolean) => {
    const render = ([submission = '', stamp = '']: readonly string[]) =>
      renderFresh(context, { path: '/', query: {} }, lang, { submission, stamp, addressUnkept });
    const kind = `${lang} ${addressUnkept}`;
    const page = pages.get(kind) ?? splicePage(render, [randomUUID(), randomUUID()]);
    pages.set(kind, page);
    return page;
  };
  return (request: Request, addressUnkept: boolean): Answer => {
    const readsGzip = request.acceptsEncodings('gzip') === 'gzip';
    const readsOther = !readsGzip && request.acceptsEncodings('br') === 'br';
    if (readsOther || request.query['article'] !== undefined) return null;
    const page = pageIn(langOf(request, context.settings), addressUnkept);
    return readsGzip
      ? { piecesWith: page.gzipped, headers: packedHeaders }
      : { piecesWith: page.plain, headers: plainHeaders };
  };
}

const headersWith = (strict: Headers, more: Readonly<Record<string, string>>): string[] =>
  Object.entries({
    ...Object.fromEntries(strict),
    'Content-Type': 'text/html; charset=utf-8',
    Vary: 'Accept-Encoding',
    ...KEPT,
    ...more,
  }).flat();

/**
 * Not by Express's `send`, which looks at types and freshness once more, and with all headers at once: set one by one they are
 * a quarter of what the page takes.
 */
function sendPieces(response: Response, headers: readonly string[], [first, end]: Pieces): void {
  response.writeHead(200, [...headers, 'Content-Length', String(first.length + end.length)]);
  response.write(first);
  response.end(end);
}

/** The same, made anew. */
export function sendFormMadeAnew(context: ReaderContext, request: Request, response: Response): void {
  const stamp = makeStamp(context.keys.stamp, context.clock());
  const addressUnkept = isAddressUnkept(context.settings, request);
  const marks = { submission: randomUUID(), stamp, addressUnkept };
  response.set(KEPT).send(renderFresh(context, request, langOf(request, context.settings), marks));
}

export function renderFresh(
  context: ReaderContext,
  request: Pick<Request, 'path' | 'query'>,
  lang: Lang,
  { submission, ...marks }: { submission: string; stamp: string; addressUnkept: boolean },
): string {
  const { article } = request.query;
  const fields = readFormFields({ article: typeof article === 'string' ? article : '', submission });
  return renderForm(context, request, lang, {
    fields,
    faults: {},
    notice: null,
    asksForFiles: false,
    leftOut: [],
    isToldOfNumbers: false,
    ...marks,
  });
}

/** In milliseconds. So near to each other, forms may bear the same stamp: it says when, not which. */
const SAME_STAMP = 50;

function createStamps(context: ReaderContext): () => string {
  let last = { at: Number.NEGATIVE_INFINITY, stamp: '' };
  return () => {
    const now = context.clock();
    if (Math.abs(now - last.at) >= SAME_STAMP) last = { at: now, stamp: makeStamp(context.keys.stamp, now) };
    return last.stamp;
  };
}
