import type * as ko from '../../ko/staff/tag-list.ts';

const tipsOf = (count: number) => (count === 1 ? 'one tip' : `${count.toLocaleString('en')} tips`);

export const tagList: typeof ko.tagList = {
  title: 'Tags',
  lead: 'By what staff call tips. Counted are those that you may see; what you change here changes on these alone.',
  none: 'There are no tags yet. They are given on a tip’s page.',
  tips: tipsOf,
  show: (name, count) => `Show ${tipsOf(count)} tagged ${name}`,
  on: count => `On ${tipsOf(count)}`,
  rename: 'Rename or merge',
  name: 'New name',
  mergeHint: 'With the name of another tag, the two become one. They cannot be parted again.',
  save: count => `Change on ${tipsOf(count)}`,
  remove: 'Remove everywhere',
  sure: count => `Take this tag off ${tipsOf(count)}. It cannot be undone.`,
  removeAll: 'Remove the tag everywhere',
  notSure: 'It cannot be undone: please tick this first.',
  nameWrong: 'Write one name, without a comma.',
};
