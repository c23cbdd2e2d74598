import type * as ko from '../../ko/staff/sign-in.ts';
import { some } from '../some.ts';

export const login: typeof ko.login = {
  title: 'Sign in',
  lead: 'Sign in to read tips.',
  ended: 'Your session has ended, so what you just asked for was not done. Sign in to go on where you were.',
  kept: 'Your session has ended, so what you just asked for was not done. What you typed is kept: it is there when you have signed in.',
  email: 'E-mail',
  password: 'Password',
  send: 'Sign in',
  over: 'It has been a while since you gave your password. Please sign in from the start.',
  wrong: 'The e-mail or the password does not match. Please check both.',
  byHttp:
    'This page was opened by http, where nobody can sign in: a password could be read on the way. Please sign in by https:',
  forgotten: 'Forgot your password? Ask whoever runs the desk for a new link.',
  tooOften: 'There were many tries to sign in. Please try again in a little while.',
  tryAgainIn: seconds =>
    seconds < 90
      ? `You can try again in ${some(seconds, 'second', 'seconds')}.`
      : `You can try again in ${Math.ceil(seconds / 60)} minutes.`,
  busy: 'Many people are signing in right now. Please try again in a moment.',
};

export const setup: typeof ko.setup = {
  title: 'Choose a password',
  firstTitle: 'Make the first account',
  lead: 'This link works once. When you have chosen a password you are signed in.',
  email: 'E-mail',
  password: 'New password',
  rule: least => `At least ${least} characters. A few words in a row are long and easy to remember.`,
  send: 'Save and sign in',
  tooShort: least => `This password is short. Please use at least ${least} characters.`,
  tooLong: most => `This password is too long. Up to ${most} characters work.`,
  guessable: {
    common:
      'Many people use this password, so it is quickly guessed. Try three or four words that have nothing to do with each other.',
    repeats:
      'The same comes again and again, so it is quickly guessed. Try three or four words that have nothing to do with each other.',
    run: 'Its letters follow each other in a row, so it is quickly guessed. Try three or four words that have nothing to do with each other.',
    address:
      'It is much like your e-mail address, so it is quickly guessed. Try three or four words that have nothing to do with it.',
    else: 'This password can be guessed in a few tries. Try three or four words that have nothing to do with each other.',
  },
  notAnEmail: 'Please check the e-mail address. For example: editor@example.kr',
  gone: {
    used: 'The password that this link was for has been set. Sign in with it. If it was not you who set it, tell whoever runs the desk at once.',
    replaced: 'A newer link has taken the place of this one. Use the latest.',
    old: 'This link is older than a day, and no longer good. Ask whoever runs the desk for a new one.',
    'account-ended':
      'The account that this link was for has ended. If you need one, ask whoever runs the desk.',
    'not-needed':
      'The desk has its first account, so this link is not needed any more. If you need an account, ask whoever runs the desk.',
    unknown:
      'This desk has no such link. See whether it was copied to its end, and whether it is of this desk.',
  },
  lastAdmin:
    'Nobody would be left who can manage the desk. Please make somebody else an admin first; whoever runs the desk can do it all the same with --no-admin-left behind the command.',
  tipsLeft: tips =>
    `These tips are assigned to them: ${tips}. Once they have left, these are assigned to nobody. To go on: add --unassign.`,
  alreadyStaff: email =>
    `${email} already has an account. For a link that sets another password: npm run jebo -- staff reset ${email}`,
  linkStillGood: (email, hours) =>
    `${email} already has an account, and the link that was made for it is good for about ${some(hours, 'more hour', 'more hours')}. If it is lost: npm run jebo -- staff reset ${email}`,
  neverSignedIn: email =>
    `${email} has an account without a password, and its link is older than a day. For a new one: npm run jebo -- staff reset ${email}`,
  notStaff: email => `${email} has no account. To make one: npm run jebo -- staff add ${email}`,
};
