import type * as ko from '../ko/errors.ts';

export const errors: typeof ko.errors = {
  notFound: 'What you are looking for is not here. Please check the address, or go to the tip form.',
  notFoundTitle: 'There is nothing at this address',
  unexpected:
    'Something went wrong on our side. Please try again in a moment. If it is urgent, use another way on this page.',
  unexpectedTitle: 'Something went wrong',
  refusedTitle: 'Your tip was not taken',
  stale: 'Someone else changed this tip in the meantime. Please look at how it stands now and try again.',
  alreadyForgotten: 'This tip is already forgotten.',
  held: 'This tip is under a legal hold, so it was not forgotten. To forget it, release the hold first.',
  talkFull:
    'This tip can hold no more. Please send it as a new tip, and write the number of this one with it.',
  talkOver: 'Nothing can be added to this tip any more. What you have just sent was not kept.',
  withdrawn: 'Its reader has withdrawn this tip, so it cannot be reopened.',
  receiptUnknown: 'No tip opens by this code. Please look at its 20 letters once more.',
  tooManyReceipts:
    'Several codes that open nothing came from this internet address. The right one opens at once: please look at each letter once more.',
  nothingToSend: 'Please write something, or choose a file.',
  sureMissing: 'To withdraw it, please tick the box below. Nothing has been deleted yet.',
  notForm: 'Please send your tip with the form on this site. This request did not have the form’s format.',
  notUtf8: 'The text could not be read. Please send it again as UTF-8.',
  tooLarge:
    'The text you sent is too long. The message may have 100,000 characters, other fields 200. Please shorten it, or attach it as a text file, and send again.',
  tooManyParts: 'Too many parts were sent at once. Please send fewer files, and the others with another tip.',
  broken: 'The sending was cut off or damaged on the way. Nothing was kept. Please send it again.',
  tooManyTips: when =>
    `Many tips came from this internet address in a short time. Please send yours again after ${when}. If it is urgent, use another way on this page.`,
  tooManyUploads:
    'Many files from this internet address are still waiting to be sent. Remove those you do not need, or try again in a while.',
  tooBusy:
    'Very many are sending at the same time, so this was not taken. Please send it again in a moment. If it is urgent, use another way on this page.',
  newerVersion:
    'The desk is just changing to a newer version. Please try again in a moment. If it is urgent, use another way on this page.',
  databaseAway:
    'Nothing can be stored just now, so this was not taken. Please send it again in a moment. If it is urgent, use another way on this page.',
  noSpace: 'There is no room for files just now. Send the text alone, or the files another way on this page.',
  noSpaceForAddress:
    'Room is running short, so no more files can be taken from this internet address just now. Send the text alone first, and the files in an hour or another way on this page.',
  filesAway:
    'Files cannot be handled just now. Send the text alone first, or try again with the files in a few minutes. If it is urgent, use another way on this page.',
  noSpaceAtAll:
    'There is no room to store anything just now, so this was not taken. Please tell us another way, or send it again in a while.',
  form: {
    missing: 'Please write what happened.',
    tooLong: (limit, length) =>
      `Up to ${limit.toLocaleString('en')} characters fit here. There are ${length.toLocaleString('en')} now. Please shorten it, or attach a long text as a file.`,
    consentNeeded:
      'To leave a name or contact, please agree here. Without them you can send the tip as it is.',
    noneStandsAlone:
      '“I stay anonymous” cannot be chosen together with a way to contact you. Please leave one of them.',
    anonymousWithContact:
      'You chose to stay anonymous, but a name or contact is filled in. Remove it, or choose a way to contact you.',
    wayWithoutAddress: 'You chose that we contact you this way. Please fill it in.',
    notAnEmail: 'We could not write to this e-mail address. Please check it.',
    underFourteen:
      'Under 14, we may not take contact details. Remove them to send the tip, or call us together with a guardian.',
    fileEmpty: name =>
      `“${name}” is empty (0 bytes). Its picture may still be in a cloud. Download it to your device and choose it again, or send without it.`,
    fileTooLarge: (name, limit) =>
      `“${name}” is too large. Up to ${limit} each. Choose another file, send without it, or send it another way, such as mail.`,
    totalTooLarge: (name, limit) =>
      `With “${name}” the files are too large together. Up to ${limit} in all. Choose fewer, and send the others another way, such as mail.`,
    tooManyFiles: limit =>
      `Up to ${limit} files can be sent. Choose ${limit} of them, and send the others with another tip or another way, such as mail.`,
    unknownTopic: 'The topic that you chose is not there any more. Please choose again, or choose none.',
    unknownUpload:
      'One uploaded file was not found or is not complete. Please choose it again, or send without it.',
    residentNumber:
      'There is something like a resident registration number in it. Please take it out if it is not needed. To send it as it is, press send once more.',
    tooFast: 'Please press send once more, so that we know it was you. All that you wrote is still here.',
    trap: 'A hidden field was filled in, perhaps by your browser. Please press send once more. All that you wrote is still here.',
  },
};
