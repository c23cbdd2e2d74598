import type * as ko from '../../ko/staff/tip.ts';
import { some } from '../some.ts';

export const states: typeof ko.states = { new: 'New', open: 'Open', closed: 'Closed' };

export const ways: typeof ko.ways = { phone: 'Phone', email: 'E-mail', chat: 'Messenger' };

/** Of photos and videos. */
export const permissions: typeof ko.permissions = { yes: 'May be used', no: 'No permission' };

export const tip: typeof ko.tip = {
  title: number => `Tip ${number}`,
  received: 'Received',
  channel: 'Channel',
  lang: 'Written in',
  happened: 'Happened',
  readAs: time => `Read as ${time}`,
  article: 'About the article',
  message: 'The tip',
  details: 'All else about the tip',
  residentMasked: 'The last digits of resident registration numbers are masked.',
  residentShow: 'Show the digits',
  residentShown: 'Resident registration numbers are shown whole. The history says that you saw them.',
  residentHide: 'Mask them again',
  state: 'State',
  since: {
    new: () => 'Nobody has taken it up yet.',
    open: (by, time) => `Taken up by ${by}, ${time}.`,
    closed: (by, time) => `Closed by ${by}, ${time}.`,
  },
  steps: { opening: 'Take it up', closure: 'Close…', reopening: 'Reopen' },
  stale:
    'Someone else changed this tip in the meantime, so your change was not made. See how it stands now and try again.',
  nowIs: 'It is now',
  changedMeanwhile: 'What happened meanwhile:',
  contacts: 'Contact',
  anonymous: 'No contact was left.',
  contactsShow: 'Show name and contacts',
  contactsNoted: 'The history will say that you saw them.',
  contactHidden: 'Hidden',
  contactsOfTeam: 'Only the team of this topic and admins may see names and contacts.',
  contactsShown: 'The history says that you saw them.',
  contactsHide: 'Hide them again',
  contactsNotOnPaper: 'Name and contacts are not printed.',
  asTyped: typed => `As typed: ${typed}`,
  mayReply: 'May be used for an answer',
  mayNotReply: 'Not chosen for an answer',
  consents: 'Consents',
  consentContact: 'Use of personal data',
  media: 'Photos and videos',
  age14: '14 or older',
  yes: 'Yes',
  no: 'No',
  notAnswered: 'Not answered',
  notes: 'Notes',
  noNotes: 'No notes yet.',
  note: 'New note',
  addNote: 'Add the note',
  draft: 'This is what you typed. It is not added yet, and only you can see it.',
  draftWaits: 'You typed a note and have not added it. It is still in its field.',
  toDraft: 'Go to the note',
  draftKept: 'What you typed is kept. It is not added as a note yet.',
  draftNotKept: 'What you typed could not be kept. Leave this window open until you have added it.',
  draftSignedOut: 'Your session has ended. What you typed is kept: it is here when you sign in again.',
  otherDrafts: 'Other notes you were typing',
  takeUpDraft: 'Go on with it',
  throwAway: 'Throw it away',
  noteEmpty: 'The note is empty.',
  noteTooLong: limit => `The note is too long. Up to ${limit.toLocaleString('en')} characters.`,
  mails: 'Mail',
  noMails: 'No mail is owed.',
  giveUpMail: 'Give it up',
  sendToInbox: 'Send it to today’s inbox',
  attempts: count => some(count, 'try', 'tries'),
  waiting: count => (count === 0 ? 'Waiting' : `Waiting, tried ${some(count, 'time', 'times')}`),
  history: 'History',
  views: count => some(count, 'view', 'views'),
  forgottenAt: time =>
    `Forgotten on ${time}. Its text, contacts and files are gone; the number and the history stay.`,
  forget: 'Forget this tip…',
};

export const mailStates: typeof ko.mailStates = {
  owed: 'On its way',
  done: 'Sent',
  'set aside': 'Stopped',
  dropped: 'Not sent',
  kept: 'Kept as a file',
};

export const events: typeof ko.events = {
  received: 'Received',
  viewed: 'Tip viewed',
  'contact viewed': 'Contact viewed',
  'file viewed': 'File viewed or downloaded',
  'resident number viewed': 'Resident registration number viewed',
  opened: 'Taken up',
  closed: 'Closed',
  reopened: 'Reopened',
  noted: 'Note added',
  'mail given up': 'Mail given up',
  'mail sent to inbox': 'Mail sent to today’s inbox',
  moved: 'Moved to another topic',
  unassigned: 'Assigned to nobody any more',
  held: 'Legal hold set',
  released: 'Legal hold released',
  forgotten: 'Forgotten',
};
