import type * as ko from '../../../ko/staff/tip/closing.ts';

export const outcomes: typeof ko.outcomes = {
  used: 'Became news',
  'passed on': 'Passed on',
  unverified: 'Not verified',
  duplicate: 'Duplicate',
  'not for us': 'Not for us',
  spam: 'Spam',
  test: 'Test',
  withdrawn: 'Withdrawn',
};

export const closing: typeof ko.closing = {
  ask: 'What came of it?',
  article: 'Address of the article',
  articleHint: 'Only if it became news, and only if you like.',
  original: 'Number of the tip that says the same',
  originalHint: 'Only for a duplicate.',
  sameAs: number => `Same as tip ${number}`,
  kept: (used, unused) =>
    `From its closing, a tip that became news is kept for ${used}, any other for ${unused}; then it is forgotten by itself.`,
  withNote: 'Add what I wrote as a note too',
  publication: 'Article',
  unknownOutcome: 'What came of it could not be understood, so the tip was not closed. Please choose again.',
  originalMissing: 'Write the number of the tip that says the same. This one is not closed yet.',
  originalUnknown:
    'No tip of this number could be found, so this one was not closed. Please check the number.',
  originalItself: 'This is the number of this very tip. Write the other one’s. It is not closed yet.',
  notWebPage:
    'The article’s address could not be understood, so the tip was not closed. Write one that begins with https://, or leave it empty.',
};
