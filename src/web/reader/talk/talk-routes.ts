import { type Request, type RequestHandler, type Response, type Router, urlencoded } from 'express';
import { z } from 'zod';
import { faultsOfContacts } from '../../../channels/form/faults.ts';
import { readFormFields } from '../../../channels/form/fields.ts';
import { toSubmission } from '../../../channels/form/to-submission.ts';
import { type Faults, Refusal } from '../../../errors.ts';
import { inLang, readerPaths } from '../../../paths.ts';
import { ANONYMOUS, changeContacts } from '../../../tips/talk/change-contacts.ts';
import type { Talk } from '../../../tips/talk/find-talk.ts';
import { sayPermission } from '../../../tips/talk/say-permission.ts';
import { takeAnswerAway } from '../../../tips/talk/take-answer-away.ts';
import { withdrawTip } from '../../../tips/talk/withdraw.ts';
import { PERMISSIONS } from '../../../tips/tip.ts';
import { refuseCrossSite } from '../../http/origin/cross-site.ts';
import { setRetryAfter, statusOf } from '../../http/refusal.ts';
import { createRouter } from '../../http/router.ts';
import { clearDevice, clearReceipt } from '../clear-device.ts';
import type { ReaderContext } from '../context.ts';
import { askedLang } from './asked-lang.ts';
import { renderCode } from './code-page.ts';
import { createEntry, type Entry } from './entry.ts';
import { createMessagePost } from './message-post.ts';
import { isOfTip } from './of-tip.ts';
import { talkOf } from './opened-talk.ts';
import { sendSentFile } from './sent-file.ts';
import { type Done, setTalkCookie } from './talk-cookie.ts';
import { sendTalk } from './talk-page.ts';

/** A form without files is small. */
const readForm = urlencoded({ extended: false, limit: 64 * 1024 });

const code = z.object({ receipt: z.string().max(1_000).catch(''), from: z.string().catch('') });
const use = z.object({ use: z.enum(PERMISSIONS) });
const taken = z.object({ take_back: z.literal('on') });
const sure = z.object({ sure: z.literal('on') });

/** `/receipt` and `/tip`: how a reader comes back, and all that they can do then. */
export function talkRoutes(context: ReaderContext): Router {
  const entry = createEntry(context);
  const ours = refuseCrossSite(context.settings.publicUrl);
  const slow = refuseHammering(context, entry);
  const changing = (act: Act): RequestHandler[] => [readForm, slow, handle(context, act)];
  return createRouter()
    .use([readerPaths.sent, readerPaths.receipt, readerPaths.tip], tellOwnOrigin)
    .use([readerPaths.receipt, readerPaths.tip], ours)
    .get(readerPaths.receipt, (request, response) => {
      response.send(renderCode(context, request, {}));
    })
    .post(readerPaths.receipt, readForm, (request, response) => enter(context, request, response, entry))
    .get(readerPaths.tip, slow, (request, response) => show(context, request, response))
    .post(readerPaths.tipMessages, createMessagePost(context, entry))
    .get(readerPaths.tipFile(':id'), slow, (request, response) => sendSentFile(context, request, response))
    .post(readerPaths.takeAway(':id'), ...changing(takeAway))
    .post(readerPaths.tipPermission, ...changing(permit))
    .post(readerPaths.tipContacts, ...changing(reach))
    .post(readerPaths.tipWithdrawal, ...changing(withdraw))
    .post(readerPaths.tipLeave, readForm, (request, response) => {
      clearDevice(response, context);
      // To a page of ours, as `form-action` lets a form lead to no other, by whatever way (CSP 3, 6.3.1).
      response.redirect(303, inLang(readerPaths.form, askedLang(context, request)));
    });
}

/** The forms of these pages are refused where another site's page sends them; `no-referrer` would make browsers send `Origin: null`. */
const tellOwnOrigin: RequestHandler = (_request, response, next) => {
  response.set('Referrer-Policy', 'same-origin');
  next();
};

/** The page of an open talk that is asked for by a program answers it more slowly. */
function refuseHammering(context: ReaderContext, { wait }: Entry): RequestHandler {
  return (request, response, next) => {
    const retryAfter = wait(request, request.method === 'POST');
    if (retryAfter === null) return next();
    setRetryAfter(response, { retryAfter });
    response.status(429).send(renderCode(context, request, { why: 'too often' }));
  };
}

async function enter(context: ReaderContext, request: Request, response: Response, { open }: Entry) {
  const { receipt, from } = code.parse(request.body ?? {});
  try {
    const talk = await open(receipt, request);
    // Whoever typed it has it; whoever comes from the page that shows it may not have kept it yet.
    const showsCode = from === readerPaths.sent;
    setTalkCookie(response, context, { receipt: talk.receipt, done: null, showsCode });
    response.redirect(303, inLang(readerPaths.tip, askedLang(context, request)));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    setRetryAfter(response, error);
    response.status(statusOf(error)).send(renderCode(context, request, { fault: error.reason }));
  }
}

async function show(context: ReaderContext, request: Request, response: Response): Promise<void> {
  const talk = await talkOf(context, request);
  if (talk === null) return void response.status(403).send(renderCode(context, request, { why: 'over' }));
  if (request.method === 'HEAD') {
    // Its script says that somebody writes on: nothing is shown by that, and no answer is read.
    setTalkCookie(response, context, talk);
    return void response.end();
  }
  setTalkCookie(response, context, { receipt: talk.receipt, done: null });
  await sendTalk(context, { request, response, talk, done: talk.done, showsCode: talk.showsCode });
}

type Asked = { context: ReaderContext; request: Request; response: Response; talk: Talk };

/** What is done, and told; or what is at fault. */
type Act = (asked: Asked) => Promise<Done | null | { faults: Faults } | Refusal>;

/** Whoever has no open talk by now is asked for the code; else the page says what was done, or what is at fault. */
const handle =
  (context: ReaderContext, act: Act): RequestHandler =>
  async (request, response) => {
    const lang = askedLang(context, request);
    const talk = await talkOf(context, request);
    if (talk === null) return response.redirect(303, inLang(readerPaths.receipt, lang));
    if (!isOfTip(request.body, talk)) {
      response.status(403).send(renderCode(context, request, { lang, why: 'other' }));
      return;
    }
    const came = await act({ context, request, response, talk }).catch(toldOrThrow);
    if (came === null || typeof came === 'string') {
      setTalkCookie(response, context, { receipt: talk.receipt, done: came });
      return response.redirect(303, inLang(readerPaths.tip, lang));
    }
    setTalkCookie(response, context, { receipt: talk.receipt, done: null });
    if (came instanceof Refusal) {
      response.status(statusOf(came));
      await sendTalk(context, { request, response, talk, done: null, notice: came.reason });
      return;
    }
    response.status(422);
    const contacts = readFormFields(request.body);
    await sendTalk(context, { request, response, talk, done: null, faults: came.faults, contacts });
  };

/** Its page tells that it is over, and what else was not done. */
function toldOrThrow(error: unknown): null | Refusal {
  if (!(error instanceof Refusal)) throw error;
  if (error.code === 'talk-over') return null;
  if (error.code === 'answer-not-there') return error;
  throw error;
}

const takeAway: Act = async ({ context, request, talk }) => {
  await takeAnswerAway(context, { number: talk.number, message: String(request.params['id']) });
  return 'taken away';
};

const permit: Act = async ({ context, request, talk }) => {
  const said = use.safeParse(request.body ?? {});
  if (!said.success) return null;
  await sayPermission(context, { number: talk.number, use: said.data.use });
  return 'permission';
};

const reach: Act = async ({ context, request, talk }) => {
  if (taken.safeParse(request.body ?? {}).success) {
    await changeContacts(context, talk.number, ANONYMOUS, { evenClosed: true });
    return 'taken back';
  }
  const fields = readFormFields(request.body);
  const faults = faultsOfContacts(fields);
  if (Object.keys(faults).length > 0) return { faults };
  const { newsroom } = context.settings;
  const desk = { lang: askedLang(context, request), timeZone: newsroom.timeZone, now: context.clock() };
  await changeContacts(context, talk.number, toSubmission(fields, desk));
  return 'contacts';
};

const withdraw: Act = async ({ context, request, response, talk }) => {
  if (!sure.safeParse(request.body ?? {}).success) return { faults: { sure: { code: 'sure-missing' } } };
  await withdrawTip(context, talk.number);
  clearReceipt(response, context);
  return null;
};
