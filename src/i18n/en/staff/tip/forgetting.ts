import type * as ko from '../../../ko/staff/tip/forgetting.ts';
import { some } from '../../some.ts';

export const forget: typeof ko.forget = {
  title: number => `Forget tip ${number}`,
  lead: 'This cannot be undone.',
  goes: 'What goes',
  text: 'The text, title, place and name',
  contacts: count => some(count, 'contact', 'contacts'),
  files: count => some(count, 'file', 'files'),
  notes: count => some(count, 'note', 'notes'),
  drafts: 'Notes that were typed and not added',
  mails: 'Mails kept on this server',
  stays: 'What stays',
  numberAndHistory: 'The number and the history (who did what, and when)',
  elsewhere: 'Mails already sent and files already downloaded must be deleted where they are.',
  confirm: number => `I know that tip ${number} will be gone for good.`,
  confirmFirst: 'To forget the tip, tick the box above first. Nothing is gone yet.',
  send: 'Forget the tip',
  cancel: 'Go back and keep it',
  alreadyForgotten: 'This tip is already forgotten.',
};

export const proof: typeof ko.proof = {
  title: 'Proof of forgetting',
  by: by => `Forgotten by ${by}.`,
  rules: {
    unused: 'It was closed unused, and its time was over: forgotten by itself.',
    used: 'It was closed as news, and its time was over: forgotten by itself.',
    open: 'Its time after the reader’s last word was over: forgotten by itself.',
    withdrawn: 'Its reader withdrew it, and the time that they were told was over: forgotten by itself.',
    restored: 'Forgotten again by a restore: it had been forgotten after the backup was taken.',
  },
  files: count => some(count, 'file', 'files'),
  rows: count => some(count, 'record', 'records'),
  owed: 'Something is still being erased.',
  proved: time => `Nothing of it has been left since ${time}.`,
  digest: 'SHA-256 of what was destroyed',
};
