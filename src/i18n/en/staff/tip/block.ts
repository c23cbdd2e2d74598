import type * as ko from '../../../ko/staff/tip/block.ts';

export const block: typeof ko.block = {
  open: 'Block the talk…',
  hint: 'Its reader can then send no more text and no files by the receipt code. Only for somebody who abuses the desk. They can still delete their contacts and withdraw the tip, and you can unblock the talk at any time.',
  place: 'Block the talk',
  blocked: 'The talk is blocked: its reader can send no more.',
  release: 'Unblock the talk',
};

export const talkEnds: typeof ko.talkEnds = {
  withdrawn: 'Withdrawn by its reader',
  closed: 'Talk blocked',
};
