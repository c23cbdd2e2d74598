import type * as ko from '../../../ko/staff/tip/tags.ts';

export const tags: typeof ko.tags = {
  title: 'Tags',
  add: 'New tag',
  addOne: 'Add',
  hint: 'Several with commas between',
  remove: name => `Remove the tag ${name}`,
  missing: 'Write the tag to add.',
  tooLong: limit => `This tag is too long. Up to ${limit} letters each.`,
  tooMany: limit => `A tip has up to ${limit} tags. Remove one, then add this one.`,
};
