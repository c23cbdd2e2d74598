import type * as ko from '../../../ko/staff/tip/checks.ts';

export const checks: typeof ko.checks = {
  title: 'Checklist',
  done: (done, all) => `${done} of ${all} are checked`,
  items: [
    'The original was seen',
    'Time and place are right',
    'Whoever took it is who they say',
    'We have permission to use it',
  ],
  unknown: 'The checklist has no such item. Its settings may have changed meanwhile.',
};
