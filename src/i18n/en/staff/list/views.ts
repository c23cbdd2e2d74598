import type * as ko from '../../../ko/staff/list/views.ts';

export const views: typeof ko.views = {
  new: 'New',
  mine: 'Mine',
  unassigned: 'Nobody’s',
  open: 'Open',
  answered: 'Answered',
  due: 'Due today',
  closed: 'Closed',
  spam: 'Spam',
  all: 'All',
};

export const turns: typeof ko.turns = {
  replied: 'Reader replied',
  unanswered: 'Answer needed',
  waiting: 'Waiting for reader',
};

export const filter: typeof ko.filter = {
  views: 'Views',
  add: 'Filter',
  apply: 'Apply filters',
  clear: 'Remove all filters',
  nothing: 'No tip fits these filters.',
  toDay: 'Go to a day',
  day: 'Day',
  goToDay: 'Show from that day',
  takeOut: 'remove',
  any: 'All',
  wrong: 'The address asks for something that is not known here. It is left out:',
  unknown: 'There is no such filter.',
  fields: {
    view: 'View',
    state: 'State',
    outcome: 'Outcome',
    topic: 'Topic',
    channel: 'Channel',
    assignee: 'Assigned to',
    tag: 'Tag',
    talk: 'Talk',
    has: 'With',
    unread: 'Read',
    from: 'Received from',
    to: 'Received until',
    sort: 'Order',
  },
  having: { media: 'Photos, videos', file: 'Files', contact: 'A way to answer', permission: 'Permission' },
  me: 'Me',
  none: 'Nobody',
  unread: 'Unread',
  sorts: { newest: 'Newest', oldest: 'Oldest', changed: 'Last changed', important: 'Importance' },
};

export const emptyViews: typeof ko.emptyViews = {
  new: 'All new tips have been seen to.',
  mine: 'You have no tips.',
  unassigned: 'Every tip is somebody’s.',
  open: 'No tip is open.',
  answered: 'No reader waits for an answer.',
  due: 'Nothing is due today.',
  closed: 'No tip is closed.',
  spam: 'No tip was closed as spam.',
  all: 'No tips.',
};
