import type * as ko from '../../ko/staff/page.ts';

export const page: typeof ko.page = {
  desk: 'Tip desk',
  toList: 'Back to the list',
  rooms: 'Desk',
  tips: 'Tips',
  admin: 'Settings',
  newsroom: 'Newsroom',
  signedIn: 'Signed in as',
  signOut: 'Sign out',
  language: 'Language',
  zone: zone => `Times are in ${zone}.`,
  sorry: 'This did not work',
};

export const missing: typeof ko.missing = {
  tip: number => `There is no tip ${number}`,
  tipHint: 'Please check the number. Some numbers are skipped and never used.',
  file: 'There is no such file',
  unopened:
    'This file cannot be opened. It was damaged where it is kept, or its key is missing. Please ask whoever runs this desk to look for it in a backup.',
  text: 'This text cannot be opened',
  fileHint: 'When a tip is forgotten its files are gone. Please look for the file on the tip’s page.',
  page: 'There is nothing at this address',
  pageHint: 'It may be mistyped, or out of date.',
};

export const refused: typeof ko.refused = {
  notAllowed: 'You have no right to do this here. Ask whoever runs the desk.',
  unknownToken: 'There is no such token, or it has ended. Make a new one on your account’s page.',
  notByToken: 'A token cannot do this. Please sign in and do it yourself.',
  crossSite:
    'This request came from another site and was not taken. Please try again on a page of this desk.',
  othersPage:
    'This page was opened while somebody else was signed in, so nothing was changed. What was typed there is kept for them alone. Please open the tip again.',
  tooLarge: 'What was sent is too large.',
  unreadable: 'What was sent could not be read. Please go back and try again.',
};
