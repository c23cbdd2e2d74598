import type * as ko from '../ko/talk.ts';

export const talk: typeof ko.talk = {
  link: 'See your tip',
  code: {
    title: 'See your tip',
    lead: 'With your receipt code you see how far it has come, can tell more, or take it back.',
    label: 'Receipt code',
    hint: 'It has 20 letters. Capitals and spaces do not matter; O is read as 0, I and L as 1.',
    open: 'Open',
    why: {
      over: 'The page was not used for 30 minutes and has closed, or this browser blocks cookies. Please enter the code again.',
      other:
        'Another tip is open in this browser, so nothing was done. Please enter the code of the tip that you mean.',
      'too often':
        'This tip was opened too many times in a short while, so nothing was done just now. Please try again in a moment.',
    },
    typed: 'What you were writing is below. Enter the code and send, and it is added to that tip.',
    filesAgain: 'Please choose your files once more.',
    send: 'Enter the code and send',
    lost: 'I have lost the code',
    lostText:
      'We do not know it either. If you left a way to reach you, call or write and tell us when you sent the tip and what it said. If not, send it anew and say that it is about the same.',
    careful: 'Do not open this on an employer’s device or network: a record of your visit may stay there.',
  },
  title: 'Your tip',
  lead: time => `You sent this tip on ${time}.`,
  asked: newsroom => `${newsroom} has answered you`,
  state: 'Where it stands',
  filesCount: count => (count === 1 ? 'one file' : `${count} files`),
  steps: {
    arrived: 'It has arrived',
    read: 'Somebody has read it',
    unread: 'It waits to be read',
    checking: 'The facts are being checked',
    checked: 'The facts were checked',
    end: 'The end',
    endHint: 'Whether it becomes news or is not used: you are told here',
    past: 'done',
  },
  ends: {
    used: 'It became news. Thank you for telling us.',
    'passed on': 'It was passed on to the department that looks after this.',
    unverified: 'The facts could not be verified, so it is not used for now.',
    other: 'It was looked at, and is not used this time. Thank you for telling us.',
  },
  article: 'See the article',
  talk: 'What was said',
  talkHint: 'It goes to and fro on this page alone. No name and no contact is needed.',
  you: 'You',
  desk: (newsroom, name) => (name === null ? newsroom : `${name}, ${newsroom}`),
  openUntil: time => `This tip is closed. You can still tell more until ${time}.`,
  late: 'This tip is closed, and the time to tell more is over. If there is something new, please send a new tip.',
  unsent: 'What was not sent',
  download: 'Download',
  notGiven: 'The virus scan found something in it, so it cannot be given to you.',
  unopened: 'This text cannot be opened now. It is not deleted.',
  more: 'Tell more',
  moreHint: 'What you have learned since, or what must be put right.',
  files: 'Add photos, videos, files',
  send: 'Send',
  chooseAgain: 'Your browser cannot fill in the files again. Please choose them once more.',
  uploadsKept: count =>
    count === 1
      ? 'The file that was uploaded is still here, and is sent with it.'
      : `The ${count} files that were uploaded are still here, and are sent with it.`,
  notSent: 'Not sent yet. What you wrote is still here.',
  done: {
    sent: 'Sent. It is read together with your tip.',
    permission: 'The newsroom is told so.',
    contacts: 'The ways to reach you are changed.',
    'taken back': 'Name and contacts are deleted. You are anonymous now.',
    'taken away': 'The answer is gone from this page.',
  },
  takeAway: {
    title: 'Delete this answer',
    text: 'It then stands on this page no more, also where the code is entered again. The newsroom still has it, and a mail that you got stays. It cannot be undone.',
    press: 'Delete from this page',
    notThere: 'That answer is not on this page.',
  },
  permission: {
    title: 'May your photos and videos be used in the news?',
    none: 'You have not said yet. Until you do, they are not used.',
    now: answer => `As we know it now: ${answer}`,
    answers: { yes: 'You may use them', unnamed: 'Use them without my name', no: 'Do not use them' },
  },
  keep: {
    title: 'To come back to this page',
    text: 'The receipt code is the key. We cannot tell it to you again, so please keep it now: this page shows it once.',
    unshown:
      'The receipt code is the key. It is not shown here again, so that nobody learns it who sees this page.',
    show: 'Show the code',
    copy: 'Copy code',
  },
  contacts: {
    title: 'To change how you may be reached',
    none: 'There is no name and no contact now.',
    outOfReach: 'Mails that staff already have, and backups made before, may still hold them.',
    has: ways =>
      `What you left: ${ways}. It is not shown here, so that nobody sees it who gets hold of the code.`,
    name: 'name',
    replaces: 'What you write below takes the place of all that you left before.',
    change: 'Change',
    takeBack: 'Delete name and all contacts',
  },
  withdrawal: {
    title: 'To take your tip back',
    what: ['Name and contacts are deleted at once, and the talk on this page is over.'],
    later: kept =>
      `Text and files are deleted after ${kept} at the latest. If the law asks to keep them, as for a court or an inquiry, they stay until then.`,
    outOfReach:
      'News that is out, mails and downloads that staff have, and backups made before cannot be deleted from here. It cannot be undone.',
    sure: 'Yes, I take this tip back',
    withdraw: 'Take the tip back',
  },
  leave: 'Leave this page',
  leaveHint:
    'After 30 minutes without use the code is asked for again. If others use this device, please do press it. The code does not stay on this device.',
  over: {
    withdrawn: {
      title: 'You have taken this tip back',
      text: 'Name and contacts are deleted, and the talk on this page is over.',
      goes: time =>
        `Text and files are deleted ${time === null ? 'soon' : `after ${time}`}. If the law asks to keep them, as for a court or an inquiry, they stay until then.`,
      gone: 'Text and files are deleted too.',
    },
    forgotten: {
      title: 'This tip is gone',
      text: 'The time for which it was to be kept is over, or you asked us to delete it: text and files are gone. If there is more to tell, please send a new tip.',
    },
    closed: {
      title: 'Nothing more can be added to this tip',
      text: 'The newsroom has closed the talk about it. What you sent is still kept. If there is something else, please send a new tip.',
    },
  },
  another: 'Send a new tip',
};
