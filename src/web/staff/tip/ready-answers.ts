import type { Lang } from '../../../i18n/lang.ts';
import { wordsOf } from '../../../i18n/words.ts';
import { offerReadyAnswers } from '../../../tips/talk/ready/offer-answers.ts';
import type { StaffContext } from '../context.ts';
import { tipNumber } from '../forms.ts';
import type { StaffRequest } from '../request.ts';

/** `/admin/tips/12/ready-answers`: what may be put into an answer to this tip's reader. */
export async function sendReadyAnswers(context: StaffContext, request: StaffRequest): Promise<void> {
  const offered = await offerReadyAnswers(context, request.viewer, {
    number: tipNumber(request),
    unsaid: UNSAID,
  });
  const answers = offered.map(({ isOther, ...answer }) => ({ ...answer, other_language: isOther }));
  request.response.json({ ready_answers: answers });
}

const unsaidIn = (lang: Lang) => ({ place: wordsOf(lang).staff.readyAnswers.noPlace });

const UNSAID = { ko: unsaidIn('ko'), en: unsaidIn('en') };
