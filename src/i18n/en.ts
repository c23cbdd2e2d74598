import { browser } from './en/browser.ts';
import { errors } from './en/errors.ts';
import { fields } from './en/fields.ts';
import { mail } from './en/mail.ts';
import { privacy } from './en/privacy.ts';
import { reader as readerPages } from './en/reader.ts';
import { account } from './en/staff/account.ts';
import { answer } from './en/staff/answer.ts';
import { calls, spelling } from './en/staff/calls.ts';
import { confirmation } from './en/staff/confirmation.ts';
import { files } from './en/staff/files.ts';
import { help } from './en/staff/help.ts';
import { deskEvents, history } from './en/staff/history.ts';
import { keys } from './en/staff/keys.ts';
import { done, list, mail as mailNotices, warnings } from './en/staff/list/list.ts';
import { many } from './en/staff/list/many.ts';
import { savedViews } from './en/staff/list/saved-views.ts';
import { tagList } from './en/staff/list/tag-list.ts';
import { emptyViews, filter, turns, views } from './en/staff/list/views.ts';
import { live } from './en/staff/live.ts';
import { mailTroubles } from './en/staff/mail-troubles.ts';
import { missing, page, refused } from './en/staff/page.ts';
import { people } from './en/staff/people.ts';
import { readyAnswers } from './en/staff/ready-answers.ts';
import { retention } from './en/staff/retention.ts';
import { secondFactor } from './en/staff/second-factor.ts';
import { settings, welcome } from './en/staff/settings.ts';
import { login, setup } from './en/staff/sign-in.ts';
import { answering } from './en/staff/tip/answering.ts';
import { block, talkEnds } from './en/staff/tip/block.ts';
import { checks } from './en/staff/tip/checks.ts';
import { closing, outcomes } from './en/staff/tip/closing.ts';
import { forget, proof } from './en/staff/tip/forgetting.ts';
import { hold } from './en/staff/tip/hold.ts';
import { place } from './en/staff/tip/place.ts';
import { tags } from './en/staff/tip/tags.ts';
import { events, mailStates, permissions, states, tip, ways } from './en/staff/tip/tip.ts';
import { work } from './en/staff/tip/work.ts';
import { topics } from './en/staff/topics.ts';
import { talk } from './en/talk.ts';
import type { Words } from './ko.ts';

const reader: Words['reader'] = { ...readerPages, privacy, browser, talk };

const staff: Words['staff'] = {
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

export const en: Words = { fields, reader, staff, mail, errors, unknown: 'unknown' };
