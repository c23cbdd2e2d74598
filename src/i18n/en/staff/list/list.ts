import type * as ko from '../../../ko/staff/list/list.ts';
import { some } from '../../some.ts';

export const list: typeof ko.list = {
  title: 'Tips',
  search: 'Search tips',
  searchFor: 'Number, words, phone, receipt code',
  find: 'Search',
  receipt: 'Receipt code',
  receiptHint: 'as the reader reads it out',
  openByReceipt: 'Open',
  byReceipt: 'Open by receipt code',
  unknownReceipt:
    'No tip came in under this code. Ask to hear it again: a letter may be missing or different.',
  number: 'No.',
  place: 'Place',
  channel: 'Channel',
  reply: 'Can be reached by',
  unread: 'Unread',
  forgotten: 'Forgotten tip',
  fileCount: count => some(count, 'file', 'files'),
  film: length => `Video ${length}`,
  noteCount: count => some(count, 'note', 'notes'),
  noReply: 'No way chosen',
  days: { today: 'Today', yesterday: 'Yesterday' },
  draftsWait: 'You have begun to write here:',
  newer: 'Newer tips',
  older: 'Older tips',
  pages: 'Pages of the list',
  nothing: 'No tips yet.',
  nothingOfYours: 'No tips of your topics, and none that you have taken up, yet.',
  giveLink: 'Let readers know where the form is:',
  invite: 'Invite a colleague',
  nothingFound: search => `Nothing found for “${search}”.`,
  nothingFoundYet: search => `Nothing found yet for “${search}”.`,
  found: (search, count, isMore) =>
    `${isMore ? 'At least ' : ''}${some(count, 'tip', 'tips')} found for “${search}”`,
  searchedTo: number => `Searched as far as #${number.toLocaleString('en')}`,
  searchOn: 'Search on',
  foundIn: { message: 'The tip', note: 'Note', file: 'File', contact: 'Found in the name or a contact' },
  all: 'Show the whole list',
};

export const mail: typeof ko.mail = {
  keptAsFiles: 'There is no SMTP_URL, so mails are not sent but kept as files.',
  stuck: count => `${some(count, 'mail is', 'mails are')} stuck.`,
  stopped: count => `${some(count, 'mail is', 'mails are')} not tried any more.`,
  stoppedHint: count =>
    `Give ${count === 1 ? 'it' : 'them'} up, or send ${count === 1 ? 'it' : 'them'} to today’s inbox:`,
  unanswered: 'An answer did not reach its reader:',
  since: time => `Waiting since ${time}.`,
  retry: 'Try again',
  test: 'Send a test mail',
  giveUpTest: 'Give the test mail up',
};

export const warnings: typeof ko.warnings = {
  warning: 'Please note',
  forwarded:
    'A proxy seems to stand in front, but TRUST_PROXY is 0: all tips may count as if they came from one address.',
  direct:
    'A request came past the proxies that TRUST_PROXY counts. Whoever reaches the desk’s own port may name any address and pass the limits. Please open the port to the proxy alone, and see that the proxy sets X-Forwarded-For.',
  unreadable:
    'The proxy hands on addresses (X-Forwarded-For) that cannot be read. Whoever comes that way is counted as one sender, and meets the limits together with all others. Please check the proxy’s settings.',
  'database full':
    'A moment ago the database had no free connection, and people were told to come again. Please raise PostgreSQL’s max_connections, or the limit of this user.',
  'database read-only':
    'The database can only be read, so no tips are taken. Please see that DATABASE_URL names the server that is written or, with SQLite, that DATA_DIR can be.',
  'database no-rights':
    'The user of the database lacks rights, so no tips are taken. Please make that user the owner of the database.',
  'database away':
    'A moment ago the database did not answer, and tips may have been refused. Please see that PostgreSQL runs well or, with SQLite, that no other program holds its file.',
  disk: 'The disk has come down to DISK_RESERVE, so no new files are taken. Text still comes in. Please free some space or add more.',
  sandbox:
    'Files are waiting for their preview. Many may have come, or disk or memory may be short. The files are kept, and it is tried until it works.',
  scanner:
    'Files are waiting for the virus scan. Please check that ClamAV is running and that CLAMD_URL is right.',
};

export const done: typeof ko.done = {
  retried: 'The waiting mails are being sent again.',
  closed: 'The tip is closed. It was the last one of this list.',
  assigned: 'The tip is assigned. It was the last one of this list.',
  moved: 'The tip has another topic. It was the last one of this list.',
  tested: 'A test mail is on its way. If it does not arrive, this page will say so.',
  testedAsFile: 'The test mail is kept as a file.',
};
