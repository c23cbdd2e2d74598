import { browser } from './ko/browser.ts';
import { errors } from './ko/errors.ts';
import { fields } from './ko/fields.ts';
import { mail } from './ko/mail.ts';
import { privacy } from './ko/privacy.ts';
import { reader as readerPages } from './ko/reader.ts';
import { account } from './ko/staff/account.ts';
import { answer } from './ko/staff/answer.ts';
import { calls, spelling } from './ko/staff/calls.ts';
import { confirmation } from './ko/staff/confirmation.ts';
import { files } from './ko/staff/files.ts';
import { help } from './ko/staff/help.ts';
import { deskEvents, history } from './ko/staff/history.ts';
import { keys } from './ko/staff/keys.ts';
import { done, list, mail as mailNotices, warnings } from './ko/staff/list/list.ts';
import { many } from './ko/staff/list/many.ts';
import { savedViews } from './ko/staff/list/saved-views.ts';
import { tagList } from './ko/staff/list/tag-list.ts';
import { emptyViews, filter, turns, views } from './ko/staff/list/views.ts';
import { live } from './ko/staff/live.ts';
import { mailTroubles } from './ko/staff/mail-troubles.ts';
import { missing, page, refused } from './ko/staff/page.ts';
import { people } from './ko/staff/people.ts';
import { readyAnswers } from './ko/staff/ready-answers.ts';
import { retention } from './ko/staff/retention.ts';
import { secondFactor } from './ko/staff/second-factor.ts';
import { settings, welcome } from './ko/staff/settings.ts';
import { login, setup } from './ko/staff/sign-in.ts';
import { answering } from './ko/staff/tip/answering.ts';
import { block, talkEnds } from './ko/staff/tip/block.ts';
import { checks } from './ko/staff/tip/checks.ts';
import { closing, outcomes } from './ko/staff/tip/closing.ts';
import { forget, proof } from './ko/staff/tip/forgetting.ts';
import { hold } from './ko/staff/tip/hold.ts';
import { place } from './ko/staff/tip/place.ts';
import { tags } from './ko/staff/tip/tags.ts';
import { events, mailStates, permissions, states, tip, ways } from './ko/staff/tip/tip.ts';
import { work } from './ko/staff/tip/work.ts';
import { topics } from './ko/staff/topics.ts';
import { talk } from './ko/talk.ts';

const reader = { ...readerPages, privacy, browser, talk };

/** What the pages of the staff say. */
const staff = {
  page,
  login,
  setup,
  list,
  live,
  many,
  help,
  keys,
  states,
  views,
  emptyViews,
  turns,
  answer,
  savedViews,
  filter,
  ways,
  permissions,
  outcomes,
  block,
  talkEnds,
  tip,
  answering,
  closing,
  place,
  tags,
  checks,
  calls,
  spelling,
  confirmation,
  account,
  secondFactor,
  hold,
  files,
  mailStates,
  mailTroubles,
  events,
  forget,
  proof,
  history,
  deskEvents,
  people,
  readyAnswers,
  retention,
  settings,
  welcome,
  mail: mailNotices,
  warnings,
  done,
  refused,
  missing,
  topics,
  tagList,
  work,
};

/** Korean, the first language: every other one is typed as this one. 해요체 throughout. */
export const ko = {
  fields,
  reader,
  staff,
  mail,
  errors,
  /** Before a word that this version does not know. */
  unknown: '알 수 없음',
};

export type Words = typeof ko;
