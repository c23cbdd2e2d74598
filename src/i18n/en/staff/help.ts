import type { help as ko } from '../../ko/staff/help.ts';

export const help: typeof ko = {
  title: 'Help',
  lead: 'The words of this desk, and how a source is protected.',
  contents: 'On this page',
  toNotes: 'What not to write into a note',
  toSource: 'How a source is protected',
  toLeaves: 'What leaves the desk',
  toOutcomes: 'What these mean',
  wordsTitle: 'Words',
  words: {
    'receipt code': [
      'Receipt code',
      'Known to the sender alone. By it they come back to their tip without a name, and by it the desk finds the tip.',
    ],
    'written down': [
      'Writing down a call',
      'What somebody said on the phone, wrote on paper or came to say, kept as a tip. They can read it by their receipt. For a confidential topic only its team sees it after.',
    ],
    unread: ['Unread', 'A blue dot: you have not opened this tip yet. It is counted for each person apart.'],
    assignee: ['Assigned to', 'Who works on the tip now. “I take it” on a new tip makes it yours.'],
    importance: [
      'Importance',
      'Normal, important, very important. The desk decides, and the sender never sees it.',
    ],
    reminder: [
      'Look again on',
      'A tip that is put off until that day. Then it stands among what is due, and a mail tells of it at seven in the morning.',
    ],
    checklist: [
      'Checklist',
      'What is made sure of before a tip becomes news. It says who did so and when; admins decide what is on it.',
    ],
    mention: [
      'Calling somebody in a note',
      'With @ and a name in a note that colleague gets a mail, and may see the tip from then on. To a confidential tip only its team can be called.',
    ],
    forwarding: [
      'Forwarding',
      'Hands a tip to a colleague with an account, by mail. They may see it from then on. Of a confidential tip only the link goes.',
    ],
    tag: [
      'Tag',
      'What staff call a tip. The sender never sees it. Two that differ in capital letters alone are one.',
    ],
    'ready answer': [
      'Ready answer',
      'A text to choose from when a reader is answered. The number and the place are filled in, and you can change it before it is sent.',
    ],
    presence: [
      'Also here',
      'Colleagues who have this tip open now, so that nobody calls a sender twice. It is never stored.',
    ],
    permission: [
      'Permission',
      'Whether the sender lets photos and videos be used. Without it they are not used.',
    ],
    confidential: [
      'Confidential',
      'Only the team of its topic and admins see the tip. To others it looks as if it were not there.',
    ],
    blocked: [
      'Blocked talk',
      'Its reader can add no text and no files to the tip any more. They can still delete their name and contacts, and withdraw it. It can be unblocked at any time.',
    ],
    hold: ['Legal hold', 'The tip is kept for as long as there is a reason to, such as a lawsuit.'],
    forgotten: [
      'Forgotten tip',
      'Text, contacts and files are gone; the number and the history stay. It cannot be undone.',
    ],
  },
  statesTitle: 'States',
  states: {
    new: 'Nobody has taken it yet.',
    open: 'Somebody works on it.',
    closed: 'It was decided what came of it. It can be opened again.',
  },
  turnsTitle: 'The talk',
  turns: {
    replied:
      'The reader has written since we last did. A closed tip is not reopened by that, but stands under “Answered” too.',
    unanswered:
      'The reader has said more, and nobody has written to them yet. It stands under “Answered” too. Where there is nothing to answer, as to a word of thanks, press “No answer needed” on the tip’s page.',
    waiting: 'We wrote last, and the reader has not answered yet.',
  },
  outcomesTitle: 'What came of it',
  outcomes: {
    used: 'We published it. The address of the article can be kept with it, and it is kept longer than others.',
    'passed on': 'Another department of ours works on it.',
    unverified: 'We looked into it, and could not verify it.',
    duplicate: 'The same person sent the same again. The first tip’s number is kept with it.',
    'not for us': 'We read it, and it is nothing that we work on.',
    spam: 'Advertising, or a prank.',
    test: 'Sent to try the desk out.',
    withdrawn:
      'Its reader came back by the receipt and withdrew it. Name and contacts went at once, words and files go by themselves some days later. It cannot be reopened.',
  },
  rolesTitle: 'Roles',
  sourceTitle: 'How a source is protected',
  source: [
    'Names and contacts are shown by a press, and the history says who saw them and when. Look only when you need to.',
    'Reach a sender only by the ways that they chose. Do not call their work or their family.',
    'Files may tell where and by which device they were made. Publish the copy without place.',
    'Files that go along with an answer reach the sender as they are. Take out what they tell of a colleague or of another source.',
    'Nobody knows who sent a file. Where there is a warning, ask before you open it.',
    'The desk cannot forget screenshots and downloads. Delete them yourself when you are done.',
    'Do not open what you do not work on. The history says that you did.',
  ],
  notesTitle: 'What not to write into a note',
  notesLead: 'Everybody who may see the tip can read a note and find it. It is forgotten with the tip.',
  notes: [
    'What tells who the sender is: a name, a number, an address',
    'What people around them would know them by: a voice, a position, working hours',
    'Resident numbers, illness, religion, political views',
    'What another sender told us',
    'Opinions that the work does not need. A court or the person may read them one day.',
  ],
  leavesTitle: 'What leaves the desk',
  leavesLead: 'Texts and files stay sealed in the desk. These mails alone go out.',
  mailKinds: {
    'tip mail': 'Mail of a tip',
    'colleague mail': 'Mail from a colleague',
    'reminder mail': 'Mail of what is due',
    'assigned tips mail': 'Mail of many tips',
    'reader mail': 'Mail of more from a reader',
    'daily mail': 'Daily mail',
    'retention notice': 'Notice of forgetting',
    'invitation mail': 'Invitation',
    'test mail': 'Test mail',
  },
  leaves: {
    'tip mail':
      'One for each tip, to the inbox of the newsroom or of its topic. It carries the text, contacts and small files; of a topic that hides contacts none of these, and of a confidential one nothing that the tip says.',
    'colleague mail':
      'To whom a colleague assigns a tip, where they may see it. It carries the headline and the note that was left with it, and of a confidential topic nothing that the tip says. It can be switched off on one’s account.',
    'reminder mail':
      'At seven in the morning of the day that was chosen, one to whoever has the tips; of tips that nobody has to whoever chose the day, or else to the team of the topic. It carries numbers and headlines, and of a confidential topic the number alone. It can be switched off on one’s account.',
    'assigned tips mail':
      'One to whom a colleague assigns many tips at once. It says how many, and no more. It can be switched off on one’s account.',
    'reader mail':
      'When a reader comes back by the receipt and sends more: to whoever has the tip, else to the address for its mails. It holds what they wrote, and no files; of a confidential topic, nothing. Who has the tip can switch it off in their account.',
    'daily mail': 'Where it is switched on, one a day to staff. It says how many tips wait, and no more.',
    'retention notice': 'When tips are soon to be forgotten. It says numbers and days, and no more.',
    'invitation mail': 'To who was invited, with the link to make an account.',
    'test mail': 'When it is tried out. It carries no tip.',
  },
  keysTitle: 'Keys',
  keys: 'Show all keys',
};
