import type { Words } from '../ko.ts';

export const browser: Words['reader']['browser'] = {
  copied: 'Copied',
  notCopied: 'Not copied',
  lettersLeft: '{count} characters left',
  lettersOver: '{count} characters too many. Shorten it or send it as a file.',
  remove: 'Remove',
  removeFile: 'Remove {name}',
  removed: '{name} is removed',
  chosen: 'Files: {count}, {size}',
  tooLarge: '“{name}” is too large. Each file can be up to {limit}. The others are still here.',
  tooMany: 'You can send up to {limit} files. Please remove {count}.',
  tooMuch: 'Your files are {size} in all. Up to {limit} can be sent, so please remove some.',
  messageEmpty: 'Please tell us what happened. One line is enough.',
  sending: 'Sending. Please keep this window open.',
  progress: '{percent}% sent ({sent} of {size})',
  settling: 'All sent. Making sure it is stored.',
  cancelled: 'Stopped. Your text and files are still here.',
  lost: 'The connection was lost. Your text and files are still here, so please send again. It will not count twice.',
  failed: 'We could not take it just now. Your text is still here. Please try again in a moment.',
};
