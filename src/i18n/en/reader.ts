import type { Words } from '../ko.ts';
import { browser } from './browser.ts';
import { privacy } from './privacy.ts';

type Reader = Words['reader'];

const page: Reader['page'] = {
  skip: 'Skip to content',
  privacy: 'Privacy',
  channels: 'Official channels',
  languages: 'Language',
  foot: 'About this desk',
};

const channels: Reader['channels'] = {
  heading: 'Where you can send a tip',
  chat: 'KakaoTalk',
  chatHow: 'search, add channel',
  phone: 'Phone',
  mail: 'Mail',
  copy: 'Copy',
  openChat: 'Open chat',
  call: 'Call',
  write: 'Write',
  qr: 'QR code',
  qrName: name => `QR code of the KakaoTalk channel “${name}”`,
  title: 'Official channels',
  lead: newsroom => `${newsroom} takes tips here and nowhere else.`,
  form: 'Tip form',
  impostors: 'How to tell impostors',
  signs: newsroom => [
    'An account, number or address that is not on this page is not ours.',
    `${newsroom} staff never ask for money, passwords, sign-in codes or a resident registration number.`,
    'If a call or message seems odd, hang up and check with us by the number or mail above.',
  ],
};

const form: Reader['form'] = {
  headline: 'Your report becomes news',
  lead: newsroom => `${newsroom} staff read every tip, check the facts and take it from there.`,
  orHere: 'or write here',
  optional: 'optional',
  article: 'About this article',
  notSentTitle: 'Not sent yet',
  faultsLead: 'What you wrote is still here. Please look at this:',
  chooseAgain: 'A browser cannot fill in files again. Sorry for the bother: please choose them once more.',

  message: 'What happened?',
  messageHint: 'Tell us what, when and where, and how you know. This field alone is enough to send.',

  files: 'Photos, videos, files',
  filesChoose: 'Choose photos, videos, files',
  filesDrop: 'or drop them here',
  filesLimits: (size, count, total) =>
    `Up to ${size} each, ${count} files, ${total} in all. Any type is fine.`,
  filesCarry:
    'Photos and videos may carry where, when and with what they were taken. The newsroom receives them as they are.',
  filesGoUp: 'Files begin to go up when you choose them. Without Send they are deleted about a day later.',
  filesChosen: 'Chosen files',

  details: 'When and where was it?',
  happenedAt: 'When',
  happenedAtHint: 'As well as you know. For example: 23 Nov 14:05, last night around 9',
  place: 'Where',
  placeHint: 'For example: Sangam-dong, Mapo-gu, Seoul; Gangnam Station, exit 11',
  title: 'Title',
  titleHint: 'If you had one line. You may leave it empty.',

  contact: 'How may we reach you?',
  contactLead: 'You can send without this. If you fill it in, we can ask when something is unclear.',
  name: 'Name',
  phone: 'Phone number',
  email: 'E-mail address',
  chat: 'KakaoTalk ID',
  chatHint: 'If it is another messenger, please name it too.',
  replyBy: 'How may we contact you?',
  replyWays: { phone: 'Phone', email: 'E-mail', chat: 'KakaoTalk', none: 'I stay anonymous' },

  before: 'Before you send',
  kept: 'We keep your tip, your files and the contact details you enter. Your network address (IP) and browser are not recorded.',
  keptHowLong: retention => `Kept: ${retention}.`,
  retention: '90 days if unused, 1 year after publication if used',
  consentContact: 'You may use my contact details',
  consentContactWhen: 'only if you enter any',
  consentContactText: {
    purpose: ['Purpose', 'checking your tip, contacting you, telling you the outcome'],
    items: ['Data', 'what you enter of name, phone number, e-mail address, messenger ID'],
    period: ['Kept', '90 days if unused, 1 year after publication if used; then deleted'],
    refusal: ['Refusing', 'you can still send the tip anonymously; we may then be unable to follow up'],
  },
  age: 'Are you 14 or older?',
  ageYes: 'Yes',
  ageNo: 'No',
  ageHint: 'Under 14 we take no contact details. Please call us together with a parent or guardian.',
  consentMedia: 'You may use my photos and videos in reporting',
  consentMediaWhen: 'only if you send any',
  consentMediaText: 'I made them or may license them. You keep the copyright.',
  safety: [
    'Your safety comes before the picture. In an emergency call 119 or 112 first.',
    'If you must hide who you are, do not use an employer’s device or network. This form cannot guarantee anonymity.',
    'Please leave out resident registration numbers.',
    'Someone reads every tip; we cannot answer all.',
  ],
  send: 'Send the tip',
  progress: 'Progress',
  cancel: 'Stop',
  tryAgain: 'Try again',
  chooseFiles: 'Choose again',
  sendWithout: { one: 'Send without it', many: 'Send without them' },
  trap: 'Leave this empty',
};

const sent: Reader['sent'] = {
  title: 'Your tip has arrived',
  lead: 'Thank you. Someone will read it.',
  number: 'Tip number',
  at: 'Arrived',
  files: 'Files',
  filesArrived: count => `${count} arrived`,
  receipt: 'Receipt code',
  issuer: newsroom => `${newsroom} tip receipt`,
  goodFor: 'Read this code out when you call, or put it in a mail, and staff find your tip at once.',
  onlyNow:
    'This page can be seen for 30 minutes, on this device only. After that we cannot show the code again, so please keep it now.',
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
  file: ({ newsroom, number, at, receipt, files }) =>
    `${newsroom}: receipt of a tip\r\n\r\nTip number: ${number}\r\nArrived: ${at}\r\n${files > 0 ? `Files: ${files}\r\n` : ''}Receipt: ${receipt}\r\n\r\nRead this code out when you call or write. With it, staff find your tip at once.\r\n`,
  nothingTitle: 'There is no receipt to show',
  nothing:
    'A receipt is shown for 30 minutes, on the device that sent the tip. The time may be over, this may be another device, or cookies may be blocked.',
  nothingLost: 'If you saw “Your tip has arrived”, your tip is safe with us. To make sure, contact us here.',
};

const message: Reader['message'] = {
  back: 'Go to the tip form',
  other: 'Other ways to reach us',
  errorId: id => `Error number: ${id}`,
};

export const reader: Reader = { page, channels, form, sent, privacy, message, browser };
