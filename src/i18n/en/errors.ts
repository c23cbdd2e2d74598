import type { Words } from '../ko.ts';
import { formatSize } from '../size.ts';

export const errors: Words['errors'] = {
  notFound: 'What you are looking for is not here.',
  notFoundTitle: 'There is nothing at this address',
  unexpected: 'Something went wrong on our side. Please try again in a moment.',
  unexpectedTitle: 'Something went wrong',
  refusedTitle: 'Your tip was not taken',
  stale: 'Someone else changed this tip in the meantime. Please look at how it stands now and try again.',
  alreadyForgotten: 'This tip has already been deleted.',
  notForm: 'Please send your tip with the form on this site. This request did not have the form’s format.',
  notUtf8: 'The text could not be read. Please send it again as UTF-8.',
  tooLarge: 'The text you sent is too long. The message may have 100,000 characters, other fields 200.',
  tooManyParts: 'Too many parts were sent at once. Please send fewer files.',
  broken: 'The sending was cut off or damaged on the way. Nothing was kept. Please send it again.',
  tooManyTips: when =>
    `Many tips came from this internet address in a short time. Please send yours again after ${when}. If it is urgent, use another way on this page.`,
  tooManyUploads:
    'Many files from this internet address are still waiting to be sent. Remove those you do not need, or try again in a while.',
  tooBusy:
    'Very many are sending at the same time, so this was not taken. Please send it again in a moment. If it is urgent, use another way on this page.',
  noSpace: 'There is no room for files just now. Send the text alone, or the files another way on this page.',
  filesAway:
    'Files cannot be handled just now. Send the text alone first, or try again with the files in a few minutes. If it is urgent, use another way on this page.',
  noSpaceAtAll:
    'There is no room to store anything just now, so this was not taken. Please tell us another way, or send it again in a while.',
  form: {
    missing: 'Please write what happened.',
    tooLong: (limit, length) =>
      `Up to ${limit.toLocaleString('en')} characters fit here. There are ${length.toLocaleString('en')} now.`,
    consentNeeded:
      'To leave a name or contact, please agree here. Without them you can send the tip as it is.',
    noneStandsAlone: '“I stay anonymous” cannot be chosen together with a way to answer.',
    anonymousWithContact:
      'You chose to stay anonymous, but a name or contact is filled in. Remove it, or choose a way to answer.',
    wayWithoutAddress: 'You chose this way for an answer. Please fill it in.',
    notAnEmail: 'We could not answer to this e-mail address. Please check it.',
    underFourteen:
      'Under 14, we may not take contact details. Remove them to send the tip, or call us together with a guardian.',
    fileTooLarge: (name, limit) => `“${name}” is too large. Up to ${formatSize(limit, 'en')} each.`,
    totalTooLarge: (name, limit) =>
      `With “${name}” the files are too large together. Up to ${formatSize(limit, 'en')} in all.`,
    tooManyFiles: limit => `Up to ${limit} files can be sent.`,
    unknownUpload: 'One uploaded file was not found or is not complete. Please choose it again.',
    tooFast: 'Please press send once more, so that we know it was you. All that you wrote is still here.',
    trap: 'A hidden field was filled in, perhaps by your browser. Please press send once more. All that you wrote is still here.',
  },
};
