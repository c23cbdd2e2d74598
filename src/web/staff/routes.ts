import type { RequestHandler, Router } from 'express';
import { refuseCrossSite } from '../http/origin/cross-site.ts';
import { createRouter } from '../http/router.ts';
import { accountRoutes } from './account/account.tsx';
import { appRoutes } from './account/app.tsx';
import { passkeyRoutes } from './account/passkeys.ts';
import { secondFactorRoutes } from './account/second-factor.tsx';
import { tokenRoutes } from './account/tokens.tsx';
import { callRoutes } from './calls/calls.tsx';
import { createForCallers } from './calls/for-callers.tsx';
import { confirmationRoutes, createForConfirmed } from './confirmation.tsx';
import type { StaffContext } from './context.ts';
import { fileRoutes } from './files/files.tsx';
import { filesZipRoutes } from './files/files-zip.ts';
import { largePictureRoutes } from './files/large-picture.tsx';
import { forgettingRoutes } from './forgetting.tsx';
import { helpRoutes } from './help.tsx';
import { historyRoutes } from './history/history.tsx';
import { ownHistoryRoutes } from './history/own-history.tsx';
import { createIdentify } from './identity.ts';
import { keysRoutes } from './keys.tsx';
import { listRoutes } from './list/list.tsx';
import { savedViewRoutes } from './list/saved-views.ts';
import { createSendList } from './list/send-list.tsx';
import { liveRoutes } from './live/live-routes.tsx';
import { manyRoutes } from './many/many.tsx';
import { passkeySignInRoutes } from './passkey-sign-in.tsx';
import { peopleRoutes } from './people/people.tsx';
import { personRoutes } from './people/person.tsx';
import { readyAnswerRoutes } from './ready-answers/ready-answers.tsx';
import { missingPage, refusalPage } from './refusals.tsx';
import { createHandlers } from './request.ts';
import { retentionRoutes } from './retention.tsx';
import { secondStepRoutes } from './second-step.tsx';
import { settingsRoutes } from './settings/settings.tsx';
import { welcomeRoutes } from './settings/welcome.tsx';
import { setupRoutes } from './setup.tsx';
import { signInRoutes } from './sign-in.tsx';
import { tagRoutes } from './tags/tags.tsx';
import { createTakeAnswerFiles } from './tip/answer-files.ts';
import { ANSWERS, answer } from './tip/answers.ts';
import { STEP_ACTS } from './tip/bar/steps.ts';
import { disturbing } from './tip/disturbing.ts';
import { MAIL_ACTS } from './tip/mails.ts';
import { READY } from './tip/ready-answers.ts';
import { tipRoutes } from './tip/tip.tsx';
import { checks } from './tip/work/checks.ts';
import { tags } from './tip/work/tags.ts';
import { WORK } from './tip/work/work.ts';
import { topicRoutes } from './topics/topics.tsx';

/** What is done with a tip by a press on its page, by where it is posted to below the tip. */
const TIP_ACTS = {
  ...STEP_ACTS,
  ...WORK,
  ...MAIL_ACTS,
  tags,
  checks,
  ...ANSWERS,
  ...READY,
  'files/:id/disturbing': disturbing,
};

/** The pages of the staff, to be mounted at `/admin`. */
export function staffRoutes(context: StaffContext): Router {
  const { ofPerson, ofPage } = createIdentify(context);
  const handlers = createHandlers(context, ofPerson);
  const forConfirmed = createForConfirmed(context, handlers);
  const sendList = createSendList(context);
  const takeFiles = createTakeAnswerFiles(context, handlers);
  // Of whose second factor is overdue, these alone are open.
  const settingUp = { ...handlers, forStaff: handlers.forSettingUp };
  const forConfirmedSetup = createForConfirmed(context, settingUp);
  return createRouter()
    .use(setHeaders)
    .use(refuseCrossSite(context.settings.publicUrl))
    .use(signInRoutes(context, handlers))
    .use(secondStepRoutes(context, handlers))
    .use(passkeySignInRoutes(context, handlers))
    .use(confirmationRoutes(context, settingUp))
    .use(setupRoutes(context, handlers))
    .use(accountRoutes(context, handlers, forConfirmed))
    .use(secondFactorRoutes(context, settingUp, forConfirmedSetup))
    .use(appRoutes(context, forConfirmedSetup))
    .use(passkeyRoutes(context, settingUp, forConfirmedSetup))
    .use(tokenRoutes(context, handlers, forConfirmed))
    .use(keysRoutes(handlers), helpRoutes(handlers))
    .use(listRoutes(context, handlers, sendList), manyRoutes(context, handlers))
    .use(savedViewRoutes(context, handlers, sendList))
    .use(liveRoutes(context, createHandlers(context, ofPage)))
    .use(tipRoutes(context, handlers, forConfirmed, TIP_ACTS, { takeFiles, answer }))
    .use(forgettingRoutes(context, handlers, forConfirmed))
    .use(retentionRoutes(context, handlers))
    .use(settingsRoutes(context, handlers, forConfirmed))
    .use(welcomeRoutes(context, handlers))
    .use(historyRoutes(context, handlers))
    .use(peopleRoutes(context, handlers, forConfirmed))
    .use(personRoutes(context, handlers, forConfirmed))
    .use(ownHistoryRoutes(context, handlers))
    .use(topicRoutes(context, handlers, forConfirmed))
    .use(tagRoutes(context, handlers), readyAnswerRoutes(context, handlers))
    .use(callRoutes(context, handlers, createForCallers(context, handlers)), fileRoutes(context, handlers))
    .use(filesZipRoutes(context, handlers))
    .use(largePictureRoutes(context, handlers))
    .use(missingPage(handlers))
    .use(refusalPage(handlers));
}

const setHeaders: RequestHandler = (_request, response, next) => {
  // `no-referrer` would make browsers send `Origin: null` with our own forms.
  response.set({ 'Referrer-Policy': 'same-origin', 'Cache-Control': 'no-store' });
  next();
};
