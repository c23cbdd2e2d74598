import type * as ko from '../../../ko/staff/list/saved-views.ts';

export const savedViews: typeof ko.savedViews = {
  save: 'Save this view',
  name: 'Name of the view',
  shared: 'Share it with the whole desk',
  saveIt: 'Save',
  change: 'Change this view',
  changeIt: 'Change',
  asShown: 'Filter as it is now',
  remove: 'Remove the view',
  sharedTab: 'Shared view',
  uncounted: 'A view that searches for words shows no count.',
  search: 'Search',
  hidden: 'It asks for a tag that you cannot see',
  nothing: 'No tip stands in this view.',
  nameless: 'Please give the view a name.',
  nameTooLong: limit => `A name may have up to ${limit} letters.`,
  nameTaken: 'There is a view of this name already. Please choose another.',
  queryWrong: 'These filters cannot be saved as one view. Please choose them again.',
  gone: 'Somebody has removed this view meanwhile. Saved anew, it shows the list below.',
  stale: 'Somebody has changed this view meanwhile. Please check it and try again.',
  tooMany: limit => `Up to ${limit} views can be saved. Please remove one, and save again.`,
  done: {
    'view-saved': 'The view is saved.',
    'view-changed': 'The view is changed.',
    'view-removed': 'The view is removed. Its filters still stand below, so you can save it again.',
  },
};
