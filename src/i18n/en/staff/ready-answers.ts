import type * as ko from '../../ko/staff/ready-answers.ts';

export const readyAnswers: typeof ko.readyAnswers = {
  title: 'Ready answers',
  lead: 'Texts to choose from when a reader is answered. They come in the reader’s language, and can be changed before they are sent.',
  none: 'There are no ready answers yet.',
  newTitle: 'New one',
  name: 'Name',
  nameHint: 'Staff alone see it. 60 letters at most.',
  texts: { ko: 'Korean', en: 'English' },
  textHint:
    '2,000 letters at most. Where one language is empty, the text of the other is put in, and whoever answers is told.',
  placeholders: 'Filled in when it is chosen',
  placeholder: {
    number: 'the number of the tip',
    place: 'the place that the reader named; “the scene” where they named none',
    newsroom: 'the name of the newsroom',
  },
  noPlace: 'the scene',
  onlyIn: language => `${language} only`,
  move: { up: 'Up', down: 'Down' },
  moves: { up: name => `Move ${name} up`, down: name => `Move ${name} down` },
  insert: 'Put in',
  add: 'Add',
  save: 'Save',
  remove: 'Delete this one',
  removeAsked: 'Delete this ready answer? Nobody can choose it from then on.',
  removeSure: 'Yes, delete it',
  removeHint: 'Answers that were sent stay as they are. It cannot be undone.',
  textMissing: 'Please write a text in one language at least.',
  placeholderUnknown: placeholder =>
    `Nothing can be filled in for ${placeholder}. There are {number}, {place} and {newsroom} alone.`,
  tooMany: limit => `There may be ${limit}. Please delete one that is not used first.`,
  stale:
    'Somebody else has changed it meanwhile, so it was not saved. What you wrote is still here: please compare it with the text as it is now, and save again.',
  now: text => (text === '' ? 'It is empty now.' : `As it is now: ${text}`),
};
