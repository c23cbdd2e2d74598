import { z } from 'zod';
import { Refusal } from '../../../errors.ts';
import type { Lang } from '../../../i18n/lang.ts';
import { wordsOf } from '../../../i18n/words.ts';
import { staffPaths } from '../../../paths.ts';
import { type OfferedAnswer, offerReadyAnswers } from '../../../tips/talk/ready/offer-answers.ts';
import { isBlank } from '../../../tips/text.ts';
import { NOTHING_BESIDE } from '../../../tips/typed-beside.ts';
import type { StaffContext } from '../context.ts';
import { tipNumber } from '../forms.ts';
import { readBack } from '../list/list-question.ts';
import { type StaffRequest, wantsJson } from '../request.ts';
import { keepTyped, typedOf } from './typed.ts';

const unsaidIn = (lang: Lang) => ({ place: wordsOf(lang).staff.readyAnswers.noPlace });
const UNSAID = { ko: unsaidIn('ko'), en: unsaidIn('en') };

const offer = (context: StaffContext, request: StaffRequest) =>
  offerReadyAnswers(context, request.viewer, { number: tipNumber(request), unsaid: UNSAID });

const offeredJson = ({ isOther, ...answer }: OfferedAnswer) => ({ ...answer, other_language: isOther });

/** `/admin/tips/12/ready-answers`: what may be put into an answer to this tip's reader. */
export async function sendReadyAnswers(context: StaffContext, request: StaffRequest): Promise<void> {
  const offered = await offer(context, request);
  request.response.json({ ready_answers: offered.map(offeredJson) });
}

const chosen = z.object({ ready: z.string().max(64).catch('') });

/** Puts the one that is chosen behind what is typed to the reader, which is kept as all that is typed is. A program is given the text. */
async function insert(context: StaffContext, request: StaffRequest): Promise<void> {
  const { ready } = chosen.parse(request.raw.body ?? {});
  const answer = (await offer(context, request)).find(({ id }) => id === ready);
  if (wantsJson(request)) {
    if (answer === undefined) throw new Refusal({ code: 'fields-wrong' });
    return void request.response.json(offeredJson(answer));
  }
  const typed = typedOf(request);
  const beside = { ...NOTHING_BESIDE, ...typed.beside };
  const whole = [beside.messages_body, answer?.text ?? ''].filter(text => !isBlank(text)).join('\n\n');
  await keepTyped(context, request, { ...typed, beside: { ...beside, messages_body: whole } });
  request.response.redirect(303, staffPaths.tipNotes(tipNumber(request), readBack(request)));
}

/** What is put into an answer, by where it is posted to. */
export const READY = { 'ready-answers': insert } as const;
