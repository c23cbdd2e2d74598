import type { keys as ko } from '../../ko/staff/keys.ts';

export const keys: typeof ko = {
  title: 'Keys',
  use: 'Use keys',
  shut: 'Close',
  hint: 'They rest while you type.',
  places: { anywhere: 'Anywhere', list: 'List', tip: 'Tip' },
  does: {
    search: 'Find tips',
    toList: 'New',
    toMine: 'Mine',
    toUnassigned: 'Nobody’s',
    help: 'Show the keys',
    down: 'Down',
    up: 'Up',
    open: 'Open',
    filter: 'Filter',
    fresh: 'Show what has come',
    assignToMe: 'Take it',
    assign: 'Assign it to a colleague',
    close: 'Close…, then a number',
    remind: 'Look again on',
    note: 'New note',
    nextTip: 'Next tip',
    previousTip: 'Previous tip',
  },
};
