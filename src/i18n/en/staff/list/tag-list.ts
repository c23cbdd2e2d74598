import type * as ko from '../../../ko/staff/list/tag-list.ts';

const tipsOf = (count: number, isMore: boolean) =>
  count === 1 ? 'one tip' : `${count.toLocaleString('en')}${isMore ? '+' : ''} tips`;

export const tagList: typeof ko.tagList = {
  title: 'Tags',
  lead: 'Names that staff give to tips. Only tips that you may see are counted here, and only these are changed.',
  none: 'There are no tags yet. They are given on a tip’s page.',
  tips: tipsOf,
  show: (name, count, isMore) => `Show ${tipsOf(count, isMore)} tagged ${name}`,
  on: (count, isMore) => `On ${tipsOf(count, isMore)}`,
  rename: 'Rename or merge',
  name: 'New name',
  mergeHint: 'With the name of another tag, the two become one. They cannot be parted again.',
  save: (count, isMore) => `Change on ${tipsOf(count, isMore)}`,
  remove: 'Remove everywhere',
  sure: (count, isMore) => `Take this tag off ${tipsOf(count, isMore)}. It cannot be undone.`,
  removeAll: 'Remove the tag everywhere',
  notSure: 'It cannot be undone: please tick this first.',
  nameWrong: 'Write one name, without a comma.',
};
