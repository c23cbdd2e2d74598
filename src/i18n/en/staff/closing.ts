import type * as ko from '../../ko/staff/closing.ts';

export const outcomes: typeof ko.outcomes = { used: 'Became news', 'not for us': 'Not used' };

export const closing: typeof ko.closing = {
  ask: 'What came of it?',
  article: 'Address of the article',
  articleHint: 'Only if it became news, and only if you like.',
  kept: (used, unused) =>
    `From its closing, a tip that became news is kept for ${used}, any other for ${unused}; then it is forgotten by itself.`,
  noteAndClose: 'Add the note and close',
  noteAndCloseAs: outcome => `Add the note and close: ${outcome}`,
  publication: 'Article',
  unknownOutcome: 'What came of it could not be understood, so the tip was not closed. Please choose again.',
  notWebPage:
    'The article’s address could not be understood, so the tip was not closed. Write one that begins with https://, or leave it empty.',
};
