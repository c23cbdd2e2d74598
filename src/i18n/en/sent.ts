import type * as ko from '../ko/sent.ts';

/** A line for each name, as Windows ends them. */
const namesBelow = (names: readonly string[]) => names.map(name => `- ${name}\r\n`).join('');

export const sent: typeof ko.sent = {
  title: 'Your tip has arrived',
  lead: 'Thank you. Someone will read it.',
  hours: '',
  hoursAre: hours => `The desk is staffed: ${hours}`,
  number: 'Tip number',
  at: 'Arrived',
  files: 'Files that arrived',
  filesCount: count => `${count}`,
  moreFiles: count => `and ${count} more`,
  missing: 'Files that did not arrive',
  missingNext: 'To get them to us as well, press “See your tip” below and add them there.',
  receipt: 'Receipt code',
  issuer: newsroom => `${newsroom} tip receipt`,
  goodFor:
    'With this code you can come back at any time, see how far your tip has come, add to it or take it back. Told in a call or a mail, it lets staff find your tip at once.',
  onlyNow:
    'This page can be seen for 30 minutes, on this device only. After that we cannot show the code again, so please keep it now.',
  onlyHere:
    'This browser keeps no cookies, so the code is shown on this page and only once. Please keep it before you close or leave the page.',
  noCode: 'The receipt code cannot be shown',
  noCodeWhy:
    'The code travels in a cookie, so that no address keeps it, and this browser blocks cookies. Your tip has arrived all the same.',
  noCodeWhyHttps:
    'The code travels in a cookie, so that no address keeps it. This browser blocks cookies, or the address did not begin with https. Your tip has arrived all the same.',
  noCodeInstead:
    'When you call or write, tell us the tip number and when it arrived. This page can be seen for ten minutes.',
  copy: 'Copy code',
  save: 'Save as file',
  print: 'Print',
  noted: 'I have noted the code',
  next: 'What happens next?',
  nextSteps: [
    'Someone reads your tip and checks the facts.',
    'If you said we may contact you, we do so that way when we have a question.',
    'We cannot answer every tip. Yours is read even if you hear nothing.',
  ],
  more: 'If there is more to tell',
  another: 'Send another tip',
  file: ({ newsroom, number, at, receipt, files, fileNames, missing, missingNames, back }) =>
    `${newsroom}: receipt of a tip\r\n\r\nTip number: ${number}\r\nArrived: ${at}\r\n${files > 0 ? `Files that arrived: ${files}\r\n${namesBelow(fileNames)}` : ''}${missing > 0 ? `Files that did not arrive: ${missing}\r\n${namesBelow(missingNames)}` : ''}Receipt: ${receipt}\r\n\r\nThe way back: ${back}\r\nWith this code you see how far your tip has come, add to it or take it back. So can anybody who has it: show it to nobody. Told in a call or a mail, it lets staff find your tip at once.\r\n`,
  nothingTitle: 'There is no receipt to show',
  nothing:
    'A receipt is shown for 30 minutes, on the device that sent the tip. The time may be over, this may be another device, or cookies may be blocked.',
  nothingLost: 'If you saw “Your tip has arrived”, your tip is safe with us. To make sure, contact us here.',
};
