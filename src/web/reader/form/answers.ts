import type { Request, Response } from 'express';
import { sayEach } from '../../../i18n/reasons.ts';
import { type Lang, wordsOf } from '../../../i18n/words.ts';
import type { Received } from '../../../tips/intake/receive-tip.ts';
import { discardFiles } from '../../http/bodies/file-receiver.ts';
import { isCrossSite } from '../../http/origin/cross-site.ts';
import { packAnswer } from '../../http/packing.ts';
import { setRetryAfter } from '../../http/refusal.ts';
import { isAddressUnkept } from '../addresses.ts';
import type { ReaderContext } from '../context.ts';
import { arrivedPath, setSentCookie } from '../sent-cookie.ts';
import type { SentFiles } from '../sent-files.ts';
import { renderSentForScript } from '../sent-page.ts';
import type { FormRefusal } from './form-refusal.ts';
import { renderForm } from './form-view.ts';
import { type Marks, type Post, TOLD } from './post.ts';
import { isGoodStamp, isPastTrap, makeStamp, makeStampPastTrap } from './stamp.ts';

export async function answerRefusal(
  context: ReaderContext,
  request: Request,
  response: Response,
  post: Post,
  refusal: FormRefusal,
) {
  await discardFiles(context.files, post.intake.files);
  const { status, faults, notice } = refusal;
  const lang = post.marks.switch_to ?? post.lang;
  response.status(status).set('Cache-Control', 'no-store');
  setRetryAfter(response, refusal);
  if (wantsJson(request)) {
    const all = notice === null ? faults : { ...faults, [notice.as]: notice.reason };
    response.json({ errors: sayEach(all, wordsOf(lang)), stamp: stampAfter(context, post.marks, refusal) });
    return;
  }
  packAnswer(request, response);
  const chosen = [...post.intake.names, ...post.marks.files];
  response.send(
    renderForm(context, request, lang, {
      fields: post.fields,
      faults,
      notice: notice?.reason ?? null,
      asksForFiles: chosen.length > 0 && status !== 507,
      leftOut: [...new Set([...post.marks.left_out, ...chosen])],
      stamp: stampAfter(context, post.marks, refusal),
      isToldOfNumbers:
        post.marks.resident_number === TOLD ||
        Object.values(faults).some(({ code }) => code === 'resident-number'),
      addressUnkept: isAddressUnkept(context.settings, request),
    }),
  );
}

export function answerReceived(
  context: ReaderContext,
  request: Request,
  response: Response,
  received: Received,
  shown: SentFiles & { lang: Lang },
) {
  const { number, receipt, receivedAt, repeated } = received;
  const cookie = {
    keys: context.keys.cookie,
    isHttps: context.settings.publicUrl.startsWith('https:'),
    clock: context.clock,
  };
  const sent = { number, receipt, at: receivedAt, ...shown };
  // What another site's page has sent takes no reader's receipt away.
  if (!isCrossSite(request, context.settings.publicUrl)) setSentCookie(response, cookie, sent);
  response.set('Cache-Control', 'no-store');
  if (!wantsJson(request)) return response.redirect(303, arrivedPath(cookie, sent));
  if (wantsPage(request)) packAnswer(request, response);
  const page = wantsPage(request) ? { page: renderSentForScript(context, request, shown.lang, sent) } : {};
  return response.status(repeated ? 200 : 201).json({ number, receipt, ...page });
}

export const wantsJson = (request: Request) => request.accepts(['html', 'json']) === 'json';

/** The form's script: its browser may keep no cookie, and so have no other page to show the receipt (RFC 7240, 4.2). */
const wantsPage = (request: Request) => request.get('prefer') === 'return=representation';

/** Whoever has shown once to be no program need not wait again, or be caught again. */
function stampAfter(context: ReaderContext, { stamp = '' }: Marks, { notice }: FormRefusal): string {
  const { stamp: keys } = context.keys;
  const now = context.clock();
  if (isPastTrap(keys, stamp)) return stamp;
  if (notice?.reason.code === 'trap') return makeStampPastTrap(keys, now);
  return isGoodStamp(keys, stamp, now) ? stamp : makeStamp(keys, now);
}
