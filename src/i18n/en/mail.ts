import type { Words } from '../ko.ts';

export const mail: Words['mail'] = {
  tip: {
    number: number => `Tip #${number}`,
    subject: (number, headline) => `[Tip #${number}] ${headline}`,
    received: 'Received',
    channel: 'Came by',
    channels: { form: 'the form' },
    message: 'The tip',
    title: 'Title',
    place: 'Place',
    happened: 'When it happened',
    readAs: time => `read as ${time}`,
    article: 'Article they came from',
    name: 'Name',
    contact: 'Contact',
    noContact: 'None left',
    ways: { phone: 'Phone', email: 'E-mail', chat: 'Chat' },
    mayReply: 'may be used for an answer',
    mayNotReply: 'not chosen for an answer',
    consentContact: 'Consent to the use of personal data',
    consentMedia: 'Permission to use photos and videos',
    age14: '14 or older',
    yes: 'Yes',
    no: 'No',
    notSaid: 'Not answered',
    files: count => (count === 1 ? '1 file' : `${count} files`),
    rides: 'attached to this mail',
    linked: 'on the tip’s page',
    scans: {
      clean: 'the virus scan found nothing',
      waiting: 'not scanned for viruses yet, so not attached',
      'too large': 'too large for the virus scan, so not attached',
      unscannable: 'the virus scan failed again and again, so not attached',
      'not scanned': 'not scanned for viruses, so not attached',
    },
    infected: signature =>
      `INFECTED: ${signature} · not attached; it opens on the tip’s page only after a warning.`,
    mismatch: (claimed, found) =>
      found === null
        ? `It says it is ${claimed}; its content is nothing of the kind.`
        : `It says it is ${claimed}; by its content it is ${found}.`,
    open: 'Open the tip’s page',
    answerReaches: 'A reply to this mail goes straight to the reader.',
    answerDoesNotReach: 'A reply to this mail does not reach the reader.',
  },
  test: {
    subject: newsroom => `[${newsroom}] A test mail`,
    heading: 'The test mail has arrived',
    body: 'Tips will come to this address too. You may delete this mail.',
    sent: 'Sent',
    open: 'Open the list of tips',
  },
  foot: newsroom => `Sent by the tip desk of ${newsroom} on its own.`,
};
