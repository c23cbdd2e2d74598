import type { Request, Response, Router } from 'express';
import { readFormFields } from '../../../channels/form/fields.ts';
import { toSubmission } from '../../../channels/form/to-submission.ts';
import { isLang } from '../../../i18n/lang.ts';
import { inLang, readerPaths } from '../../../paths.ts';
import { receiveTip } from '../../../tips/intake/receive-tip.ts';
import { takeBody } from '../../http/bodies/body.ts';
import { receiverFor } from '../../http/bodies/file-receiver.ts';
import { langOf } from '../../http/lang.ts';
import { createRouter } from '../../http/router.ts';
import type { ReaderContext } from '../context.ts';
import { sentFilesOf } from '../sent-files.ts';
import { answerReceived, answerRefusal, wantsJson } from './answers.ts';
import { attachedTo } from './attached-files.ts';
import { asFormRefusal, type FormRefusal, refusalOf, tooManyTips } from './form-refusal.ts';
import { sendFormMadeAnew } from './fresh-form.ts';
import { type Post, readMarks, TOLD } from './post.ts';

export function formRoutes(context: ReaderContext): Router {
  return (
    createRouter()
      .get(readerPaths.form, (request, response) => sendFormMadeAnew(context, request, response))
      // Where a form that came back is reloaded by its address.
      .get(readerPaths.tips, (request, response) => {
        const { lang } = request.query;
        response.redirect(303, isLang(lang) ? inLang(readerPaths.form, lang) : readerPaths.form);
      })
      .post(readerPaths.tips, (request, response) => takeTip(context, request, response))
  );
}

/** `POST /tips`: the tip is kept, or the form comes back with what was typed and why it was not. */
async function takeTip(context: ReaderContext, request: Request, response: Response): Promise<void> {
  const place = context.tipLimit.take(request.ip);
  // Over the limit the post is still read, without its files, so that what was typed comes back.
  const { load, settings } = context;
  const files = receiverFor(context, request, () => !place.granted);
  let accepted = false;
  try {
    const intake = await takeBody(request, response, { files, memory: load.memoryFor(response) });
    const fields = readFormFields(intake.fields);
    const found = await attachedTo(context, intake.files, fields).catch(async error => {
      await files.discard();
      return asFormRefusal(error);
    });
    const came = { intake, fields, settings };
    const refuse = (post: Post, why: FormRefusal) => answerRefusal(context, request, response, post, why);
    if (!('attached' in found)) return await refuse(toPost(request, { ...came, attachedFaults: {} }), found);
    const { attached, faults } = found;
    const post = toPost(request, { ...came, attachedFaults: faults });
    const refusal = place.granted ? refusalOf(context, post) : tooManyTips(context, place.until);
    if (refusal !== null) return await refuse(post, refusal);

    const submission = toSubmission(fields, {
      lang: post.lang,
      timeZone: settings.newsroom.timeZone,
      now: context.clock(),
    });
    const received = await load.wait(() => receiveTip(context, submission, attached)).catch(asFormRefusal);
    if (!('receipt' in received)) return await refuse(post, received);
    accepted = !received.repeated;
    context.uploadLimit.giveBack(attached.uploaded.map(file => file.id));
    const arrived = [...attached.taken, ...attached.uploaded].map(file => file.name);
    answerReceived(context, request, response, received, {
      lang: post.lang,
      ...sentFilesOf(arrived, post.marks.left_out),
    });
  } finally {
    if (place.granted && !accepted) place.giveBack();
    if (!accepted) files.giveBack();
  }
}

type Came = Pick<Post, 'intake' | 'fields' | 'attachedFaults'> & Pick<ReaderContext, 'settings'>;

function toPost(request: Request, { settings, ...came }: Came): Post {
  const { intake, fields } = came;
  const marks = readMarks(intake.fields);
  return {
    ...came,
    marks,
    lang: settings.reader.langs.find(lang => lang === fields.lang) ?? langOf(request, settings),
    // Our script has told it before it sent, and a program was asked by no form.
    warnsOfNumbers: !wantsJson(request) && marks.stamp !== undefined && marks.resident_number !== TOLD,
  };
}
