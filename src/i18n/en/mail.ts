import type * as ko from '../ko/mail.ts';
import { some } from './some.ts';

export const mail: typeof ko.mail = {
  tip: {
    number: number => `Tip #${number}`,
    subject: (number, headline) => `[Tip #${number}] ${headline}`,
    received: 'Received',
    channel: 'Channel',
    message: 'The tip',
    happened: 'Happened',
    readAs: time => `read as ${time}`,
    article: 'About the article',
    contact: 'Contact',
    contactHidden: 'On the tip’s page',
    noContact: 'None left',
    ways: { phone: 'Phone', email: 'E-mail', chat: 'Messenger' },
    asTyped: typed => `as typed: ${typed}`,
    mayReply: 'may be used for an answer',
    mayNotReply: 'not chosen for an answer',
    consentContact: 'Consent to the use of personal data',
    media: 'Photos and videos',
    age14: '14 or older',
    yes: 'Yes',
    no: 'No',
    notSaid: 'Not answered',
    came: {
      image: count => (count === 1 ? '1 photo' : `${count} photos`),
      video: count => (count === 1 ? '1 video' : `${count} videos`),
      audio: count => (count === 1 ? '1 sound' : `${count} sounds`),
      other: count => (count === 1 ? '1 other file' : `${count} other files`),
    },
    reachableBy: {
      phone: 'can be reached by phone',
      email: 'can be reached by e-mail',
      chat: 'can be reached by messenger',
    },
    restOfMessage: count => `The other ${count.toLocaleString('en')} letters are on the tip’s page.`,
    moreFiles: count => `The other ${count.toLocaleString('en')} files are on the tip’s page.`,
    files: count => (count === 1 ? '1 file' : `${count} files`),
    attached: 'attached to this mail',
    copyAttached: 'attached as a shareable copy; the original is on the tip’s page',
    linked: 'on the tip’s page',
    notAttached: {
      disturbing: 'marked as disturbing, so not attached',
      runs: 'it may run something when opened, so not attached',
      archive: 'an archive, which may hold anything, so not attached',
      lies: 'its name and its content differ, so not attached',
      'tells place': 'it tells where or with what it was taken, so not attached',
      'no copy': 'no shareable copy could be made, so not attached',
      'not looked at': 'not looked at yet, so not attached',
    },
    scans: {
      clean: 'the virus scan found nothing',
      waiting: 'not scanned for viruses yet, so not attached',
      'too large': 'too large for the virus scan, so not attached',
      unscannable: 'the virus scan failed again and again, so not attached',
      'not scanned': 'not scanned for viruses, so not attached',
    },
    infected: signature =>
      `INFECTED: ${signature ?? 'its name cannot be opened'} · not attached; it opens on the tip’s page only after a warning.`,
    mismatch: (claimed, found) =>
      found === null
        ? `It says it is ${claimed}; its content is nothing of the kind.`
        : `It says it is ${claimed}; by its content it is ${found}.`,
    open: 'Open the tip’s page',
    answerReaches: 'A reply to this mail goes straight to the reader.',
    answerDoesNotReach: 'A reply to this mail does not reach the reader.',
  },
  confidential: {
    subject: number => `[Tip #${number}] A confidential tip has come`,
    heading: number => `Confidential tip #${number}`,
    body: 'No mail holds what it says. Its team and admins see it on the tip’s page.',
  },
  colleague: {
    headings: {
      assigned: (number, by) =>
        by === null ? `Tip #${number} is yours to work on` : `${by} has assigned tip #${number} to you`,
      mentioned: (number, by) =>
        by === null ? `A note on tip #${number} calls you` : `${by} calls you in a note on tip #${number}`,
      forwarded: (number, by) =>
        by === null ? `Tip #${number} was forwarded to you` : `${by} has forwarded tip #${number} to you`,
    },
    subject: (number, heading) => `[Tip #${number}] ${heading}`,
    note: 'Note',
    notInMail: 'No mail holds what this tip says. You see it on the tip’s page.',
    rest: 'The rest is on the tip’s page.',
    switchOff: 'If you want no such mails, you can switch them off on the page of your account.',
  },
  reminder: {
    subject: (newsroom, tips) =>
      `[${newsroom}] ${tips.toLocaleString('en')} ${tips === 1 ? 'tip' : 'tips'} to look at again today`,
    heading: tips =>
      tips === 1
        ? 'One tip is to be looked at again today'
        : `${tips.toLocaleString('en')} tips are to be looked at again today`,
    since: day => `Waiting since ${day}`,
    more: tips => `${tips.toLocaleString('en')} more are in the list of tips.`,
    open: 'Show all that are due',
    numberAlone: 'Of confidential tips, and of those that no mail may tell, only the number stands here.',
    switchOff: 'If you want no such mails, you can switch them off on the page of your account.',
  },
  assigned: {
    heading: (tips, by) =>
      by === null
        ? `${some(tips, 'tip is', 'tips are')} yours to work on`
        : `${by} has assigned ${some(tips, 'tip', 'tips')} to you`,
    body: 'Nothing that they say is in this mail. They stand at the top of your list.',
    open: 'See my tips',
  },
  reader: {
    headings: {
      'reader wrote': number => `The reader of tip #${number} has sent more`,
      'permission changed': number => `The permission for photos and films of tip #${number} has changed`,
      withdrawn: number => `The reader of tip #${number} has withdrawn it`,
    },
    message: 'What they sent',
    permission: use =>
      ({
        yes: 'The reader says that their photos and films may be used.',
        unnamed: 'The reader says that their photos and films may be used, but only without their name.',
        no: 'The reader says that their photos and films must not be used.',
      })[use],
    files: count => `With ${count === 1 ? 'one file' : `${count} files`}, which you see on the tip’s page.`,
    withdrawn: 'Name and contacts are gone, and words and files go soon: when, you see on the tip’s page.',
    withdrawnAndHeld:
      'Name and contacts are gone. As the tip is under a legal hold, words and files stay until that is released.',
  },
  answer: {
    subject: newsroom => `[${newsroom}] An answer to what you sent us`,
    from: (newsroom, name) => `An answer from ${name === null ? newsroom : `${name}, ${newsroom}`}`,
    goesTo: newsroom =>
      `A reply to this mail goes to the inbox of ${newsroom}. You can also come back by your receipt code and go on there.`,
    noReply:
      'Please do not reply to this mail. Come back by your receipt code and go on there, where only those read it who work on your tip.',
    comeBack: 'Come back by your receipt code',
    files: count =>
      count === 1
        ? 'One file goes with it: you can download it once you have come back by your receipt code.'
        : `${count} files go with it: you can download them once you have come back by your receipt code.`,
    rest: 'The answer is longer: the rest stands on your page, which your receipt code opens.',
    foot: newsroom => `The tip desk of ${newsroom}`,
  },
  test: {
    subject: newsroom => `[${newsroom}] A test mail`,
    heading: 'The test mail has arrived',
    body: 'Tips will come to this address too. You may delete this mail.',
    sent: 'Sent',
    open: 'Open the list of tips',
  },
  invitation: {
    subject: newsroom => `[${newsroom}] You are invited to the tip desk`,
    heading: (by, newsroom) =>
      by === null
        ? `You are invited to the tip desk of ${newsroom}`
        : `${by} invites you to the tip desk of ${newsroom}`,
    body: 'The tip desk is where the newsroom reads and checks what readers send. Set a password by the link below, and you are in. The link works once, so please hand it to nobody else. If you did not expect this invitation, you can delete this mail.',
    until: 'Good until',
    open: 'Set a password',
  },
  retention: {
    subject: (newsroom, tips) => `[${newsroom}] ${some(tips, 'tip', 'tips')} will soon be forgotten`,
    heading: tips => `${some(tips, 'tip', 'tips')} will soon be forgotten`,
    body: 'When the time that readers were promised is over, tips are forgotten by themselves, for good. If one must stay longer, for a lawsuit or a correction, put a legal hold on it before then.',
    from: 'The first goes',
    open: 'See what goes',
  },
  daily: {
    subject: (newsroom, came) => `[${newsroom}] The tip desk today: ${some(came, 'tip', 'tips')} came in`,
    heading: 'The tip desk today',
    body: 'Numbers alone: nothing that a tip says is in this mail.',
    since: 'Counted since',
    came: 'Came in',
    now: state => `${state} now`,
    going: days => `Forgotten within ${days}`,
    head: 'Head of the history',
    headBody:
      'Should the record of who did what ever be rewritten or cut off, this value shows it. Keep these mails, and check on the desk’s server: npm run jebo -- history verify --head VALUE',
    open: 'Open the list of tips',
  },
  foot: newsroom => `Sent by the tip desk of ${newsroom} on its own.`,
};
