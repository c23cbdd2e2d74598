import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { WhyAsked } from '../../../../views/reader/talk/code.tsx';
import { faultsOfMore } from '../../../channels/form/faults.ts';
import { type FormFields, readFormFields } from '../../../channels/form/fields.ts';
import { type Faults, type Reason, Refusal } from '../../../errors.ts';
import { inLang, readerPaths } from '../../../paths.ts';
import { hasResidentNumber } from '../../../resident-number.ts';
import type { Attached } from '../../../tips/intake/attached.ts';
import { findTalk, type Talk } from '../../../tips/talk/find-talk.ts';
import { receiveMessage } from '../../../tips/talk/receive-message.ts';
import { isBlank } from '../../../tips/text.ts';
import { type Intake, takeBody } from '../../http/bodies/body.ts';
import { discardFiles, type FileReceiver, receiverFor } from '../../http/bodies/file-receiver.ts';
import { setRetryAfter, statusOf } from '../../http/refusal.ts';
import type { ReaderContext } from '../context.ts';
import { attachedTo } from '../form/attached-files.ts';
import { asFormRefusal, type FormRefusal, tooManyTips } from '../form/form-refusal.ts';
import { readMarks, TOLD } from '../form/post.ts';
import { askedLang } from './asked-lang.ts';
import { renderCode } from './code-page.ts';
import type { Entry } from './entry.ts';
import { isOfTip } from './of-tip.ts';
import { readTalkCookie, setTalkCookie } from './talk-cookie.ts';
import { sendTalk } from './talk-page.ts';

/** A post as it was read. `attached`: null where an upload is not there. */
type Came = { intake: Intake; fields: FormFields; attached: Attached; attachedFaults: Faults };

type Answering = { context: ReaderContext; request: Request; response: Response };

/** `POST /tip/messages`: more for the talk; or the page comes back with what was typed and why it was not taken. */
export const createMessagePost =
  (context: ReaderContext, entry: Entry): RequestHandler =>
  async (request, response) => {
    const place = context.tipLimit.take(request.ip);
    const files = messageReceiver(context, request, place.granted);
    let isKept = false;
    try {
      const came = await read({ context, request, response }, files);
      const limited = place.granted ? null : tooManyTips(context, place.until);
      isKept = await answer({ context, request, response }, came, { entry, limited });
    } finally {
      if (place.granted && !isKept) place.giveBack();
      if (!isKept) files.giveBack();
    }
  };

/** Over the limit, and from whom nothing opens a talk, the post is still read, without its files, so that what was typed comes back. */
function messageReceiver(context: ReaderContext, request: Request, isGranted: boolean): FileReceiver {
  let opens: Promise<boolean> | null = null;
  return receiverFor(context, request, async () => {
    opens ??= opensTalk(context, request);
    return !isGranted || !(await opens);
  });
}

/** By the cookie, or by a code that stands before the first file, as in our own form: else a stranger could fill the disk. */
async function opensTalk(context: ReaderContext, request: Request): Promise<boolean> {
  const { receipt } = codeIn(request.body);
  const code = receipt ?? readTalkCookie(request, context)?.receipt;
  const talk = code === undefined ? null : await findTalk(context, code);
  return talk !== null && talk.over === null;
}

async function read({ context, request, response }: Answering, files: FileReceiver): Promise<Came> {
  const intake = await takeBody(request, response, { files, memory: context.load.memoryFor(response) });
  const fields = readFormFields(intake.fields);
  try {
    const { attached, faults } = await attachedTo(context, intake.files, fields);
    return { intake, fields, attached, attachedFaults: faults };
  } catch (error) {
    await files.discard();
    throw error;
  }
}

type How = { entry: Entry; limited: FormRefusal | null };

/** Tells whether it was kept now. */
async function answer(answering: Answering, came: Came, { entry, limited }: How): Promise<boolean> {
  const { context, request, response } = answering;
  const talk = await talkFor(answering, came, entry);
  if (talk === null) {
    await discardFiles(context.files, came.intake.files);
    return false;
  }
  const refusal = limited ?? refusalOfDropped(came) ?? refusalOf(came) ?? (await keep(context, talk, came));
  if ('repeated' in refusal) {
    context.uploadLimit.giveBack(came.attached.uploaded.map(({ id }) => id));
    setTalkCookie(response, context, { receipt: talk.receipt, done: 'sent' });
    response.redirect(303, inLang(readerPaths.tip, askedLang(context, request, came.intake.fields)));
    return !refusal.repeated;
  }
  await discardFiles(context.files, came.intake.files);
  setTalkCookie(response, context, { receipt: talk.receipt, done: null });
  await refuse(answering, talk, came, refusal);
  return false;
}

/** By the code that came along, else by the cookie, if the form was on that tip's page. Null: it is asked for, and what was typed is still there. */
async function talkFor(
  { context, request, response }: Answering,
  { intake, fields }: Came,
  { open, wait }: Entry,
): Promise<Talk | null> {
  const { receipt } = codeIn(intake.fields);
  const retryAfter = receipt === null ? wait(request, false) : null;
  const opened = readTalkCookie(request, context);
  const talk = opened && (await findTalk(context, opened.receipt));
  const isTooOften = retryAfter !== null;
  if (receipt === null && !isTooOften && talk !== null && isOfTip(intake.fields, talk)) return talk;
  let fault: Reason | undefined;
  if (receipt !== null) {
    try {
      return await open(receipt, request);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setRetryAfter(response, error);
      response.status(statusOf(error));
      fault = error.reason;
    }
  } else if (isTooOften) {
    setRetryAfter(response, { retryAfter });
    response.status(429);
  } else response.status(403);
  const { message, uploads } = fields;
  const submission = fields.submission || randomUUID();
  const unsent = { message, submission, uploads, hadFiles: intake.names.length > 0 };
  const lang = askedLang(context, request, intake.fields);
  const why: WhyAsked = isTooOften ? 'too often' : talk === null ? 'over' : 'other';
  const told = fault === undefined ? { why } : { fault };
  response.send(renderCode(context, request, { lang, unsent, ...told }));
  return null;
}

function codeIn(fields: unknown): { receipt: string | null } {
  const isThere = typeof fields === 'object' && fields !== null && 'receipt' in fields;
  return { receipt: isThere && typeof fields.receipt === 'string' ? fields.receipt.slice(0, 1_000) : null };
}

/** Files that came before what opens the talk: they are to be chosen once more. */
function refusalOfDropped({ intake: { names, files, fileFault } }: Came): FormRefusal | null {
  const isDropped = names.length > 0 && files.length === 0 && fileFault === null;
  return isDropped ? { status: 422, faults: {}, notice: null, retryAfter: undefined } : null;
}

function refusalOf({ intake, fields, attached, attachedFaults }: Came): FormRefusal | null {
  const { fileFault } = intake;
  const hasFiles = attached.taken.length + attached.uploaded.length > 0 || fileFault !== null;
  const warns = hasResidentNumber(fields.message) && readMarks(intake.fields).resident_number !== TOLD;
  const faults: Faults = {
    ...(warns && { message: { code: 'resident-number' } as const }),
    ...attachedFaults,
    ...faultsOfMore(fields, hasFiles),
    ...(fileFault !== null && { files: fileFault.reason }),
  };
  if (Object.keys(faults).length === 0) return null;
  const status = fileFault === null ? 422 : statusOf(fileFault);
  return { status, faults, notice: null, retryAfter: fileFault?.retryAfter };
}

async function keep(context: ReaderContext, { number }: Talk, { fields, attached }: Came) {
  const id = isBlank(fields.submission) ? null : fields.submission;
  const body = isBlank(fields.message) ? '' : fields.message;
  const receiving = context.load.wait(() => receiveMessage(context, { number, id, body, attached }));
  return receiving.catch(asFormRefusal);
}

/** With what was typed; files must be chosen once more, unless there is no room for them anyway. */
async function refuse(
  { context, request, response }: Answering,
  talk: Talk,
  { intake, fields }: Came,
  { status, faults, notice, retryAfter }: FormRefusal,
): Promise<void> {
  response.status(status);
  setRetryAfter(response, { retryAfter });
  const isToldOfNumbers = Object.values(faults).some(({ code }) => code === 'resident-number');
  const typed = {
    message: fields.message,
    submission: fields.submission || randomUUID(),
    uploads: faults['uploads'] === undefined ? fields.uploads : [],
    asksForFiles: intake.names.length > 0 && status !== 507,
    isToldOfNumbers: isToldOfNumbers || readMarks(intake.fields).resident_number === TOLD,
  };
  const lang = askedLang(context, request, intake.fields);
  const reason = notice?.reason ?? null;
  await sendTalk(context, { request, response, talk, done: null, lang, faults, notice: reason, typed });
}
