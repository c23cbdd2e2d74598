import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { type Faults, Refusal } from '../../errors.ts';
import { exactTime } from '../../i18n/dates.ts';
import { isLang, type Lang, type Say, wordsOf } from '../../i18n/words.ts';
import { type Received, receiveTip } from '../../tips/receive.ts';
import { type FormFields, faultsOf, readFormFields, toSubmission } from '../../tips/submission.ts';
import { createFileBasket, discardFiles } from '../file-basket.ts';
import { type Intake, takeBody } from '../intake.ts';
import { langOf } from '../lang.ts';
import { isGoodStamp, makeStamp } from '../stamp.ts';
import { attachedTo } from './attached-files.ts';
import type { ReaderDoor } from './door.ts';
import { renderForm } from './form-view.ts';
import { sendFormMadeAnew } from './fresh-form.ts';
import { setSentCookie } from './sent-cookie.ts';

export function formRoutes(door: ReaderDoor): Router {
  return (
    Router()
      .get('/', (request, response) => sendFormMadeAnew(door, request, response))
      // Where a form that came back is reloaded by its address.
      .get('/tips', (request, response) => {
        const { lang } = request.query;
        response.redirect(303, isLang(lang) ? `/?lang=${lang}` : '/');
      })
      .post('/tips', (request, response) => takeTip(door, request, response))
  );
}

/** The marks that a form brings along, beside what the reader wrote. */
const marks = z.object({
  stamp: z.string().optional().catch(''),
  website: z.string().catch('filled').default(''),
  switch_to: z.enum(['ko', 'en']).optional().catch(undefined),
  /** Whether files were chosen: a form sent urlencoded brings their names and not their bytes. */
  files: z
    .union([z.string(), z.array(z.string())])
    .transform(names => [names].flat().some(name => name !== ''))
    .catch(false),
});

type Marks = z.output<typeof marks>;

async function takeTip(door: ReaderDoor, request: Request, response: Response): Promise<void> {
  const place = door.tipLimit.take(request.ip);
  // Over the limit the post is still read, without its files, so that what was typed comes back.
  const { crowd, desk, config } = door;
  const files = createFileBasket({ store: desk.files, limits: config.limits, crowd }, !place.granted);
  let accepted = false;
  try {
    const intake = await takeBody(request, response, { files, memory: crowd.memoryFor(response) });
    const fields = readFormFields(intake.fields);
    const { attached, faults } = await attachedTo(door, intake.files, fields).catch(async error => {
      await files.discard();
      throw error;
    });
    const post: Post = {
      intake,
      fields,
      attachedFaults: faults,
      marks: marks.parse(intake.fields ?? {}),
      lang: isLang(fields.lang) ? fields.lang : langOf(request),
    };
    const refusal = place.granted ? refusalOf(door, post) : tooManyTips(door, place.until, post.lang);
    if (refusal !== null) return await answerRefusal(door, request, response, post, refusal);

    const submission = toSubmission(fields, {
      lang: post.lang,
      timeZone: desk.timeZone,
      now: desk.clock(),
    });
    const received = await crowd.wait(() => receiveTip(desk, submission, attached)).catch(asFormRefusal);
    if (!('receipt' in received)) return await answerRefusal(door, request, response, post, received);
    accepted = !received.repeated;
    door.uploadLimit.giveBack(attached.uploaded.map(file => file.id));
    const count = attached.taken.length + attached.uploaded.length;
    answerReceived(door, request, response, received, { lang: post.lang, files: count });
  } finally {
    if (place.granted && !accepted) place.giveBack();
  }
}

type Post = { intake: Intake; fields: FormFields; attachedFaults: Faults; marks: Marks; lang: Lang };

/** `notice` is a fault of no field; `as` is the name it has in JSON. */
type FormRefusal = {
  status: number;
  faults: Faults;
  notice: { as: string; say: Say } | null;
  retryAfter?: number;
};

function refusalOf(
  door: ReaderDoor,
  { intake, fields, attachedFaults, marks: { stamp, website, switch_to } }: Post,
): FormRefusal | null {
  if (switch_to !== undefined) return { status: 200, faults: {}, notice: null };
  const faults: Faults = {
    ...attachedFaults,
    ...faultsOf(fields),
    ...(intake.fileFault === null ? {} : { files: intake.fileFault.say }),
  };
  if (Object.keys(faults).length > 0) {
    const { status = 422, retryAfter } = intake.fileFault ?? {};
    return { status, faults, notice: null, ...(retryAfter === undefined ? {} : { retryAfter }) };
  }
  if (website !== '')
    return { status: 422, faults: {}, notice: { as: 'website', say: words => words.errors.form.trap } };
  if (stamp === undefined || isGoodStamp(door.desk.keys.stamp, stamp, door.desk.clock())) return null;
  return { status: 422, faults: {}, notice: { as: 'stamp', say: words => words.errors.form.tooFast } };
}

/** What was refused at the database's door: too many wait there, or another tip has claimed an upload meanwhile. */
function asFormRefusal(error: unknown): FormRefusal {
  if (!(error instanceof Refusal)) throw error;
  const { status, faults, say, retryAfter } = error;
  const notice = Object.keys(faults).length > 0 ? null : { as: 'form', say };
  return { status, faults, notice, ...(retryAfter === undefined ? {} : { retryAfter }) };
}

function tooManyTips(door: ReaderDoor, until: number, lang: Lang): FormRefusal {
  const retryAfter = Math.max(1, Math.ceil((until - door.desk.clock()) / 1_000));
  const when = exactTime(until, lang, door.desk.timeZone);
  return {
    status: 429,
    faults: {},
    notice: { as: 'form', say: words => words.errors.tooManyTips(when) },
    retryAfter,
  };
}

async function answerRefusal(
  door: ReaderDoor,
  request: Request,
  response: Response,
  post: Post,
  refusal: FormRefusal,
) {
  await discardFiles(door.desk.files, post.intake.files);
  const { status, faults, notice, retryAfter } = refusal;
  const words = wordsOf(post.marks.switch_to ?? post.lang);
  response.status(status).set('Cache-Control', 'no-store');
  if (retryAfter !== undefined) response.set('Retry-After', String(retryAfter));
  if (wantsJson(request)) {
    const all = notice === null ? faults : { ...faults, [notice.as]: notice.say };
    const errors = Object.fromEntries(Object.entries(all).map(([field, say]) => [field, say(words)]));
    response.json({ errors, stamp: stampAfter(door, post.marks) });
    return;
  }
  response.send(
    renderForm(door, request, post.marks.switch_to ?? post.lang, {
      fields: post.fields,
      faults,
      notice: notice?.say ?? null,
      asksForFiles: (post.intake.filesWereSent || post.marks.files) && status !== 507,
      stamp: stampAfter(door, post.marks),
    }),
  );
}

function answerReceived(
  door: ReaderDoor,
  request: Request,
  response: Response,
  received: Received,
  shown: { lang: Lang; files: number },
) {
  const { number, receipt, receivedAt, repeated } = received;
  const cookie = {
    key: door.desk.keys.cookie,
    isHttps: door.config.publicUrl.startsWith('https:'),
    clock: door.desk.clock,
  };
  setSentCookie(response, cookie, { number, receipt, at: receivedAt, ...shown });
  response.set('Cache-Control', 'no-store');
  if (wantsJson(request)) response.status(repeated ? 200 : 201).json({ number, receipt });
  else response.redirect(303, '/sent');
}

const wantsJson = (request: Request) => request.accepts(['html', 'json']) === 'json';

/** Whoever has shown once to be no program need not wait again. */
function stampAfter({ desk }: ReaderDoor, { stamp = '' }: Marks): string {
  const now = desk.clock();
  return isGoodStamp(desk.keys.stamp, stamp, now) ? stamp : makeStamp(desk.keys.stamp, now);
}
