import type * as ko from '../ko/reader.ts';
import { sent } from './sent.ts';

type Reader = typeof ko.reader;

const page: Reader['page'] = {
  skip: 'Skip to content',
  privacy: 'Privacy',
  channels: 'Official channels',
  languages: 'Language',
  foot: 'About this desk',
  leave: 'Leave at once',
  leaveKeys: 'Shift {count} more times leaves at once',
};

const channels: Reader['channels'] = {
  mailSubject: newsroom => `[Tip] ${newsroom}`,
  heading: 'Where you can send a tip',
  chat: 'KakaoTalk',
  chatHow: 'search, add channel',
  chatChannel: name => `${name} channel`,
  phone: 'Phone',
  mail: 'Mail',
  copy: 'Copy',
  openChat: 'Open chat',
  call: 'Call',
  write: 'Write a mail',
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
  optional: 'optional',
  topic: 'What is it about?',
  topicNone: 'I choose none',
  article: 'My tip is about this article',
  articleLeaveOut: 'untick it to leave the address out',
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

  risk: {
    title: 'Must nobody learn that it was you?',
    least: 'This form keeps the least.',
    addressUnkept: 'It does not store your network address (IP).',
    otherChannels: 'KakaoTalk, phone and mail show who you are.',
    employer: 'Use no device, network or mail of your employer.',
    employerSees: 'They can see that this address was visited.',
    tor: 'To hide where you connect from too, open it in Tor Browser.',
    torWithoutScript: 'You can send with scripts switched off.',
    photos: 'Photos and videos carry where and with what they were taken.',
    photosBefore: 'Without script this page cannot take that out: please do so before you send.',
    clean: 'Send without place and device',
    cleanHint:
      'Works for JPEG, PNG and WebP photos, whose picture stays as it is. HEIC photos, videos, sound, PDF and documents cannot be cleaned here: they are not added, and you are told. A file’s name, and what can be seen in the picture, goes along.',
    limits: 'Some things we cannot promise.',
    limitsText: 'A court may demand what is stored.',
    whatIsKept: 'What is stored',
    receipt: 'Do not save the receipt where others look.',
    receiptText: 'Whoever has it passes for the sender.',
    leaveHint:
      'Clears what you wrote and the receipt from this device and goes to another page. Close the window then, and clear the history of your browser.',
    leaveByKeys: 'Pressing Shift three times does the same.',
  },

  details: 'When and where was it?',
  happenedAt: 'When',
  happenedAtHint: 'As well as you know. For example: 23 Nov 14:05, last night around 9',

  contact: 'How may we reach you?',
  contactLead: 'You can send without this. If you fill it in, we can ask when something is unclear.',
  phone: 'Phone number',
  email: 'E-mail address',
  chat: 'KakaoTalk ID',
  chatHint: 'If it is another messenger, please name it too.',
  replyBy: 'How may we contact you?',
  replyWays: { phone: 'Phone', email: 'E-mail', chat: 'KakaoTalk', none: 'I stay anonymous' },

  before: 'Before you send',
  kept: 'We keep your tip, your files and the contact details you enter.',
  addressUnkept: 'Your network address (IP) and browser are not recorded.',
  keptHowLong: retention => `Kept: ${retention}.`,
  retention: ({ unused, used, open }) =>
    `${unused} from when staff close it, ${used} if it became news; while nobody has closed it, ${open} from when you last sent something`,
  consentContact: 'You may use my contact details',
  consentContactWhen: 'only if you enter any',
  consentContactText: retention => ({
    purpose: ['Purpose', 'checking your tip, contacting you, telling you the outcome'],
    items: ['Data', 'what you enter of name, phone number, e-mail address, messenger ID'],
    period: ['Kept', `${retention}. Then it is deleted by itself, unless the law needs it for longer`],
    refusal: ['Refusing', 'you can still send the tip anonymously; we may then be unable to follow up'],
  }),
  age: 'Are you 14 or older?',
  ageYes: 'Yes',
  ageNo: 'No',
  ageHint: 'Under 14 we take no contact details. Please call us together with a parent or guardian.',
  consentMedia: 'You may use my photos and videos in reporting',
  consentMediaWhen: 'only if you send any',
  consentMediaText: retention =>
    `I made them or may license them. You keep the copyright. They are kept as long as the tip: ${retention}. What was used in reporting that is out stays there.`,
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
  tryNow: 'Try now',
  chooseFiles: 'Choose again',
  sendWithout: { one: 'Send without it', many: 'Send without them' },
  trap: 'Leave this empty',
};

const message: Reader['message'] = {
  back: 'Go to the tip form',
  backKeeps: 'When you go back in your browser, what you wrote is mostly still there.',
  other: 'Other ways to reach us',
  errorId: id => `Error number: ${id}`,
};

export const reader: Reader = { page, channels, form, sent, message };
