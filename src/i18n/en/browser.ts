import type * as ko from '../ko/browser.ts';

export const browser: typeof ko.browser = {
  copied: 'Copied',
  notCopied: 'Not copied',
  lettersLeft: '{count} characters left',
  lettersOver: '{count} characters too many. Shorten it or send it as a file.',
  remove: 'Remove',
  removeFile: 'Remove {name}',
  removed: '{name} is removed',
  chosen: 'Files: {count}, {size}',
  tooLarge:
    '“{name}” is too large. Each file can be up to {limit}. The others are still here. Choose another file, or send it another way, such as mail.',
  folder: '“{name}” is a folder. Please choose the files in it.',
  halfSent: '“{name}” is not fully uploaded. Please choose it again, or remove it.',
  tooMany: 'You can send up to {limit} files. Please remove {count}.',
  tooMuch: 'Your files are {size} in all. Up to {limit} can be sent, so please remove some.',
  residentNumber:
    'There is something like a resident registration number in it. Please take it out if it is not needed. To send it as it is, press send once more.',
  cleaning: {
    done: 'no place, no device',
    cannot:
      'Place and device cannot be taken out of “{name}”, so it was not added. To send it as it is, switch off “Send without place and device” and choose it again.',
    chooseAgain:
      'Please choose “{name}” again, so that place and device can be taken out. What had gone up of it is deleted.',
    notNow:
      'The connection was lost, so place and device could not be taken out of “{name}”. It was not added: please choose it again.',
  },
  messageEmpty: 'Please tell us what happened. One line is enough.',
  sending: 'Sending. Please keep this window open.',
  sendingNow: 'Sending your tip',
  progress: '{percent}% sent ({sent} of {size})',
  settling: 'All sent. Making sure it is stored.',
  cancelled: 'Stopped. Your text and files are still here.',
  putOff: 'Not sent yet. Your text is still here, and your files go on uploading.',
  putOffStill: 'Not sent yet. Your text and files are still here.',
  /** Why it is not known whether the tip has arrived. */
  trouble: {
    lost: 'The connection was lost. Your text and files are still here, and the tip is sent by itself once it is back. It will not count twice.',
    away: 'Our server cannot be reached just now. Your text and files are still here, and the tip is sent by itself once it can be. It will not count twice.',
    busy: 'Our server cannot take it just now. Your text and files are still here, and the tip is sent by itself in a moment. If it is urgent, use another way on this page.',
    tooLarge:
      'Something between you and us refused it for its size. Your text and files are still here, and it is tried again by itself. You can also stop, and send the files another way.',
    stranger:
      'Something on the way answered in our place, perhaps the sign-in page of a Wi-Fi network. Your text and files are still here, and it is tried again by itself. It will not count twice. Signing in there, or another network, may help.',
  },
  tryingAgain: 'Not sent yet. It is tried again by itself. To change something, stop it first.',

  uploads: {
    size: '{arrived} of {size}',
    percent: '{percent}%',
    bar: '{name}: how much is uploaded',
    speed: '{speed}/s',
    // In one piece: a line does not break within it.
    leftSoon: 'under\u00a0a\u00a0minute\u00a0left',
    leftMinutes: 'about\u00a0{minutes}\u00a0min\u00a0left',
    leftHours: 'about\u00a0{hours}\u00a0h\u00a0{minutes}\u00a0min\u00a0left',
    all: '{arrived} of {size} in all ({percent}%)',
    reading: 'Reading the file',
    waiting: 'Waiting its turn',
    beyond: 'Beyond the limit, so not uploaded',
    uploading: 'Uploading',
    again: 'No longer on the server, so it is uploaded again from the start',
    settling: 'Making sure it is stored',
    paused: 'Paused',
    interrupted: 'Waiting for the connection',
    serverBusy: 'The server cannot take it just now. Trying again',
    done: 'Uploaded',
    chooseToGoOn: 'Choose the same file again, and it goes on after {arrived}.',
    chooseAgain: 'Please choose this file again. A browser cannot remember it.',
    choose: 'Choose again',
    chooseFile: 'Choose again: {name}',
    pause: 'Pause',
    pauseFile: 'Pause {name}',
    goOn: 'Go on',
    goOnFile: 'Go on with {name}',
    tryAgain: 'Try again',
    tryAgainFile: 'Try again: {name}',
    failures: {
      tooLarge:
        'This file is too large. Up to {limit} each. Send without it, or send it another way, such as mail.',
      tooLargeBetween:
        'Something between you and us refused this file for its size. Please try again, or send it another way.',
      noSpace: 'We have no space for this file just now. Please try later, or send it another way.',
      tooManyUploads:
        'Many files are coming through the network you are on. Please try again in a while, or send without it.',
      empty: 'This file is empty (0 bytes). It may still lie in a cloud: open it once, and choose it again.',
      short:
        'This file ends before its size is reached. It may not be fully downloaded yet: open it once, and choose it again.',
      unreadable: 'This file could not be read. Please choose it again.',
      refused: 'This file could not be taken. Please try again, or send it another way.',
    },
    fileDone: '{name} is uploaded',
    fileFailed: '{name} could not be uploaded. {why}',
    fileLost: '{name} is no longer on the server.',
    lostStartAgain: 'A file is no longer on the server. It is uploaded again from the start.',
    lostChooseAgain: 'A file is no longer on the server. Please choose it again.',
    connectionLost: 'The connection was lost. Uploading goes on once it is back.',
    serverAway: 'Our server cannot take files just now. It is tried again, and uploading goes on.',
    connectionBack: 'Uploading goes on again.',
    allDone: 'All uploaded. Press “Send the tip” to send them.',
    doneButBeyond: 'Files beyond the limit are not uploaded. Please remove some, and then send the tip.',
    preparing: 'Getting your files ready. Once they are, the tip is sent by itself.',
    waitingToSend: 'Uploading your files. The tip is sent by itself once they are through.',
    waitingCut:
      'The connection is lost. Uploading goes on by itself once it is back, and then the tip is sent.',
    waitingServer:
      'Our server cannot take files just now. It is tried again by itself, and then the tip is sent.',
    waitingPaused: 'A file is paused. Go on with it or remove it, and the tip is sent by itself.',
    stuckOne:
      '“{name}” is not uploaded. {why} You can also send without it. Your text and the other files are still here.',
    stuckMany:
      '{count} files are not uploaded; the list above says why. Try again, or send without them. Your text and the other files are still here.',
    stuckManyChoose:
      '{count} files are not uploaded. Choose them again above, or send without them. Your text and the other files are still here.',
    stalledOne: 'Nothing of “{name}” has moved for a while. You can wait, or send without it.',
    stalledMany: 'Nothing of {count} files has moved for a while. You can wait, or send without them.',
  },
};
