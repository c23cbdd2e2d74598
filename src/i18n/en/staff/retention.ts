import type * as ko from '../../ko/staff/retention.ts';

export const retention: typeof ko.retention = {
  title: 'What goes next',
  views: 'Views',
  going: count => `Forgotten within 30 days ${count.toLocaleString('en')}`,
  held: count => `Under legal hold ${count.toLocaleString('en')}`,
  lead: 'When the time that readers were promised is over, tips are forgotten by themselves, for good. If one must stay longer, open it and put a legal hold on it.',
  heldLead:
    'These stay until the hold is released, even after their time. Release those whose reason has gone.',
  goes: 'Goes',
  since: 'Held since',
  number: 'Number',
  tip: 'Tip',
  rule: 'Why',
  rules: {
    unused: kept => `${kept} after it was closed, unused`,
    used: kept => `${kept} after it was closed as news`,
    open: kept => `${kept} after its reader’s last word`,
    withdrawn: kept => `${kept} after its reader withdrew it`,
  },
  goesBy: time => `Left as it is, it is forgotten by itself on ${time}.`,
  goesSoon: 'Its time is over: it is forgotten by itself once a mail has told of it.',
  reason: 'Reason',
  heldBy: (by, reason) => `${by}: ${reason}`,
  nothing: 'No tip goes within 30 days.',
  nothingHeld: 'No tip is held.',
  next: 'Next',
  first: 'Back to the first',
  pages: 'Pages of the list',
};
